type Fields = Readonly<Record<string, unknown>>;

/** Typed reading of parsed JSON; each throws a RangeError that names the field it missed. */
export function field<T>(from: Fields, key: string, is: (value: unknown) => value is T): T {
  const value = from[key];
  if (!is(value)) throw new RangeError(`the field ${key} is missing or of another kind`);
  return value;
}

export function textField(from: Fields, key: string): string {
  return field(from, key, (value) => typeof value === 'string');
}

export function numberField(from: Fields, key: string): number {
  return field(from, key, isFiniteNumber);
}

export function numbers(from: Fields, key: string): readonly number[] {
  return field(
    from,
    key,
    (value): value is readonly number[] => Array.isArray(value) && value.every(isFiniteNumber),
  );
}

export function records(from: Fields, key: string): readonly Fields[] {
  const list = field(from, key, (value): value is readonly unknown[] => Array.isArray(value));
  return list.map((item) => object(item, key));
}

export function object(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RangeError(`${name} is not an object`);
  }
  return value as Fields;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
