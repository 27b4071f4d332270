import { expect, test } from 'vitest';
import fixtures from './fixtures/weight-files.json' with { type: 'json' };
import { parseWeightFile } from './parse-weight-file.ts';

// Written and read by PyTorch 2.13.0; fixtures/weight-files.py says how.
type Value =
  | { readonly dtype: string; readonly shape: number[]; readonly values: (number | string)[] }
  | { readonly fact: string | boolean };
interface Fixture {
  readonly format: string;
  readonly base64: string;
  readonly values: Readonly<Record<string, Value>>;
}

const typeNames: Readonly<Record<string, string>> = {
  ...{ 'torch.float64': 'F64', 'torch.float32': 'F32', 'torch.float16': 'F16' },
  ...{ 'torch.bfloat16': 'BF16', 'torch.float8_e4m3fn': 'F8_E4M3', 'torch.float8_e5m2': 'F8_E5M2' },
  ...{ 'torch.int64': 'I64', 'torch.int32': 'I32', 'torch.int16': 'I16', 'torch.int8': 'I8' },
  ...{ 'torch.uint64': 'U64', 'torch.uint32': 'U32', 'torch.uint16': 'U16', 'torch.uint8': 'U8' },
  'torch.bool': 'BOOL',
};

for (const [name, fixture] of Object.entries(fixtures as unknown as Record<string, Fixture>)) {
  test(`${name}: format, types, shapes, numbers and facts`, () => {
    const bytes = Buffer.from(fixture.base64, 'base64');
    const before = Uint8Array.from(bytes);
    const file = parseWeightFile(bytes);
    expect(file.format).toBe(fixture.format);
    const tensors = Object.entries(fixture.values).flatMap(([path, value]) =>
      'fact' in value ? [] : [{ path, value }],
    );
    expect([...file.tensors.keys()]).toEqual(tensors.map(({ path }) => path));
    for (const { path, value } of tensors) {
      expect(file.types.get(path), path).toBe(typeNames[value.dtype]);
      expect(file.tensors.get(path)?.shape, path).toEqual(value.shape);
      const numbers = value.values.map((number) => Math.fround(Number(number)));
      expect(Array.from(file.tensors.get(path)?.data ?? []), path).toEqual(numbers);
    }
    const facts = Object.entries(fixture.values).flatMap(([path, value]) =>
      'fact' in value ? [[path, String(value.fact)] as const] : [],
    );
    expect(file.metadata).toEqual(Object.fromEntries(facts));
    expect(Buffer.compare(bytes, before), 'the file is left as it was').toBe(0);
  });
}
