/** Commands that take data out of a library and look after it. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { exportKind } from '#contract/procedures/risk.ts';
import { allCases, chooseCases } from '../choose-cases.ts';
import { UsageError, type Command, type Given, type Session } from '../command.ts';
import { count, table } from '../table.ts';

export const exportCommand: Command = {
  description: `write cases as ${exportKind.options.join(', ')}`,
  words: 'KIND CASE…',
  options: {
    ...allCases,
    cohort: { type: 'boolean', description: 'every case whose features are stored' },
    to: { type: 'string', default: '.', valueHint: 'DIR', description: 'the folder to write to' },
  },
  signedIn: true,
  run: async (session, given) => {
    const [word, ...words] = given.words;
    const kind = exportKind.safeParse(word);
    if (!kind.success) throw new UsageError(`KIND is one of ${exportKind.options.join(', ')}.`);
    const caseIds = await chosenIds(session, given, words);
    const directory = resolve(given.option('to') ?? '.');
    await makeFolder(directory);
    const { jobId } = await session.call('export.start', { kind: kind.data, caseIds, directory });
    const { resultId } = await session.finish(jobId);
    if (resultId === null) throw new AppError('not-found', { what: 'export', id: jobId });
    const made = await session.call('export.get', { exportId: resultId });
    const rows = made.files.map(({ name, bytes }) => [name, bytes]);
    return { value: made, text: table(['file', 'bytes'], rows) };
  },
};

async function chosenIds(
  session: Pick<Session, 'call'>,
  given: Given,
  words: readonly string[],
): Promise<string[]> {
  if (!given.flag('cohort')) {
    return (await chooseCases(session, given, words)).map(({ id }) => id);
  }
  if (given.flag('all') || words.length > 0) {
    throw new UsageError('Give either --cohort, --all or the cases by their code.');
  }
  const caseIds = await session.call('features.members', {});
  if (caseIds.length === 0) throw new AppError('not-found', { what: 'features', id: 'any case' });
  return caseIds;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw new AppError('write-failed', { what: `The folder ${path}` }, { cause });
  }
}

export const peopleCommand: Command = {
  description: 'list the people of the library',
  words: '',
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
  words: '',
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
  words: '',
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
