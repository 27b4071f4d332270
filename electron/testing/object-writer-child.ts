import { randomBytes } from 'node:crypto';
import { writeObject } from '#engine/store/object-files.ts';

/** Writes large objects one after another until it is killed. */
const bytes = randomBytes(48 * 1024 * 1024);
process.send?.('writing');
for (let n = 0; ; n++) {
  bytes.writeUInt32LE(n);
  writeObject(process.argv[2], bytes);
}
