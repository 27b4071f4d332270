import { byteReader } from './byte-reader.ts';
import { pop, type PickleMachine } from './pickle-machine.ts';
import { opcodes } from './pickle-opcodes.ts';
import type { PickleEnvironment, PickleValue } from './pickle-values.ts';
import { damaged, refused, WeightFileError } from './weight-file-error.ts';

/**
 * Opcodes of one pickle. The state of a network takes about forty for each tensor; the limit holds
 * the memory that a hostile pickle can ask for, since each opcode makes at most one small object.
 */
const MAX_OPCODES = 2 ** 21;

const PROTO = 0x80;
const STOP = 0x2e;

/**
 * Reads one pickle of protocol 2 to 5.
 *
 * The machine knows stack, marks and memo, and nothing of Python: whatever a pickle names, refers to
 * or builds is decided by the environment. It never recurses, so that nesting cannot exhaust it.
 *
 * @returns the value and the position after the pickle.
 * @throws WeightFileError where the pickle is cut off, contradicts itself or is refused.
 * Source: the opcodes' meaning as documented in CPython's Lib/pickletools.py (3.11).
 */
export function readPickle(
  bytes: Uint8Array,
  from: number,
  environment: PickleEnvironment,
): { readonly value: PickleValue; readonly end: number } {
  const reader = byteReader(bytes, from);
  const machine: PickleMachine = { reader, environment, stack: [], outer: [], memo: new Map() };
  let at = from;
  try {
    if (bytes[from] !== PROTO) throw damaged('no pickle of protocol 2 or later begins here');
    for (let count = 0; count < MAX_OPCODES; count += 1) {
      at = reader.position();
      const code = reader.u8();
      if (code === STOP) return { value: pop(machine), end: reader.position() };
      const run = opcodes.get(code);
      if (!run) throw damaged(`0x${code.toString(16)} is no opcode of protocols 2 to 5`);
      run(machine);
    }
    throw refused(`the pickle has more than ${MAX_OPCODES} opcodes`);
  } catch (error) {
    throw placed(error, at);
  }
}

/** Errors of the environment do not know where the pickle stood. */
function placed(error: unknown, at: number): unknown {
  if (!(error instanceof WeightFileError) || error.place !== undefined) return error;
  return new WeightFileError(error.problem, error.message, at, { cause: error });
}
