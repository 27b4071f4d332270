/** Commands that fill a library. */
import { resolve } from 'node:path';
import type { ImportReport } from '#contract/procedures/imports.ts';
import { UsageError, type Command, type Given } from '../command.ts';
import { wholeNumber } from '../whole-number.ts';
import { count } from '../table.ts';

export const importCommand: Command = {
  description: 'import DICOM folders or files, de-identified',
  words: ['PATH…'],
  examples: ['import ./dicom', 'import ./dicom --data ./library --json'],
  options: {},
  signedIn: true,
  check: ({ words }) => {
    if (words.length === 0) throw new UsageError('Name the folder or the files to import.');
  },
  run: async ({ call, finish }, { words }) => {
    const { jobId, importId } = await call('import.start', {
      paths: words.map((path) => resolve(path)),
    });
    await finish(jobId);
    const report = await call('import.report', { importId });
    return { value: report, text: describeReport(report) };
  },
};

export const demoCommand: Command = {
  description: 'add the synthetic demo study',
  words: [],
  examples: ['demo --patients 24 --data ./library'],
  options: {
    patients: {
      type: 'string',
      default: '24',
      valueHint: 'N',
      description: 'how many, up to 5000',
    },
  },
  signedIn: false,
  check: patientsOf,
  run: async ({ call, finish, signIn }, given) => {
    const patients = patientsOf(given);
    const { library } = await call('session.welcome', {});
    // An empty library also gets the demo's people; a filled one keeps its own.
    const empty = library.cases === 0 && library.people === 0;
    const first = empty ? await call('demo.start', { patients }) : undefined;
    await signIn();
    const { jobId } = first ?? (await call('demo.fill', { patients }));
    const job = await finish(jobId);
    // They are outlined while a window is open; here the person says when.
    const left = (await call('cases.list', {})).filter(({ status }) => status === 'new').length;
    const advice = left > 0 ? ` Not outlined yet: ${left}. "nodewise segment --all" does it.` : '';
    return { value: job, text: `${count(patients, 'synthetic patient')} added.${advice}` };
  },
};

function patientsOf(given: Given): number {
  return wholeNumber(given, 'patients', { from: 1, to: 5000 });
}

function describeReport({ imported, refused, filesSeen }: ImportReport): string {
  const lines = imported.map(
    ({ code, slices, flags }) =>
      `${code}: ${count(slices, 'slice')}${flags.length > 0 ? ` (${flags.map((f) => f.code).join(', ')})` : ''}`,
  );
  const left = refused.map(
    ({ reason, count: n, detail }) =>
      `refused ${count(n, 'file')}: ${reason}${detail ? `, ${detail}` : ''}`,
  );
  return [
    `${count(filesSeen, 'file')} seen, ${count(imported.length, 'case')} imported`,
    ...lines,
    ...left,
  ].join('\n');
}
