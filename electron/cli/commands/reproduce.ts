/** `reproduce FOLDER`: an exported study made again from its own inputs, and compared. */
import { resolve } from 'node:path';
import { reproduceStudy, type Reproduction } from '#engine/study/reproduce-study.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { count } from '../table.ts';

export const reproduceCommand: Command = {
  description: 'make an exported study again from its own inputs and compare every byte',
  words: ['FOLDER'],
  examples: ['reproduce paper/'],
  options: {},
  signedIn: false,
  run: (_session, given) => reproduce(given),
  runAlone: (given) => reproduce(given),
};

async function reproduce({ words }: Given): Promise<Answer> {
  if (words.length !== 1) throw new UsageError('Name the folder of one exported study.');
  const value = await reproduceStudy(resolve(words[0]));
  return { value, text: describe(value), failed: !value.identical };
}

function describe({ identical, differing, ...found }: Reproduction): string {
  const { files, notMade, versions, strange } = found;
  return [
    identical
      ? `Identical: ${count(files, 'file')} made again, not a byte differs.`
      : `Not identical: ${differing.length} of ${count(files, 'file')} differ.`,
    ...differing.map(({ name, how, where }) => `  ${name}: ${how}${where ? `, ${where}` : ''}`),
    ...(notMade === null ? [] : [`It cannot be made again from its inputs: ${notMade}`]),
    ...versions.map(({ of, then, now }) => `Made by ${of} ${then}; this is ${now}.`),
    ...(strange.length > 0 ? [`Not of the study: ${strange.join(', ')}.`] : []),
  ].join('\n');
}
