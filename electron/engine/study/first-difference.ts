import { inputNames } from './study-manifest.ts';

/** Characters shown of a line that differs. */
const shown = 60;
/** Of them, those before the first that differs. */
const before = 20;

/**
 * Where a file of a study parts from the one made again: the line and what stands there in both, or
 * the byte where the file is no text. Of tables of patients only the line is told.
 *
 * @returns null where they are equal.
 */
export function firstDifference(name: string, found: Uint8Array, made: Uint8Array): string | null {
  const at = firstUnequal(found, made);
  if (at === -1) return null;
  if (!/\.(csv|tex|html|json|md|svg|txt)$/.test(name)) {
    return `from byte ${at + 1} of ${found.length}`;
  }
  const [here, again] = [linesOf(found), linesOf(made)];
  const line = firstUnequal(here, again);
  const where = `line ${line + 1}`;
  if (name === inputNames.scores || name === inputNames.patients) return where;
  const from = Math.max(0, firstUnequal(here[line] ?? '', again[line] ?? '') - before);
  return `${where}: ${told(here[line], from)} here, ${told(again[line], from)} made again`;
}

/** Index of the first elements that differ, or that only one of both has; -1 where none does. */
function firstUnequal<T>(a: ArrayLike<T>, b: ArrayLike<T>): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a[at] !== b[at]) return at;
  }
  return -1;
}

function linesOf(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).split('\n');
}

/** A line from a character on, with marks where it is cut. */
function told(line: string | undefined, from: number): string {
  if (line === undefined) return 'nothing';
  const cut = line.slice(from, from + shown);
  const [head, tail] = [from > 0 ? '…' : '', from + shown < line.length ? '…' : ''];
  return JSON.stringify(`${head}${cut}${tail}`);
}
