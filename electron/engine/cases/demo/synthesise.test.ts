import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { indexToPatient, patientToIndex, type Mask, type Vec3 } from '#native/image/volume.ts';
import { drawAnatomy } from './anatomy.ts';
import { distanceAt, distanceField } from './distance-field.ts';
import { organs } from './organs.ts';
import { patientFacts } from './patient-facts.ts';
import { lungDistance, shareFromHilum } from './placement.ts';
import { streamFor } from './random-stream.ts';
import { synthesisePatient, type SyntheticPatient } from './synthesise.ts';

const seed = 1;
// One part-solid at the pleura with contrast, one solid and free without.
const indices = [2, 4] as const;
let patients: SyntheticPatient[];

beforeAll(() => {
  patients = indices.map((index) => synthesisePatient(index, { seed }));
});

test('another process makes the same bytes, whatever was made before', () => {
  const module = new URL('synthesise.ts', import.meta.url).href;
  const program = `
    import { createHash } from 'node:crypto';
    const { synthesisePatient } = await import(${JSON.stringify(module)});
    const { volume, noduleMask } = synthesisePatient(${indices[1]}, { seed: ${seed} });
    const hash = createHash('sha256').update(Buffer.from(volume.data.buffer));
    console.log(hash.update(noduleMask.data).digest('hex'));`;
  const options = { encoding: 'utf8' } as const;
  const made = execFileSync(process.execPath, ['--input-type=module', '-e', program], options);
  expect(made.trim()).toBe(digest(patients[1]));
  expect(digest(patients[0])).not.toBe(digest(patients[1]));
});

test('the facts without the image are those of the image', () => {
  for (const [n, patient] of patients.entries()) {
    const facts = patientFacts(indices[n], { seed });
    expect(patient.clinical).toEqual(facts.clinical);
    expect(patient.outcome).toEqual(facts.outcome);
  }
});

test('image and masks lie on one axial grid with the spacing of the record', () => {
  for (const { volume, noduleMask, solidMask, clinical, acquisition } of patients) {
    const { dimensions, spacingMm, direction } = volume.geometry;
    expect(dimensions[0] * dimensions[1] * dimensions[2]).toBe(volume.data.length);
    expect(spacingMm).toEqual([
      acquisition.pixelSpacingMm,
      acquisition.pixelSpacingMm,
      clinical.sliceThicknessMm,
    ]);
    expect(direction).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(noduleMask.geometry).toEqual(volume.geometry);
    expect(solidMask.geometry).toEqual(volume.geometry);
  }
});

// Ranges of HU as in radiology texts: inflated lung, fat, soft tissue, blood with iodine.
test('tissues have the attenuation of their kind', () => {
  for (const [n, { volume, clinical }] of patients.entries()) {
    const anatomy = drawAnatomy(clinical, streamFor({ seed, index: indices[n] }, 'anatomy'));
    const field = distanceField(anatomy, volume.geometry);
    const means = meanHuByRegion(patients[n], (index) => {
      const at = (organ: (typeof organs)[number]): number => distanceAt(field, organ, index);
      if (at('skin') > 5) return index[1] < volume.geometry.dimensions[1] / 2 ? 'air' : undefined;
      if (at('heart') < -6) return 'heart';
      if (at('lung') < -6) return 'lung';
      if (at('skin') < -3.5 && at('muscle') > 1 && at('chest') > 12) return 'fat';
      return undefined;
    });
    expect(means.get('air')).toBeGreaterThan(-1010);
    expect(means.get('air')).toBeLessThan(-970);
    expect(means.get('lung')).toBeGreaterThan(-900);
    expect(means.get('lung')).toBeLessThan(-760);
    expect(means.get('fat')).toBeGreaterThan(-125);
    expect(means.get('fat')).toBeLessThan(-85);
    expect(means.get('heart')).toBeGreaterThan(clinical.contrast ? 150 : 30);
    expect(means.get('heart')).toBeLessThan(clinical.contrast ? 260 : 60);
  }
});

test('diameter and ratio measured on the masks agree with the record', () => {
  for (const { noduleMask, solidMask, clinical, lesion } of patients) {
    const pixel = noduleMask.geometry.spacingMm[0];
    const whole = longestAxialDiameterMm(noduleMask);
    const solid = longestAxialDiameterMm(solidMask);
    // Centres of border voxels lie up to half a pixel inside, at both ends.
    expect(Math.abs(whole + pixel / 2 - 10 * clinical.diameterCm)).toBeLessThan(pixel + 0.05);
    expect(Math.abs(solid + pixel / 2 - lesion.solidDiameterMm)).toBeLessThan(pixel);
    expect(Math.abs(solid / whole - clinical.ctr)).toBeLessThan(0.12);
    expect(lesion.solidDiameterMm).toBeLessThanOrEqual(20);
  }
});

