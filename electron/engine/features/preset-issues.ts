import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '#contract/errors.ts';

type Path = readonly PropertyKey[];

/** A file of settings: its text and the name to tell the reader. */
export interface SettingsText {
  readonly text: string;
  readonly name: string;
}

/** Every place that breaks a schema, with its line: the reader has the file before them. */
export function schemaError(file: SettingsText, { issues }: z.ZodError): AppError {
  return new AppError('invalid-input', {
    issues: issues.flatMap(({ path, message, ...issue }) => {
      const places: readonly Path[] =
        issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
      const said = issue.code === 'unrecognized_keys' ? 'there is no such setting' : message;
      return places.map((place) => ({
        path: place.join('.') || file.name,
        message: `${placeIn(file, place)}: ${said}`,
      }));
    }),
  });
}

/** A file that is not even of its format. @param line From 1. */
export function formatError(file: SettingsText, line: number, message: string): AppError {
  const issues = [{ path: file.name, message: `line ${line}: ${message}` }];
  return new AppError('invalid-input', { issues });
}

/** Where a setting stands, e.g. `"params.yaml" line 3`. */
export function placeIn({ text, name }: SettingsText, path: Path): string {
  const line = lineOf(text, path);
  return line === undefined ? `"${name}"` : `"${name}" line ${line}`;
}

/** The line, from 1, of a setting or of the innermost part of its path that there is. */
function lineOf(text: string, path: Path): number | undefined {
  const lines = new LineCounter();
  // JSON is YAML, too.
  const document = parseDocument(text, { lineCounter: lines });
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
