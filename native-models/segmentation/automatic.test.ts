import { expect, test } from 'vitest';
import type { Vec3 } from '../image/volume.ts';
import { segmentAutomatically } from './automatic.ts';
import { asRegion, diceOfRegions } from './region.ts';
import { chest, chestGeometry } from './testing/chest.ts';

const gap = (a: Vec3, b: Vec3) => Math.hypot(...a.map((x, axis) => x - b[axis]));

test('a single nodule on the pleura is the first proposal and stands out', () => {
  const centre = [-100, -10, 25] as const;
  const proposals = segmentAutomatically(chest([{ centre, radius: 9 }]));
  expect(proposals.length).toBeLessThanOrEqual(5);
  const [first, ...others] = proposals;
  expect(gap(first.centreMm, centre)).toBeLessThan(4);
  expect(first.diameterMm / 18).toBeGreaterThan(0.75);
  expect(first.diameterMm / 18).toBeLessThan(1.3);
  expect(first.reasons).not.toContain('rival');
  for (const { verdict } of others) expect(verdict).toBe('not-sure');
});

test('of two equal nodules neither is offered as certain, and both are offered', () => {
  const lesions = [
    { centre: [70, 25, -30], radius: 8 },
    { centre: [-70, 25, 30], radius: 8 },
  ] as const;
  const proposals = segmentAutomatically(chest(lesions));
  for (const { centre } of lesions) {
    expect(Math.min(...proposals.map(({ centreMm }) => gap(centreMm, centre)))).toBeLessThan(4);
  }
  for (const { verdict, reasons } of proposals) {
    expect(verdict).toBe('not-sure');
    expect(reasons).toContain('rival');
  }
  proposals.forEach(({ mask }, n) => {
    for (const other of proposals.slice(0, n)) {
      expect(diceOfRegions(asRegion(mask), asRegion(other.mask))).toBeLessThanOrEqual(0.3);
    }
  });
});

test('without lungs there is nothing to propose', () => {
  const data = new Int16Array(140 * 100 * 90).fill(40);
  const stages: string[] = [];
  const found = segmentAutomatically({ geometry: chestGeometry, data }, (_, stage) =>
    stages.push(stage),
  );
  expect(found).toEqual([]);
  expect(stages.at(-1)).toBe('done');
});
