/** `verify-ibsi`: this installation's features against IBSI's reference values. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verifyIbsi, type Verification } from '#engine/verify-ibsi.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { table } from '../table.ts';

export const verifyIbsiCommand: Command = {
  description: 'compare this installation’s features with IBSI’s reference values',
  words: '',
  options: {
    reference: {
      type: 'string',
      valueHint: 'DIR',
      description: 'folder with IBSI’s CT phantom and tables; else NODEWISE_SHARED',
    },
    out: { type: 'string', valueHint: 'FILE', description: 'save the certificate as JSON' },
  },
  signedIn: false,
  runAlone: verified,
  run: (_session, given) => verified(given),
};

async function verified(given: Given): Promise<Answer> {
  const reference = given.option('reference');
  if (reference !== undefined && !existsSync(join(reference, 'data/ibsi'))) {
    throw new UsageError(`There is no data/ibsi in ${reference}.`);
  }
  const value = await verifyIbsi({
    referenceDir: reference ?? process.env.NODEWISE_SHARED,
    out: given.option('out'),
  });
  const failed = value.certificate.values.some(({ outcome }) => outcome === 'failed');
  return { value, text: textOf(value), failed };
}

function textOf({ counts, certificate }: Verification): string {
  const header = ['phantom', 'family', 'claimed', 'passed', 'failed', 'not implemented'];
  const total = (of: 'claimed' | 'passed' | 'failed' | 'notImplemented'): number =>
    counts.reduce((sum, count) => sum + count[of], 0);
  const rows = counts.map((c) => [
    c.configuration === 'dig_phantom' ? 'digital' : `CT, ${c.configuration}`,
    c.family,
    c.claimed,
    c.passed,
    c.failed,
    c.notImplemented,
  ]);
  const sums = [total('claimed'), total('passed'), total('failed'), total('notImplemented')];
  const failures = certificate.values
    .filter(({ outcome }) => outcome === 'failed')
    .map((v) => `Failed: ${v.configuration} ${v.column}: ${v.value} for ${v.reference}`);
  const made = `Version ${certificate.codeVersion}, settings ${certificate.settingsHash}.`;
  return [table(header, [...rows, ['all', '', ...sums]]), ...failures, made].join('\n');
}
