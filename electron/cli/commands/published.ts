/** `published`: what in the tables of the published study agrees, and what cannot be right. */
import { publishedStudy } from '#engine/published-study.ts';
import type { Answer, Command } from '../command.ts';
import { count, table } from '../table.ts';

export const publishedCommand: Command = {
  description: 'the published study: what its printed numbers agree with, and what cannot be right',
  words: [],
  examples: ['published', 'published --json'],
  options: {},
  signedIn: false,
  run: async () => describePublished(),
  runAlone: async () => describePublished(),
};

type Findings = ReturnType<ReturnType<typeof publishedStudy>>['findings'];

export function describePublished(): Answer {
  const { findings } = publishedStudy()();
  return { value: findings, text: describe(findings) };
}

function describe(findings: Findings): string {
  const wrong = findings.filter(({ verdict }) => verdict === 'cannot-be-right');
  const agree = findings.filter(({ verdict }) => verdict === 'agrees').length;
  const unknown = findings.length - agree - wrong.length;
  const rows = wrong.map(({ table: of, place, quantity, printed, recomputed }) => [
    ...[of, place, quantity, printed],
    recomputed ?? '',
  ]);
  return [
    `${count(findings.length, 'printed number')} checked: ${agree} agree, ${unknown} cannot be recomputed, ${wrong.length} cannot be right.`,
    ...(rows.length > 0
      ? [table(['table', 'place', 'quantity', 'printed', 'recomputed'], rows)]
      : []),
    ...wrong.flatMap(({ place, remark }) => (remark === null ? [] : [`${place}: ${remark}`])),
  ].join('\n');
}
