import { renderUsage } from 'citty';
import { commonOptions, type Command } from './command.ts';
import { commands } from './commands.ts';

/** All commands, a line each. */
export function overview(): Promise<string> {
  const subCommands = Object.fromEntries(
    [...commands].map(([name, { description }]) => [name, { meta: { name, description } }]),
  );
  const description = 'Nodewise from a terminal; research use only';
  return renderUsage({ meta: { name: 'nodewise', description }, subCommands });
}

/** One command with its options. */
export function commandHelp(
  name: string,
  { description, words, options }: Command,
): Promise<string> {
  const meta = { name: `nodewise ${name} ${words}`.trim(), description };
  return renderUsage({ meta, args: { ...options, ...commonOptions } });
}
