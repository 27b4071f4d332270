import { createHash } from 'node:crypto';

/**
 * A DICOM UID from a hash: 2.25 followed by the decimal value of a UUID (PS3.5 annex B.2), here
 * of version 8, whose remaining 122 bits are free to choose (RFC 9562).
 *
 * @param digest At least 16 bytes.
 */
export function uidFromDigest(digest: Uint8Array): string {
  const bytes = digest.slice(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return `2.25.${bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)}`;
}

/** The same UID for the same key of the same kind, everywhere. */
export function derivedUid(kind: string, key: string): string {
  return uidFromDigest(createHash('sha256').update(`${kind}\0${key}`).digest());
}
