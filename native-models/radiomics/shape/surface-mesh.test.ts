import { expect, test } from 'vitest';
import type { Geometry } from '../../image/volume.ts';
import pyradiomics from '../fixtures/pyradiomics-mesh.json' with { type: 'json' };
import { regionOf } from '../region.ts';
import { cellTriangles } from './marching-cubes.ts';
import { surfaceMesh } from './surface-mesh.ts';

const size = 12;

/** Noise that `fixtures/pyradiomics_mesh.py` makes too. */
function noise(seed: number): Uint8Array {
  const inside = Uint8Array.from({ length: size ** 3 }, (_, n) => {
    const [i, j, k] = [n % size, Math.floor(n / size) % size, Math.floor(n / size ** 2)];
    const mixed = i * i * 31 + j * j * 57 + k * k * 83 + i * j * 7 + j * k * 11 + i * k * 13;
    return Number((mixed + seed * 17) % 101 < 30 + 6 * seed);
  });
  inside[0] = 1;
  inside[inside.length - 1] = 1;
  return inside;
}

// Computed with PyRadiomics 3.0.1 by fixtures/pyradiomics_mesh.py.
test.each(pyradiomics.meshes)('the mesh of noise $seed is that of PyRadiomics', (expected) => {
  const geometry: Geometry = {
    dimensions: [size, size, size],
    spacingMm: [0.7, 1.1, 1.7],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const data = noise(expected.seed);
  const mesh = surfaceMesh(regionOf({ geometry, data }, { geometry, data }));
  expect(data.reduce((sum, inside) => sum + inside, 0)).toBe(expected.voxels);
  expect(mesh.areaMm2 / expected.area).toBeCloseTo(1, 10);
  expect(mesh.volumeMm3 / expected.volume).toBeCloseTo(1, 10);
});

test('the noise holds all 254 cells that a surface can cross', () => {
  const seen = new Set<number>();
  for (const { seed } of pyradiomics.meshes) {
    const inside = noise(seed);
    for (let n = 0; n < size ** 3; n += 1) {
      const [i, j, k] = [n % size, Math.floor(n / size) % size, Math.floor(n / size ** 2)];
      if (Math.max(i, j, k) === size - 1) continue;
      let configuration = 0;
      for (let c = 0; c < 8; c += 1) {
        configuration |= inside[n + (c & 1) + size * ((c >> 1) & 1) + size ** 2 * (c >> 2)] << c;
      }
      seen.add(configuration);
    }
  }
  const crossed = [...seen].filter((configuration) => cellTriangles[configuration].length > 0);
  expect(crossed.length).toBe(254);
});
