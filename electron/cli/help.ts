import { styleText } from 'node:util';
import type { ArgDef, ArgsDef } from 'citty';
import { commonOptions, type Command } from './command.ts';
import { commands } from './commands.ts';
import { count } from './table.ts';
import { wrapped } from './wrapped.ts';

/** All commands, a line or two each. @param columns Width to write in. */
export function overview(columns: number): string {
  const rows = [...commands].map(([name, { description }]) => [name, description] as const);
  return [
    'Nodewise from a terminal; research use only.',
    section('Usage', ['nodewise COMMAND … [options]', 'nodewise --version']),
    section('Commands', hanging(rows, columns)),
    section('Options of every command', optionLines(commonOptions, columns)),
    section('Ends with', [
      '0 done, 1 failed or found something wrong, 2 a mistake in what was typed, 130 stopped by Ctrl+C',
    ]),
    '"nodewise COMMAND --help" tells the options of a command, with examples.',
  ].join('\n\n');
}

/** One command: its forms, its options with their defaults, and examples. */
export function commandHelp(name: string, command: Command, columns: number): string {
  const { description, words, options, examples } = command;
  const forms = (words.length > 0 ? words : ['']).map((form) =>
    ['nodewise', name, form, '[options]'].filter((part) => part !== '').join(' '),
  );
  return [
    ...wrapped(`${description[0].toUpperCase()}${description.slice(1)}.`, columns),
    ...['', section('Usage', forms), ''],
    ...(Object.keys(options).length > 0
      ? [section('Options', optionLines(options, columns)), '']
      : []),
    ...[section('Options of every command', optionLines(commonOptions, columns)), ''],
    section(
      count(examples.length, 'Example').replace(/^\d+ /, ''),
      examples.map((typed) => `nodewise ${typed}`),
    ),
  ].join('\n');
}

/** Bold only on a terminal that wants colours; `styleText` asks standard output. */
function section(title: string, lines: readonly string[]): string {
  return [styleText('bold', title), ...lines.map((line) => `  ${line}`)].join('\n');
}

function optionLines(options: ArgsDef, columns: number): string[] {
  const rows = Object.entries(options).map(([name, option]) => {
    const value = option.type === 'string' ? ` ${option.valueHint ?? 'TEXT'}` : '';
    return [`--${name}${value}`, describe(option)] as const;
  });
  return hanging(rows, columns);
}

function describe({ description = '', default: usual }: ArgDef): string {
  return usual === undefined ? description : `${description} (default: ${String(usual)})`;
}

const indent = 2;
const gap = 2;

/** Names in a column of their own, with what they are beside them. */
function hanging(rows: readonly (readonly [string, string])[], columns: number): string[] {
  const left = Math.max(...rows.map(([name]) => name.length)) + gap;
  return rows.flatMap(([name, text]) =>
    wrapped(text, columns - left - indent).map(
      (line, n) => `${(n === 0 ? name : '').padEnd(left)}${line}`,
    ),
  );
}
