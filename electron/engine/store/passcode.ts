import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const keyBytes = 32;

/** `scrypt$salt$key` in hex, with Node's default cost (N = 16384, r = 8, p = 1). */
export async function hashPasscode(passcode: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(passcode.normalize('NFC'), salt, keyBytes);
  return `scrypt$${salt.toString('hex')}$${key.toString('hex')}`;
}

export async function checkPasscode(passcode: string, stored: string): Promise<boolean> {
  const [, salt, key] = stored.split('$');
  const expected = Buffer.from(key, 'hex');
  const got = await derive(passcode.normalize('NFC'), Buffer.from(salt, 'hex'), keyBytes);
  return timingSafeEqual(got, expected);
}
