import { ascii, u32 } from './written-pickle.ts';

/** An entry with what its headers say of it. */
interface Written {
  readonly content: Uint8Array;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  /** Size that is promised after unpacking. */
  readonly size: number;
  readonly flags?: number;
}

/** A zip archive of entries as they are, without checksums. */
export function stored(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const written = Object.entries(entries).map(
    ([name, content]) => [name, { content, method: 0, size: content.length }] as const,
  );
  return archive(Object.fromEntries(written));
}

/** A zip archive that says whatever it is told to. */
export function archive(entries: Readonly<Record<string, Written>>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  for (const [name, { content, method, size, flags = 0 }] of Object.entries(entries)) {
    const at = lengthOf(parts);
    const sizes = `${u32(content.length)}${u32(size)}${u32(name.length)}`;
    // Version, flags, method, then time, date and checksum.
    const common = `\x14\x00${u16(flags)}${u16(method)}${'\x00'.repeat(8)}${sizes}`;
    parts.push(ascii(`PK\x03\x04${common}${name}`), content);
    directory.push(ascii(`PK\x01\x02\x14\x00${common}${'\x00'.repeat(10)}${u32(at)}${name}`));
  }
  const count = u16(directory.length);
  const place = `${u32(lengthOf(directory))}${u32(lengthOf(parts))}`;
  const end = ascii(`PK\x05\x06\x00\x00\x00\x00${count}${count}${place}\x00\x00`);
  return joined([...parts, ...directory, end]);
}

function u16(value: number): string {
  return u32(value).slice(0, 2);
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
