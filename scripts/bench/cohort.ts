import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CohortPlan, CohortView } from '#contract/procedures/cohort.ts';
import { candidatesOf } from '#engine/cohort/cohort-desk.ts';
import { drawCohort } from '#engine/cohort/draw-cohort.ts';
import { openEngine } from '#engine/engine.ts';
import { openStore } from '#engine/store/store.ts';
import { fillCohortLibrary } from '../../electron/testing/cohort-library.ts';
import { benchClient } from './bench-library.ts';
import type { BenchRow } from './row.ts';

/** As many as the study has. */
const PATIENTS = 1325;
/** Of each step; a person changes a rule many times, so that the first ones do not count. */
const REPEATS = 25;

/** What a change of a rule costs on the cohort screen: the drawing alone, and through the engine. */
export async function cohortRows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nodewise-bench-'));
  try {
    fillCohortLibrary(folder, PATIENTS);
    const { view, rows } = await engineRows(folder);
    return [...drawingRows(folder, view), ...rows];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function drawingRows(folder: string, { plan }: CohortView): BenchRow[] {
  const store = openStore(folder);
  const candidates = candidatesOf(store);
  store.close();
  const times = Array.from({ length: REPEATS }, () => {
    const began = processorMs();
    drawCohort(candidates, plan);
    return processorMs() - began;
  });
  const drawn = drawCohort(candidates, plan);
  const pairs = `${drawn.matching?.pairs ?? 0} pairs`;
  return [row(`draw a cohort of ${PATIENTS} patients: screen, match, split`, times, pairs)];
}

async function engineRows(folder: string): Promise<{ view: CohortView; rows: BenchRow[] }> {
  const engine = await openEngine({ dataDir: folder });
  const { call, close } = await benchClient(engine);
  /** Processor time of engine and client together, of each repeat. */
  async function timed(step: (n: number) => Promise<unknown>): Promise<number[]> {
    const times: number[] = [];
    for (let n = 0; n < REPEATS; n += 1) {
      const began = processorMs();
      await step(n);
      times.push(processorMs() - began);
    }
    return times;
  }
  try {
    const view = await call('cohorts.create', { name: 'Bench' });
    const { id: cohortId, plan } = view;
    const preview = await timed((n) =>
      call('cohorts.preview', { cohortId, plan: { rules: thinner(plan, 1.3 + n / 100) } }),
    );
    const change = await timed((n) =>
      call('cohorts.change', {
        ...{ cohortId, name: 'Thinner' },
        plan: { rules: thinner(plan, 1.6 + n / 100) },
      }),
    );
    const patients = await timed(() => call('cohorts.patients', { cohortId }));
    const rows = [
      row('counts of a rule that is typed, through the engine', preview),
      row('a rule that is stored, with its new counts', change),
      row('the list of all patients', patients),
    ];
    return { view, rows };
  } finally {
    close();
    await engine.close();
  }
}

function thinner({ rules }: CohortPlan, mm: number): CohortPlan['rules'] {
  return rules.map((rule) =>
    rule.code === 'slice-thickness' ? { ...rule, test: { kind: 'at-most', value: mm } } : rule,
  );
}

function row(name: string, times: readonly number[], also?: string): BenchRow {
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
  const note = [`processor time, median of ${times.length}`, also].filter(Boolean).join('; ');
  return { name, value: `${median.toFixed(0)} ms`, note };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
