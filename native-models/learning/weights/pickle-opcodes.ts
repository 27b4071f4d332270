import {
  addAll,
  appendAll,
  integer,
  mark,
  pop,
  popMany,
  popMarked,
  recall,
  setAll,
  text,
  top,
  type PickleMachine,
} from './pickle-machine.ts';
import { callGlobal, type PickleValue } from './pickle-values.ts';
import { damaged, refused } from './weight-file-error.ts';

type Run = (machine: PickleMachine) => void;
type Opcode = readonly [name: string, code: number, run: Run];

/** An opcode that adds a value to the stack. */
function pushes(
  name: string,
  code: number,
  value: (machine: PickleMachine) => PickleValue,
): Opcode {
  return [
    name,
    code,
    (machine) => {
      // Going back to a mark exchanges the stack, so the value comes first.
      const pushed = value(machine);
      machine.stack.push(pushed);
    },
  ];
}

const constants: readonly Opcode[] = [
  pushes('NONE', 0x4e, () => null),
  pushes('NEWTRUE', 0x88, () => true),
  pushes('NEWFALSE', 0x89, () => false),
];

const numbers: readonly Opcode[] = [
  pushes('BININT', 0x4a, ({ reader }) => reader.i32()),
  pushes('BININT1', 0x4b, ({ reader }) => reader.u8()),
  pushes('BININT2', 0x4d, ({ reader }) => reader.u16()),
  pushes('LONG1', 0x8a, ({ reader }) => integer(reader, reader.u8())),
  pushes('LONG4', 0x8b, ({ reader }) => integer(reader, reader.u32())),
  pushes('BINFLOAT', 0x47, ({ reader }) => reader.f64()),
];

const texts: readonly Opcode[] = [
  pushes('SHORT_BINUNICODE', 0x8c, ({ reader }) => text(reader.bytes(reader.u8()))),
  pushes('BINUNICODE', 0x58, ({ reader }) => text(reader.bytes(reader.u32()))),
  pushes('BINUNICODE8', 0x8d, ({ reader }) => text(reader.bytes(reader.u64()))),
  // Python 2's byte strings, which old files use as text.
  pushes('SHORT_BINSTRING', 0x55, ({ reader }) => text(reader.bytes(reader.u8()))),
  pushes('BINSTRING', 0x54, ({ reader }) => text(reader.bytes(reader.u32()))),
];

const byteStrings: readonly Opcode[] = [
  pushes('SHORT_BINBYTES', 0x43, ({ reader }) => reader.bytes(reader.u8())),
  pushes('BINBYTES', 0x42, ({ reader }) => reader.bytes(reader.u32())),
  pushes('BINBYTES8', 0x8e, ({ reader }) => reader.bytes(reader.u64())),
  pushes('BYTEARRAY8', 0x96, ({ reader }) => reader.bytes(reader.u64())),
];

const collections: readonly Opcode[] = [
  pushes('EMPTY_TUPLE', 0x29, () => []),
  pushes('TUPLE1', 0x85, (machine) => popMany(machine, 1)),
  pushes('TUPLE2', 0x86, (machine) => popMany(machine, 2)),
  pushes('TUPLE3', 0x87, (machine) => popMany(machine, 3)),
  pushes('TUPLE', 0x74, popMarked),
  pushes('EMPTY_LIST', 0x5d, () => []),
  pushes('LIST', 0x6c, popMarked),
  pushes('EMPTY_DICT', 0x7d, () => new Map()),
  pushes('DICT', 0x64, (machine) => setAll(new Map(), popMarked(machine))),
  pushes('EMPTY_SET', 0x8f, () => new Set()),
  pushes('FROZENSET', 0x91, (machine) => new Set(popMarked(machine))),
  ['APPEND', 0x61, fills((machine) => popMany(machine, 1), appendAll)],
  ['APPENDS', 0x65, fills(popMarked, appendAll)],
  ['SETITEM', 0x73, fills((machine) => popMany(machine, 2), setAll)],
  ['SETITEMS', 0x75, fills(popMarked, setAll)],
  ['ADDITEMS', 0x90, fills(popMarked, addAll)],
];

