/** `weights`: files of weights that runs can begin with. */
import { resolve } from 'node:path';
import { networkName, runSettings } from '#contract/procedures/experiments.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { runCalled } from '../run-called.ts';
import { count, table } from '../table.ts';
import { weightsCalled } from '../weights-called.ts';

type Action = (session: Session, given: Given) => Promise<Answer>;

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

  import: async ({ call }, { words: [, ...files] }) => {
    if (files.length === 0) throw new UsageError('Name the files to import.');
    const stored = [];
    for (const file of files) stored.push(await call('weights.import', { path: resolve(file) }));
    const lines = stored.map(({ id, name, format, tensors }) => {
      return `${name}: ${format}, ${count(tensors, 'tensor', 'tensors')}; weightsId=${id}`;
    });
    return { value: stored, text: lines.join('\n') };
  },

  export: async ({ call }, { words: [, runId, file] }) => {
    if (runId === undefined || file === undefined) {
      throw new UsageError('Give a run and a file that ends in .onnx or .safetensors.');
    }
    const path = resolve(file);
    const { id } = await runCalled({ call }, runId);
    const { bytes } = await call('experiments.export', { runId: id, path });
    return { value: { path, bytes }, text: `${path}: ${bytes} bytes. Research use only.` };
  },

  report: async ({ call }, given) => {
    const [, word, networkWord] = given.words;
    const network = networkName.safeParse(networkWord);
    if (word === undefined || !network.success) {
      throw new UsageError(`Give the weights and one of ${networkName.options.join(', ')}.`);
    }
    const width = runSettings.shape.width.safeParse(Number(given.option('width')));
    if (!width.success) throw new UsageError('--width is above 0 and at most 1.');
    const { id: weightsId } = await weightsCalled({ call }, word);
    const order = { weightsId, network: network.data, width: width.data };
    const report = await call('weights.report', order);
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
  words: ['list', 'import FILE…', 'report WEIGHTS NETWORK', 'export RUN FILE'],
  examples: [
    'weights import resnet_18_23dataset.pth',
    'weights report resnet_18_23dataset resnet18',
    'weights export 1a2b3c4d network.onnx',
  ],
  options: {
    width: {
      type: 'string',
      default: '1',
      valueHint: 'NUMBER',
      description: "of the network in a report; 1 is the study's",
    },
  },
  signedIn: true,
  check: actionOf,
  run: (session, given) => actionOf(given)(session, given),
};

function actionOf({ words: [name = 'list'] }: Given): Action {
  if (Object.hasOwn(actions, name)) return actions[name];
  throw new UsageError(`Say "weights ${weightsCommand.words.join('", "weights ')}".`);
}
