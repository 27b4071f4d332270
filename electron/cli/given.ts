import { parseArgs, type ArgsDef } from 'citty';
import { commonOptions, UsageError, type Command, type Given } from './command.ts';

/** Reads what was typed after a command's name; what the command does not know is an error. */
export function readGiven(command: Command, typed: readonly string[]): Given {
  const options: ArgsDef = { ...command.options, ...commonOptions };
  const parsed = parseArgs(joined(typed, command.repeatable ?? []), options);
  for (const [key, value] of Object.entries<unknown>(parsed)) {
    if (key === '_') continue;
    // The parser adds the camel-case twin of a name with a hyphen.
    const name = Object.hasOwn(options, key) ? key : hyphened(key);
    if (!Object.hasOwn(options, name)) throw new UsageError(`There is no option --${name} here.`);
    if (options[name].type === 'string' && value === '') {
      throw new UsageError(`--${name} needs a value.`);
    }
  }
  if (command.words.length === 0 && parsed._.length > 0) {
    throw new UsageError(`"${parsed._[0]}" is not expected here.`);
  }
  return {
    words: parsed._,
    option: (name) => {
      const value = parsed[name];
      return typeof value === 'string' ? value : undefined;
    },
    flag: (name) => parsed[name] === true,
  };
}

/** What was typed with each repeatable option once: `--a x --a y` is `--a x,y`. */
function joined(typed: readonly string[], repeatable: readonly string[]): string[] {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let at = 0; at < typed.length; at += 1) {
    const [, name, , inline] = /^--([a-z-]+)(=(.*))?$/s.exec(typed[at]) ?? [];
    if (name === undefined || !repeatable.includes(name)) {
      rest.push(typed[at]);
      continue;
    }
    const value = inline ?? (at + 1 < typed.length ? typed[(at += 1)] : '');
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return [...rest, ...[...values].map(([name, all]) => `--${name}=${all.join(',')}`)];
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
