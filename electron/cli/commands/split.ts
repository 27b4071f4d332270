/** `split`: pairs into those that train and those that validate, of a table or of a cohort. */
import { splitSettings, type CohortPlan } from '#contract/procedures/cohort.ts';
import { splitFile, writeSplit, type SplitRow } from '#engine/match-files.ts';
import { cohortCalled } from '../cohort-called.ts';
import { cohortText } from '../cohort-text.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { table } from '../table.ts';
import { explainWriting, requireCsvFile, requireUnread } from '../table-file.ts';
import { testHospitals, testHospitalsOption } from '../test-hospitals.ts';

export const splitCommand: Command = {
  description:
    'split the pairs of a table, or of a cohort of the library, into training and validation',
  words: ['--pairs FILE', '--cohort NAME'],
  examples: [
    'split --pairs pairs.csv --share 0.7 --seed 5 --out split.csv',
    'split --cohort "First cohort" --method paper',
  ],
  options: {
    pairs: { type: 'string', valueHint: 'FILE', description: 'CSV with the columns case, control' },
    cohort: { type: 'string', valueHint: 'NAME', description: 'a cohort instead of a table' },
    share: { type: 'string', default: '0.7', valueHint: 'SHARE', description: 'that trains' },
    seed: { type: 'string', default: '5', valueHint: 'NUMBER', description: 'draws the sets' },
    method: {
      type: 'string',
      default: 'pair',
      valueHint: 'NAME',
      description: 'pair keeps pairs together; paper draws each class by itself, as published',
    },
    ...testHospitalsOption,
    out: { type: 'string', valueHint: 'FILE', description: 'split.csv to write' },
  },
  signedIn: true,
  check: cohortSplit,
  run: (session, given) => splitCohort(session, given),
  runAlone: (given) => (given.option('cohort') === undefined ? splitPairs(given) : undefined),
};

/** How to split a cohort. @throws UsageError */
function cohortSplit(given: Given): SplitSettings {
  if (given.option('pairs') !== undefined || given.option('out') !== undefined) {
    throw new UsageError('Give either --cohort, or --pairs with --out.');
  }
  return settingsOf(given);
}

async function splitCohort(session: Session, given: Given): Promise<Answer> {
  const split = cohortSplit(given);
  const { id: cohortId } = await cohortCalled(session, given.option('cohort') ?? '');
  const name = `Split by ${split.method}, seed ${split.seed}`;
  const value = await session.call('cohorts.change', { cohortId, name, plan: { split } });
  return { value, text: cohortText(value) };
}

async function splitPairs(given: Given): Promise<Answer> {
  const [pairs, out] = ['pairs', 'out'].map(given.option);
  if (pairs === undefined) throw new UsageError('Name the pairs: --pairs FILE, or --cohort NAME.');
  if (out !== undefined) {
    requireCsvFile(out);
    requireUnread([out], [pairs]);
  }
  const settings = settingsOf(given);
  const rows = splitFile(pairs, { ...settings, testHospitals: testHospitals(given) });
  if (out !== undefined) await explainWriting(out, () => writeSplit(rows, out));
  return { value: { settings, rows, out: out ?? null }, text: describe(rows, out) };
}

function settingsOf(given: Given) {
  const parsed = splitSettings.safeParse({
    method: given.option('method'),
    share: Number(given.option('share')),
    seed: Number(given.option('seed')),
  });
  if (parsed.success) return parsed.data;
  const [field] = parsed.error.issues[0].path;
  throw new UsageError(expected[field as keyof SplitSettings]);
}

type SplitSettings = CohortPlan['split'];

const expected: { readonly [K in keyof SplitSettings]: string } = {
  method: '--method is pair or paper.',
  share: '--share is a number from 0.5 to 0.95.',
  seed: '--seed is a whole number from 0 to 4294967295.',
};

function describe(rows: readonly SplitRow[], out: string | undefined): string {
  const sets = (['training', 'validation'] as const).map((set) => {
    const mine = rows.filter((row) => row.set === set);
    const cases = mine.filter(({ label }) => label === 1).length;
    return [set, mine.length, cases, mine.length - cases];
  });
  const sizes = table(['set', 'patients', 'cases', 'controls'], sets);
  return out === undefined ? sizes : `${sizes}\nWritten: ${out}.`;
}
