/** `published`: what in the tables of the published study agrees, and what cannot be right. */
import type { Output } from '#contract/contract.ts';
import type { Answer, Command, Session } from '../command.ts';
import { count, table } from '../table.ts';

export const publishedCommand: Command = {
  description: 'the published study: what its printed numbers agree with, and what cannot be right',
  words: '',
  options: {},
  signedIn: true,
  run: describePublished,
};

export async function describePublished({ call }: Pick<Session, 'call'>): Promise<Answer> {
  const value = await call('evaluation.published', {});
  return { value: value.findings, text: describe(value.findings) };
}

function describe(findings: Output<'evaluation.published'>['findings']): string {
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
