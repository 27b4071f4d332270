/** `verify-ibsi`: this installation's features against IBSI's reference values. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IbsiCount } from '#contract/procedures/verification.ts';
import { absentSentence, partWords } from '#contract/verification-words.ts';
import { verifyIbsi, type Verification } from '#engine/verify-ibsi.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { table } from '../table.ts';
import { requireFilePlace } from '../table-file.ts';

export const verifyIbsiCommand: Command = {
  description: 'compare this installation’s features with IBSI’s reference values',
  words: [],
  examples: ['verify-ibsi', 'verify-ibsi --reference ../shared --out certificate.json'],
  options: {
    reference: {
      type: 'string',
      valueHint: 'DIR',
      description: 'folder with IBSI’s CT phantom and tables; else NODEWISE_SHARED',
    },
    out: {
      type: 'string',
      valueHint: 'FILE',
      description: 'save the certificate as JSON or, with the ending .csv, as a table',
    },
  },
  signedIn: false,
  runAlone: verified,
  run: ({ show }, given) => verified(given, show),
};

async function verified(given: Given, show: Session['show']): Promise<Answer> {
  const reference = given.option('reference');
  if (reference !== undefined && !existsSync(join(reference, 'data/ibsi'))) {
    throw new UsageError(`There is no data/ibsi in ${reference}.`);
  }
  const out = given.option('out');
  if (out !== undefined) requireFilePlace(out);
  const value = await verifyIbsi({
    referenceDir: reference ?? process.env.NODEWISE_SHARED,
    out,
    onProgress: (share, stage) => show(`Verify IBSI  ${Math.floor(100 * share)} %  ${stage}`),
  });
  const failed = value.certificate.values.some(({ outcome }) => outcome === 'failed');
  return { value, text: textOf(value), failed };
}

function textOf({ counts, certificate }: Verification): string {
  const header = [
    'part',
    'configuration',
    'family',
    'claimed',
    'passed',
    'failed',
    'not implemented',
  ];
  const rows = counts.map((count) => [
    partWords[count.part],
    count.configuration === 'dig_phantom' ? '' : count.configuration,
    count.family,
    ...numbersOf([count]),
  ]);
  const parts = [...Map.groupBy(counts, ({ part }) => part)].map(([part, group]) => [
    partWords[part],
    'all',
    '',
    ...numbersOf(group),
  ]);
  const failures = certificate.values
    .filter(({ outcome }) => outcome === 'failed')
    .map((v) => `Failed: ${v.configuration} ${v.feature}: ${v.value} for ${v.reference}`);
  return [
    table(header, [...rows, ...parts, ['all', '', '', ...numbersOf(counts)]]),
    ...certificate.absent.map((part) => `${partWords[part.part]}. ${absentSentence(part)}`),
    ...failures,
    `Version ${certificate.codeVersion}, settings ${certificate.settingsHash}.`,
  ].join('\n');
}

/** Sums of claimed, passed, failed and not implemented values. */
function numbersOf(counts: readonly IbsiCount[]): number[] {
  return (['claimed', 'passed', 'failed', 'notImplemented'] as const).map((of) =>
    counts.reduce((sum, count) => sum + count[of], 0),
  );
}