/** Takes items and puts them into the collection below them. */
function fills(
  take: (machine: PickleMachine) => readonly PickleValue[],
  put: (collection: PickleValue, items: readonly PickleValue[]) => unknown,
): Run {
  return (machine) => {
    const items = take(machine);
    put(top(machine), items);
  };
}

const stackAndMemo: readonly Opcode[] = [
  ['MARK', 0x28, mark],
  ['POP', 0x30, (machine) => void (machine.stack.length > 0 ? pop(machine) : popMarked(machine))],
  ['POP_MARK', 0x31, (machine) => void popMarked(machine)],
  pushes('DUP', 0x32, top),
  pushes('BINGET', 0x68, (machine) => recall(machine, machine.reader.u8())),
  pushes('LONG_BINGET', 0x6a, (machine) => recall(machine, machine.reader.u32())),
  ['BINPUT', 0x71, (machine) => void machine.memo.set(machine.reader.u8(), top(machine))],
  ['LONG_BINPUT', 0x72, (machine) => void machine.memo.set(machine.reader.u32(), top(machine))],
  ['MEMOIZE', 0x94, (machine) => void machine.memo.set(machine.memo.size, top(machine))],
];

/** The opcodes that run code in Python; here they reach the environment's closed list alone. */
const objects: readonly Opcode[] = [
  pushes('GLOBAL', 0x63, ({ reader, environment }) => {
    const module = text(reader.line());
    return environment.global(module, text(reader.line()));
  }),
  pushes('STACK_GLOBAL', 0x93, (machine) => {
    const [module, name] = popMany(machine, 2);
    if (typeof module !== 'string' || typeof name !== 'string') {
      throw damaged('a global’s name is no text');
    }
    return machine.environment.global(module, name);
  }),
  pushes('REDUCE', 0x52, calls),
  pushes('NEWOBJ', 0x81, calls),
  pushes('BINPERSID', 0x51, (machine) => machine.environment.persistent(pop(machine))),
  [
    'BUILD',
    0x62,
    (machine) => {
      const state = pop(machine);
      machine.environment.build(top(machine), state);
    },
  ],
];

function calls(machine: PickleMachine): PickleValue {
  const [callable, args] = popMany(machine, 2);
  return callGlobal(callable, args);
}

const framing: readonly Opcode[] = [
  ['PROTO', 0x80, ({ reader }) => requireProtocol(reader.u8())],
  // Frames only tell a reader of a stream how much to fetch.
  ['FRAME', 0x95, ({ reader }) => void reader.u64()],
];

/** Known ways to objects that weights never need. */
const refusedOpcodes = (
  [
    ['NEWOBJ_EX', 0x92],
    ['INST', 0x69],
    ['OBJ', 0x6f],
    ['PERSID', 0x50],
    ['EXT1', 0x82],
    ['EXT2', 0x83],
    ['EXT4', 0x84],
    ['NEXT_BUFFER', 0x97],
    ['READONLY_BUFFER', 0x98],
  ] as const
).map(([name, code]): Opcode => {
  return [
    name,
    code,
    () => {
      throw refused(`the file makes an object by the opcode ${name}`);
    },
  ];
});

export function requireProtocol(version: number): void {
  if (version < 2 || version > 5) throw damaged(`pickle protocol ${version} is not known`);
}

/** What each opcode does, by its byte; STOP alone is the caller's. */
export const opcodes: ReadonlyMap<number, Run> = new Map(
  [
    ...[...constants, ...numbers, ...texts, ...byteStrings, ...collections],
    ...[...stackAndMemo, ...objects, ...framing, ...refusedOpcodes],
  ].map(([, code, run]) => [code, run]),
);
