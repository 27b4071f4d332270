/** Commands that take data out of a library and look after it. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { writeFailed } from '#contract/write-failed.ts';
import { exportKind } from '#contract/procedures/risk.ts';
import { allCases, chooseCases, requireCases } from '../choose-cases.ts';
import { UsageError, type Command, type Given, type Session } from '../command.ts';
import { count, table } from '../table.ts';

export const exportCommand: Command = {
  description: `write cases as ${exportKind.options.join(', ')}`,
  words: ['KIND CASE…', 'KIND --all', 'KIND --cohort'],
  examples: ['export dicom-seg P-0001 --to ./out', 'export features-parquet --cohort'],
  options: {
    ...allCases,
    cohort: { type: 'boolean', description: 'every case whose features are stored' },
    to: { type: 'string', default: '.', valueHint: 'DIR', description: 'the folder to write to' },
  },
  signedIn: true,
  check: ofWhat,
  run: async (session, given) => {
    const { kind, words } = ofWhat(given);
    const caseIds = await chosenIds(session, given, words);
    const directory = resolve(given.option('to') ?? '.');
    await makeFolder(directory);
    const { jobId } = await session.call('export.start', { kind, caseIds, directory });
    const { resultId } = await session.finish(jobId);
    if (resultId === null) throw new AppError('not-found', { what: 'export', id: jobId });
    const made = await session.call('export.get', { exportId: resultId });
    const rows = made.files.map(({ name, bytes }) => [name, bytes]);
    return { value: made, text: table(['file', 'bytes'], rows) };
  },
};

/** What to write of which cases. @throws UsageError */
function ofWhat(given: Given) {
  const [word, ...words] = given.words;
  const kind = exportKind.safeParse(word);
  if (!kind.success) throw new UsageError(`KIND is one of ${exportKind.options.join(', ')}.`);
  if (!given.flag('cohort')) requireCases(given, words);
  else if (given.flag('all') || words.length > 0) {
    throw new UsageError('Give either --cohort, --all or the cases by their code.');
  }
  return { kind: kind.data, words };
}

async function chosenIds(
  session: Pick<Session, 'call'>,
  given: Given,
  words: readonly string[],
): Promise<string[]> {
  if (!given.flag('cohort')) {
    return (await chooseCases(session, given, words)).map(({ id }) => id);
  }
  const caseIds = await session.call('features.members', {});
  if (caseIds.length === 0) throw new AppError('not-found', { what: 'features', id: 'any case' });
  return caseIds;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw writeFailed(`The folder ${path}`, cause);
  }
}

export const peopleCommand: Command = {
  description: 'list the people of the library',
  words: [],
  examples: ['people'],
  options: {},
  signedIn: true,
  run: async ({ call }) => {
    const people = await call('people.list', {});
    const rows = people.map((p) => [p.name, p.role, p.active ? 'active' : 'inactive']);
    return { value: people, text: table(['name', 'role', 'state'], rows) };
  },
};

export const verifyAuditCommand: Command = {
  description: 'check that no entry of the audit log was changed or removed',
  words: [],
  examples: ['verify-audit --data ./library'],
  options: {},
  signedIn: true,
  run: async ({ call }) => {
    const found = await call('audit.verify', {});
    if (!found.intact) throw new AppError('audit-broken', { entry: found.firstBroken ?? 0 });
    return {
      value: found,
      text: `The audit log is intact: ${count(found.entries, 'entry', 'entries')}.`,
    };
  },
};

export const backupCommand: Command = {
  description: 'back the database up',
  words: [],
  examples: ['backup'],
  options: {},
  signedIn: true,
  run: async ({ call, finish }) => {
    const job = await finish((await call('library.backup', {})).jobId);
    const { backups } = await call('library.info', {});
    return {
      value: { job, backups },
      text: table(
        ['backup', 'bytes'],
        backups.map((b) => [b.name, b.bytes]),
      ),
    };
  },
};
