/** `weights`: files of weights that runs can begin with. */
import { resolve } from 'node:path';
import { networkName } from '#contract/procedures/experiments.ts';
import { UsageError, type Answer, type Command, type Session } from '../command.ts';
import { runCalled } from '../run-called.ts';
import { count, table } from '../table.ts';

type Action = (session: Session, words: readonly string[]) => Promise<Answer>;

const actions: Readonly<Record<string, Action>> = {
  list: async ({ call }) => {
    const all = await call('weights.list', {});
    const rows = all.map(({ id, name, format, tensors, bytes }) => [
      id,
      name,
      format,
      tensors,
      bytes,
    ]);
    const header = ['weights', 'name', 'format', 'tensors', 'bytes'];
    return { value: all, text: all.length > 0 ? table(header, rows) : 'No weights are stored.' };
  },

  import: async ({ call }, files) => {
    if (files.length === 0) throw new UsageError('Name the files to import.');
    const stored = [];
    for (const file of files) stored.push(await call('weights.import', { path: resolve(file) }));
    const lines = stored.map(({ id, name, format, tensors }) => {
      return `${name}: ${format}, ${count(tensors, 'tensor', 'tensors')}; weightsId=${id}`;
    });
    return { value: stored, text: lines.join('\n') };
  },

  export: async ({ call }, [runId, file]) => {
    if (runId === undefined || file === undefined) {
      throw new UsageError('Give a run and a file that ends in .onnx or .safetensors.');
    }
    const path = resolve(file);
    const { id } = await runCalled({ call }, runId);
    const { bytes } = await call('experiments.export', { runId: id, path });
    return { value: { path, bytes }, text: `${path}: ${bytes} bytes. Research use only.` };
  },

  report: async ({ call }, [weightsId, word]) => {
    const network = networkName.safeParse(word);
    if (weightsId === undefined || !network.success) {
      throw new UsageError(`Give the weights and one of ${networkName.options.join(', ')}.`);
    }
    const report = await call('weights.report', { weightsId, network: network.data });
    const { matched, missing, unexpected, shapeDiffers, ignored } = report;
    const differing = shapeDiffers.map(({ name }) => name);
    const parts = { matched, missing, unexpected, 'other shape': differing, ignored };
    const lines = Object.entries(parts).map(([what, names]) =>
      what === 'matched' || names.length === 0
        ? `${what}: ${names.length}`
        : `${what}: ${names.length} (${names.join(', ')})`,
    );
    return { value: report, text: lines.join('\n') };
  },
};

export const weightsCommand: Command = {
  description:
    'list or import files of weights, report how one fits a network, or export those of a run',
  words: 'list | import FILE… | report WEIGHTS NETWORK | export RUN FILE',
  options: {},
  signedIn: true,
  run: async (session, { words: [name = 'list', ...words] }) => {
    if (!Object.hasOwn(actions, name)) {
      throw new UsageError(`Say one of ${Object.keys(actions).join(', ')}.`);
    }
    return actions[name](session, words);
  },
};
