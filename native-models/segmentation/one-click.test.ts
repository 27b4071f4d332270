import { expect, test } from 'vitest';
import { indexToPatient, patientToIndex, type Geometry, type Vec3 } from '../image/volume.ts';
import { segmentClick } from './one-click.ts';
import { asRegion, diceOfRegions } from './region.ts';
import { phantom, truth, type Part } from './testing/phantom.ts';

/** Anisotropic and turned by 20° about the long axis of the body. */
const geometry: Geometry = {
  dimensions: [84, 84, 45],
  spacingMm: [0.7, 0.7, 1.5],
  originMm: [-30, -28, -33],
  direction: [0.9396926, 0.3420201, 0, -0.3420201, 0.9396926, 0, 0, 0, 1],
};
const whole = { offset: [0, 0, 0], dimensions: geometry.dimensions } as const;

const nodule: Part = { kind: 'ball', centre: [-12, 10, 0], radius: 6, hu: 30 };
const vessel: Part = { kind: 'tube', from: [-40, 10, -5], to: [20, 12, 6], radius: 1.6, hu: 60 };
const wall: Part = { kind: 'halfspace', belowX: -16.5, hu: 40 };

const at = (point: Vec3) => patientToIndex(geometry, point);
const scan = phantom(geometry, [nodule, vessel]);

function diceWithTruth(mask: Parameters<typeof asRegion>[0], part: Part): number {
  return diceOfRegions(asRegion(mask), { box: whole, data: truth(geometry, part) });
}

test('a nodule with a vessel through it is outlined without the vessel', () => {
  const [first] = segmentClick(scan, [at([-12, 10, 0])]);
  expect(diceWithTruth(first.mask, nodule)).toBeGreaterThan(0.85);
  expect(first.verdict).toBe('accept');
  // 4/3 pi 6³ = 905 mm³.
  expect(first.volumeMm3).toBeGreaterThan(750);
  expect(first.volumeMm3).toBeLessThan(1150);
  first.centreMm.forEach((mm, axis) => expect(mm).toBeCloseTo([-12, 10, 0][axis], -0.5));
});

test('a click that misses the middle by 3 mm finds the same nodule', () => {
  const [first] = segmentClick(scan, [at([-12, 13, 0])]);
  expect(diceWithTruth(first.mask, nodule)).toBeGreaterThan(0.8);
});

test('a nodule on the wall is cut off from it', () => {
  const attached = phantom(geometry, [nodule, wall]);
  const [first] = segmentClick(attached, [at([-12, 10, 0])]);
  expect(diceWithTruth(first.mask, nodule)).toBeGreaterThan(0.75);
});

test('a stroke is inside the outline', () => {
  const stroke = [-3, 0, 3].map((step) => at([-12, 10 + step, 0]));
  const [{ mask }] = segmentClick(scan, stroke);
  for (const point of stroke) {
    const [i, j, k] = point.map((index, axis) => Math.round(index) - mask.offset[axis]);
    expect(mask.data[i + mask.dimensions[0] * (j + mask.dimensions[1] * k)]).toBe(1);
  }
});

test('a click into the chest wall is never accepted, and readings differ', () => {
  const proposals = segmentClick(phantom(geometry, [wall, nodule]), [at([-26, -5, 0])]);
  expect(proposals.length).toBeGreaterThan(0);
  for (const [n, { verdict, mask, reasons }] of proposals.entries()) {
    expect(verdict).toBe('not-sure');
    expect(reasons).not.toEqual([]);
    for (const other of proposals.slice(0, n)) {
      expect(diceOfRegions(asRegion(mask), asRegion(other.mask))).toBeLessThanOrEqual(0.75);
    }
  }
});

test('a click into a mass wider than the first view shows the whole mass first', () => {
  const wide = { ...geometry, dimensions: [50, 50, 50], spacingMm: [2, 2, 2] } as const;
  const middle = indexToPatient(wide, [24, 25, 24]);
  const mass: Part = { kind: 'ball', centre: middle, radius: 34, hu: 40 };
  const proposals = segmentClick(phantom(wide, [mass]), [[26, 25, 24]]);
  // A ball of 51 mm, as much as the first view shows, would have a Dice of at most 0.6.
  const inside = {
    box: { offset: [0, 0, 0], dimensions: wide.dimensions },
    data: truth(wide, mass),
  } as const;
  expect(diceOfRegions(asRegion(proposals[0].mask), inside)).toBeGreaterThan(0.8);
  for (const { verdict, confidence } of proposals) {
    expect(verdict).toBe('not-sure');
    expect(confidence).toBeLessThanOrEqual(0.7);
  }
});

test('progress rises to the end', () => {
  const shares: number[] = [];
  segmentClick(scan, [at([-12, 10, 0])], (share) => shares.push(share));
  expect(shares.at(0)).toBe(0);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('the same click gives the same bytes', () => {
  const click = () => segmentClick(scan, [at([-12, 10, 0])]);
  expect(click()).toEqual(click());
});

test('no point, or one outside the volume, is refused', () => {
  expect(() => segmentClick(scan, [])).toThrow(RangeError);
  expect(() => segmentClick(scan, [[0, 0, 99]])).toThrow(RangeError);
});