test('the solid part lies within the lesion and is much denser than its ground glass', () => {
  for (const { volume, noduleMask, solidMask } of patients) {
    let [solid, solidCount, glass, glassCount, astray] = [0, 0, 0, 0, 0];
    for (let at = 0; at < volume.data.length; at += 1) {
      if (solidMask.data[at] === 1) {
        solid += volume.data[at];
        solidCount += 1;
        astray += 1 - noduleMask.data[at];
      } else if (noduleMask.data[at] === 1) {
        glass += volume.data[at];
        glassCount += 1;
      }
    }
    expect(astray).toBe(0);
    expect(solid / solidCount).toBeGreaterThan(-200);
    if (glassCount > 0) expect(glass / glassCount).toBeLessThan(solid / solidCount - 250);
  }
});

test('the lesion lies in the recorded third of the recorded lung', () => {
  const bounds = { inner: [0, 0.35], middle: [0.31, 0.69], outer: [0.65, 1] } as const;
  for (const [n, { noduleMask, clinical, lesion }] of patients.entries()) {
    const anatomy = drawAnatomy(clinical, streamFor({ seed, index: indices[n] }, 'anatomy'));
    const field = distanceField(anatomy, noduleMask.geometry);
    const centre = indexToPatient(noduleMask.geometry, centreOf(noduleMask));
    expect(lungDistance(field, centre)).toBeLessThan(0);
    expect(Math.sign(centre[0])).toBe(lesion.side === 'left' ? 1 : -1);
    const share = shareFromHilum(field, anatomy.hila[lesion.side], centre);
    expect(share).toBeGreaterThanOrEqual(bounds[clinical.location][0]);
    expect(share).toBeLessThanOrEqual(bounds[clinical.location][1]);
    expect(patientToIndex(noduleMask.geometry, centre)[2]).toBeGreaterThan(0);
  }
});

function digest({ volume, noduleMask }: SyntheticPatient): string {
  return createHash('sha256')
    .update(Buffer.from(volume.data.buffer))
    .update(noduleMask.data)
    .digest('hex');
}

/** Means over every third voxel along each axis. */
function meanHuByRegion(
  { volume: { geometry, data } }: SyntheticPatient,
  regionOf: (index: Vec3) => string | undefined,
): Map<string, number> {
  const [nx, ny, nz] = geometry.dimensions;
  const sums = new Map<string, [sum: number, count: number]>();
  for (let k = 0; k < nz; k += 5) {
    for (let j = 0; j < ny; j += 3) {
      for (let i = 0; i < nx; i += 3) {
        const region = regionOf([i, j, k]);
        if (region === undefined) continue;
        const [sum, count] = sums.get(region) ?? [0, 0];
        sums.set(region, [sum + data[i + nx * (j + ny * k)], count + 1]);
      }
    }
  }
  return new Map([...sums].map(([region, [sum, count]]) => [region, sum / count]));
}

/** Longest distance between centres of two voxels of one slice of the mask, over all slices. */
function longestAxialDiameterMm({ geometry, data }: Mask): number {
  const [nx, ny] = geometry.dimensions;
  const slices = new Map<number, [x: number, y: number][]>();
  for (let at = data.indexOf(1); at >= 0; at = data.indexOf(1, at + 1)) {
    const k = Math.floor(at / (nx * ny));
    const points = slices.get(k) ?? [];
    points.push([
      (at % nx) * geometry.spacingMm[0],
      (Math.floor(at / nx) % ny) * geometry.spacingMm[1],
    ]);
    slices.set(k, points);
  }
  let longest = 0;
  for (const points of slices.values()) {
    for (const [x, y] of points) {
      for (const [u, v] of points) longest = Math.max(longest, Math.hypot(x - u, y - v));
    }
  }
  return longest;
}

function centreOf({ geometry, data }: Mask): Vec3 {
  const [nx, ny] = geometry.dimensions;
  let [i, j, k, count] = [0, 0, 0, 0];
  for (let at = data.indexOf(1); at >= 0; at = data.indexOf(1, at + 1)) {
    i += at % nx;
    j += Math.floor(at / nx) % ny;
    k += Math.floor(at / (nx * ny));
    count += 1;
  }
  return [i / count, j / count, k / count];
}
