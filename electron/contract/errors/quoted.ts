/** A file by its name, or what it is called where it has none. */
export function quoted(file: string | undefined, otherwise: string): string {
  return file === undefined ? otherwise : `"${file}"`;
}
