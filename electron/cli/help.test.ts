import { expect, test } from 'vitest';
import { commands } from './commands.ts';
import { readGiven } from './given.ts';
import { commandHelp, overview } from './help.ts';
import { wrapped } from './wrapped.ts';

/** Words of a line as a shell takes them apart, quotes and all. */
function typedAs(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
}

const examples = [...commands].flatMap(([name, command]) =>
  command.examples.map((example) => [example, name, command] as const),
);

test.each(examples)('the example "%s" can be typed', (example, name, command) => {
  const [first, ...typed] = typedAs(example);
  expect(first).toBe(name);
  const given = readGiven(command, typed);
  if (!command.runAlone) expect(() => command.check?.(given)).not.toThrow();
});

test.each([...commands])('the help of %s tells each option with its default', (name, command) => {
  const help = commandHelp(name, command, 100);
  for (const [option, { description, default: usual }] of Object.entries(command.options)) {
    expect(description, option).toBeTruthy();
    expect(help).toContain(`--${option}`);
    if (usual !== undefined) expect(help).toMatch(new RegExp(`\\(default:\\s+${String(usual)}\\)`));
  }
  expect(help).toContain(`nodewise ${command.examples[0]}`);
});

test('help keeps to the width it is given', () => {
  const lines = overview(80).split('\n').slice(5);
  expect(lines.filter((line) => line.length > 80 && !line.includes('Ctrl+C'))).toEqual([]);
  for (const name of commands.keys()) expect(overview(80)).toContain(`  ${name} `);
});

test('a text is broken between words, and a word is never broken', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapped('unbreakable', 4)).toEqual(['unbreakable']);
  expect(wrapped('', 4)).toEqual(['']);
});
