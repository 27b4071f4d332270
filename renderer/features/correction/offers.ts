import type { Reply, WireError } from '#contract/errors.ts';
import { flipRuns, validRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { Operation, Proposal } from '#contract/procedures/annotation.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { Vec3 } from '#contract/geometry.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';
import { fromIjk, type Plane } from '../../viewer/plane.ts';
import { previewOperation } from './draft-wire.ts';
import type { DeskState, Notice } from './desk-state.ts';
import type { MaskEditor } from './mask-editor.ts';
import { touchedSlices } from './slice-counts.ts';

export interface OfferOptions {
  readonly engine: Engine;
  readonly jobs: StoreApi<ReadonlyMap<string, Job>>;
  readonly detail: { readonly id: string };
  readonly plane: Plane;
  readonly store: StoreApi<DeskState>;
  readonly editor: MaskEditor;
  readonly redrawMask: () => void;
  readonly goTo: (slice: number) => void;
}

/** What the engine calculates on request: shown as a preview, and a step only when accepted. */
export interface Offers {
  /** Reads the list of proposals again. */
  readonly refresh: () => Promise<void>;
  readonly operate: (name: string, operation: Operation) => Promise<void>;
  readonly show: (proposal: Proposal) => Promise<void>;
  /** Shows the next (+1) or previous proposal of the list. */
  readonly cycle: (direction: 1 | -1) => void;
  /** Segments around a click or along a stroke; voxel indices. */
  readonly segment: (points: readonly Vec3[]) => Promise<void>;
  /** Looks for the tumour in the whole case. */
  readonly findTumour: () => Promise<void>;
  readonly cancel: () => void;
  readonly accept: () => void;
  readonly reject: () => void;
  readonly close: () => void;
}

/** Something that the engine is asked to calculate. */
interface Wish {
  readonly name: string;
  readonly operation: Operation;
  /** The proposal that it shows; null for other operations. */
  readonly proposal: Proposal | null;
}

/** What the person is told when an operation would change nothing. */
const unchanged: Readonly<Record<Operation['kind'], string>> = {
  'fill-between-slices': 'No empty slice lies between drawn ones.',
  'keep-largest': 'The mask is one part already.',
  clear: 'The mask is empty already.',
  'use-proposal': 'The mask is this proposal already.',
  'use-version': 'The mask is this version already.',
};

export function createOffers(options: OfferOptions): Offers {
  const { engine, jobs, store, editor, plane } = options;
  const caseId = options.detail.id;
  const closed = new AbortController();

  function fail(reply: Reply<unknown>): void {
    store.setState({
      work: null,
      ...(reply.ok ? {} : { notice: { kind: 'failed', error: reply.error } }),
    });
  }

  async function refresh(): Promise<void> {
    const reply = await engine.call('segment.proposals', { caseId });
    if (reply.ok) store.setState({ proposals: reply.value });
  }

  /** Turns an operation's runs into a preview, unless there is nothing to see. */
  function offer({ name, operation, proposal }: Wish, runs: MaskRuns): void {
    if (!validRuns(runs, editor.mask.length)) return;
    if (runs.length === 0) {
      const text = unchanged[operation.kind];
      store.setState({ notice: { kind: 'info', text }, preview: null });
      return;
    }
    const mask = editor.mask.slice();
    flipRuns(mask, runs);
    store.setState({ preview: { name, runs, mask, proposal }, notice: null });
    const touched = touchedSlices(plane, runs);
    if (!touched.includes(store.getState().slice)) {
      options.goTo(
        proposal ? fromIjk(plane, proposal.centreIjk).slice : touched[touched.length >> 1],
      );
    }
    options.redrawMask();
  }

  async function preview(wish: Wish): Promise<void> {
    const { name, operation } = wish;
    store.setState({ work: { title: name, jobId: null }, notice: null });
    const cursor = await settledCursor();
    const reply = await previewOperation(engine, editor.draftId(), operation);
    if (!reply.ok || cursor !== editor.facts().history.cursor) return fail(reply);
    store.setState({ work: null });
    offer(wish, reply.value);
  }

  /** The engine calculates on what it has, so it must have everything first. */
  async function settledCursor(): Promise<number> {
    await editor.settled();
    return editor.facts().history.cursor;
  }

  const isBusy = () => store.getState().work !== null;

  async function show(proposal: Proposal): Promise<void> {
    if (isBusy()) return;
    const at = fromIjk(plane, proposal.centreIjk);
    options.goTo(at.slice);
    const spot = { column: at.column, row: at.row };
    store.setState({ crosshair: spot, aim: { kind: 'spot', spot } });
    const operation = { kind: 'use-proposal', proposalId: proposal.id } as const;
    await preview({ name: proposalName(proposal), operation, proposal });
  }

  async function runJob(title: string, started: Reply<{ jobId: string }>): Promise<void> {
    if (!started.ok) return fail(started);
    const { jobId } = started.value;
    store.setState({ work: { title, jobId } });
    const job = await jobEnd(jobs, jobId, closed.signal);
    store.setState({ work: null });
    if (job?.state === 'failed') {
      store.setState({ notice: failureOf(title, job) });
    }
    if (job?.state !== 'done') return;
    await refresh();
    const [best] = store.getState().proposals;
    if (best) await show(best);
    else {
      const text = 'No tumour candidate was found. Click on it with the segment tool, or draw it.';
      store.setState({ notice: { kind: 'info', text } });
    }
  }

  return {
    refresh,
    operate: async (name, operation) => {
      if (!isBusy()) await preview({ name, operation, proposal: null });
    },
    show,
    cycle: (direction) => {
      const { proposals, preview: shown } = store.getState();
      if (proposals.length === 0) return;
      const at = proposals.findIndex(({ id }) => id === shown?.proposal?.id);
      const next = at < 0 ? 0 : (at + direction + proposals.length) % proposals.length;
      void show(proposals[next]);
    },
    segment: async (points) => {
      if (isBusy()) return;
      const title = 'Segmenting here';
      store.setState({ work: { title, jobId: null }, notice: null, preview: null });
      await runJob(title, await engine.call('segment.click', { caseId, points: [...points] }));
    },
    findTumour: async () => {
      if (isBusy()) return;
      const title = 'Looking for the tumour';
      store.setState({ work: { title, jobId: null }, notice: null });
      await runJob(title, await engine.call('segment.auto', { caseId }));
    },
    cancel: () => {
      const { work } = store.getState();
      if (work?.jobId) void engine.call('jobs.cancel', { jobId: work.jobId });
    },
    accept: () => {
      const { preview: offered } = store.getState();
      if (!offered) return;
      store.setState({ preview: null });
      editor.apply(offered.name, offered.runs);
      options.redrawMask();
    },
    reject: () => {
      store.setState({ preview: null, notice: null });
      options.redrawMask();
    },
    close: () => closed.abort(),
  };
}

function proposalName({ origin, rank, outlinedBy }: Proposal): string {
  if (outlinedBy) return `outline of ${outlinedBy.name}`;
  return origin === 'click' ? `segment, proposal ${rank}` : `automatic proposal ${rank}`;
}

function failureOf(title: string, { error }: Job): Notice {
  if (!error) return { kind: 'info', text: `${title} failed. Try again.` };
  return { kind: 'failed', error: error as WireError };
}

/** The job once it ended, or null when the desk was closed before. */
function jobEnd(
  jobs: StoreApi<ReadonlyMap<string, Job>>,
  jobId: string,
  signal: AbortSignal,
): Promise<Job | null> {
  return new Promise((resolve) => {
    const look = (all: ReadonlyMap<string, Job>) => {
      const job = all.get(jobId);
      if (!job || job.state === 'queued' || job.state === 'running') return;
      stop();
      resolve(job);
    };
    const stop = jobs.subscribe(look);
    signal.addEventListener('abort', () => {
      stop();
      resolve(null);
    });
    look(jobs.getState());
  });
}
