import { expect, test } from 'vitest';
import { printsAs } from './printed.ts';

test('a half may have been rounded either way, whatever its binary fraction', () => {
  for (let thousandths = 0; thousandths < 1000; thousandths += 1) {
    const half = (2 * thousandths + 1) / 2000;
    expect(printsAs(half, thousandths / 1000, 3)).toBe(true);
    expect(printsAs(half, (thousandths + 1) / 1000, 3)).toBe(true);
    expect(printsAs(half, (thousandths + 2) / 1000, 3)).toBe(false);
  }
});
