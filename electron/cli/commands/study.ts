/** `study --demo`: everything from the demo generator to tables and figures, in one go. */
import { resolve } from 'node:path';
import { isFreeForStudy } from '#engine/study/study-folder.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { demoStudy, type StudyStep } from '../demo-study.ts';
import { answerOf } from '../evaluation-answer.ts';
import { evaluationOptions, settingsOf } from '../evaluation-settings.ts';
import { exportTo } from '../library-study.ts';
import { wholeNumber } from '../whole-number.ts';

export const studyCommand: Command = {
  description: 'run a whole study on synthetic patients: import, models, tables, figures',
  words: ['--demo --out DIR'],
  examples: [
    'study --demo --patients 120 --out paper/',
    'study --demo --patients 120 --train quick --out paper/',
  ],
  options: {
    demo: { type: 'boolean', description: 'of the demo generator, the only one so far' },
    patients: {
      type: 'string',
      default: '120',
      valueHint: 'N',
      description: 'how many, up to 5000',
    },
    out: {
      type: 'string',
      valueHint: 'DIR',
      description: 'folder of tables and figures; its library is DIR.library',
    },
    seed: { type: 'string', default: '5', valueHint: 'NUMBER', description: 'splits the patients' },
    train: {
      type: 'string',
      valueHint: 'PRESET',
      description: 'also train networks: quick (ResNet-18 with and without radiomics)',
    },
    ...evaluationOptions,
  },
  signedIn: false,
  // Beside the folder of the study, so that a second call finds what the first one left.
  library: (given) => {
    const out = given.option('out');
    return out === undefined ? undefined : `${resolve(out)}.library`;
  },
  check: orderOf,
  run: study,
};

/** What was asked for, and the folder for it. @throws UsageError */
function orderOf(given: Given) {
  const out = given.option('out');
  if (!given.flag('demo') || out === undefined) {
    throw new UsageError('Give --demo and --out DIR: nodewise study --demo --out DIR.');
  }
  const folder = resolve(out);
  if (!isFreeForStudy(folder)) {
    throw new UsageError(
      `"${out}" is a file, or holds other files or a study changed since. Name a new or empty folder for --out.`,
    );
  }
  const settings = settingsOf(given);
  const train = given.option('train');
  if (train !== undefined && train !== 'quick') throw new UsageError('--train is quick.');
  const patients = wholeNumber(given, 'patients', { from: 1, to: 5000 });
  const seed = wholeNumber(given, 'seed', { from: 0, to: 2 ** 32 - 1 });
  return { folder, settings, train: train === 'quick', patients, seed };
}

async function study(session: Session, given: Given): Promise<Answer> {
  const { folder, ...order } = orderOf(given);
  const steps: StudyStep[] = [];
  const onStep = (step: StudyStep): void => void steps.push(step);
  const { evaluationId, result } = await demoStudy(session, { ...order, onStep });
  await exportTo(session, evaluationId, folder);
  const answer = answerOf(result, folder);
  const times = steps.map(({ title, seconds }) => `${title}: ${seconds.toFixed(1)} s`);
  return {
    value: { evaluationId, out: folder, steps, result },
    text: [...times, '', answer.text].join('\n'),
  };
}
