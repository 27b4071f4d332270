/** `segmenter import|list|choose|remove`: who makes the initial mask. */
import { resolve } from 'node:path';
import type { SegmenterList } from '#contract/procedures/segmenters.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { ownMethod, segmenterNamed } from '../name-segmenter.ts';
import { table } from '../table.ts';

export const segmenterCommand: Command = {
  description: 'bring in a segmentation model for the initial mask, list them, or choose one',
  words: ['import MODEL.onnx CARD.json', 'list', 'choose NAME', 'remove NAME'],
  examples: ['segmenter import lung.onnx lung.json', 'segmenter choose "Lung tumour U-Net"'],
  options: {},
  signedIn: true,
  check: actionOf,
  run: (session, given) => actionOf(given).run(session, given.words.slice(1)),
};

function actionOf({ words: [word, ...rest] }: Given): Action {
  const action = word !== undefined && Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (!action || rest.length !== action.words) {
    throw new UsageError(`Say "segmenter ${segmenterCommand.words.join('", "segmenter ')}".`);
  }
  return action;
}

interface Action {
  /** How many words follow its own. */
  readonly words: number;
  readonly run: (session: Session, words: readonly string[]) => Promise<Answer>;
}

const actions: Readonly<Record<string, Action>> = {
  import: {
    words: 2,
    run: async ({ call }, paths) => {
      const value = await call('segmenters.import', { paths: paths.map((path) => resolve(path)) });
      const text = `"${value.name}" was imported. It outlines new cases after: nodewise segmenter choose "${value.name}"`;
      return { value, text };
    },
  },
  list: { words: 0, run: async ({ call }) => listed(await call('segmenters.list', {})) },
  choose: {
    words: 1,
    run: async (session, [name]) => {
      const segmenterId = await segmenterNamed(session, name);
      return listed(await session.call('segmenters.choose', { segmenterId }));
    },
  },
  remove: {
    words: 1,
    run: async (session, [name]) => {
      const segmenterId = await segmenterNamed(session, name);
      if (segmenterId === null) throw new UsageError('The own method cannot be removed.');
      return listed(await session.call('segmenters.remove', { segmenterId }));
    },
  },
};

function listed(value: SegmenterList): Answer {
  const mark = (id: string | null): string => (id === value.chosenId ? 'chosen' : '');
  const rows = value.segmenters.map(({ id, name, modelSha256, declares: { spacingMm, patch } }) => [
    name,
    mark(id),
    spacingMm.join(' × '),
    patch.join(' × '),
    modelSha256.slice(0, 12),
  ]);
  const header = ['initial mask', '', 'spacing (mm)', 'window', 'SHA-256'];
  return { value, text: table(header, [[ownMethod, mark(null), '', '', ''], ...rows]) };
}
