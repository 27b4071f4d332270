import { ascii, u32 } from './written-pickle.ts';

/** A zip archive of entries as they are, without checksums. */
export function stored(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  for (const [name, content] of Object.entries(entries)) {
    const at = lengthOf(parts);
    const sizes = `${u32(content.length)}${u32(content.length)}`;
    const common = `\x14\x00${'\x00'.repeat(12)}${sizes}${u32(name.length)}`;
    parts.push(ascii(`PK\x03\x04${common}${name}`), content);
    directory.push(ascii(`PK\x01\x02\x14\x00${common}${'\x00'.repeat(10)}${u32(at)}${name}`));
  }
  const count = u32(directory.length).slice(0, 2);
  const place = `${u32(lengthOf(directory))}${u32(lengthOf(parts))}`;
  const end = ascii(`PK\x05\x06\x00\x00\x00\x00${count}${count}${place}\x00\x00`);
  return joined([...parts, ...directory, end]);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
