import { parseArgs, type ArgsDef } from 'citty';
import { commonOptions, UsageError, type Command, type Given } from './command.ts';

/** Reads what was typed after a command's name; what the command does not know is an error. */
export function readGiven(command: Command, typed: readonly string[]): Given {
  const options: ArgsDef = { ...command.options, ...commonOptions };
  const parsed = parseArgs([...typed], options);
  for (const [name, value] of Object.entries<unknown>(parsed)) {
    if (name === '_') continue;
    if (!Object.hasOwn(options, name)) throw new UsageError(`There is no option --${name} here.`);
    if (options[name].type === 'string' && value === '') {
      throw new UsageError(`--${name} needs a value.`);
    }
  }
  if (command.words === '' && parsed._.length > 0) {
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
