import { randomUUID } from 'node:crypto';
import type { Geometry } from '#contract/geometry.ts';
import { maskRuns } from '#contract/mask-runs.ts';
import type { Person, Role } from '#contract/people.ts';
import { writeMaskFile } from '#engine/store/mask-file.ts';
import { writeObject } from '#engine/store/object-files.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';

/** Grid of the small case: 12 × 10 × 8 voxels. */
export const smallGeometry: Geometry = {
  dimensions: [12, 10, 8],
  spacingMm: [0.5, 0.5, 1.25],
  originMm: [-3, -2.5, 100],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
export const smallVoxels = 12 * 10 * 8;

export function addPerson(store: Store, role: Role, name: string): Person {
  return store.people.add({ name, role, passcode: null });
}

/** Adds a case with a volume of its own, as an import would. */
export function addCase(store: Store, code: string, geometry: Geometry = smallGeometry): string {
  const id = randomUUID();
  const importId = randomUUID();
  const [nx, ny, nz] = geometry.dimensions;
  const hu = Int16Array.from({ length: nx * ny * nz }, (_, v) => -800 + (v % 97));
  const volume = writeObject(store.folders.objects, new Uint8Array(hu.buffer));
  store.imports.start(importId, null);
  store.cases.add({
    id,
    patientId: store.patients.findOrAdd(code).id,
    importId,
    scannedOn: '2016-05-04',
    geometry,
    slicePositionsMm: Array.from(
      { length: nz },
      (_, k) => geometry.originMm[2] + geometry.spacingMm[2] * k,
    ),
    sliceThicknessMm: geometry.spacingMm[2],
    voxelType: 'int16',
    volume,
    acquisition: {
      manufacturer: 'Test',
      kernel: 'B50',
      kvp: 120,
      contrast: 'no',
      transferSyntax: '1.2.840.10008.1.2.1',
    },
    flags: [],
    source: {},
    sopHashes: [`${code}-sop`],
  });
  return id;
}

interface SmallMask {
  readonly caseId: string;
  readonly author: Person | null;
  readonly volumeMm3?: number;
}

/** Stores a mask version; the author null makes it an automatic one. */
export function addMask(
  store: Store,
  { caseId, author, volumeMm3 }: SmallMask,
  voxels: readonly number[],
): StoredMask {
  // Runs say nothing of what follows the last voxel.
  const mask = new Uint8Array(1 + Math.max(...voxels));
  for (const v of voxels) mask[v] = 1;
  return store.masks.add({
    id: randomUUID(),
    caseId,
    authorId: author?.id ?? null,
    source: author ? 'corrected' : 'automatic',
    sha256: writeMaskFile(store.folders.objects, maskRuns(mask)).sha256,
    voxels: voxels.length,
    volumeMm3: volumeMm3 ?? voxels.length * 0.3125,
    longAxisMm: 4,
    madeBy: { outlinedBy: null },
  });
}

/** Adds a case whose automatic mask is a block of 4 × 4 voxels in each of the lowest slices. */
export function addTumourCase(store: Store, code: string, layers: number): string {
  const caseId = addCase(store, code);
  const voxels = Array.from({ length: layers }, (_, k) =>
    [3, 4, 5, 6].flatMap((j) => [4, 5, 6, 7].map((i) => i + 12 * (j + 10 * (k + 2)))),
  ).flat();
  addMask(store, { caseId, author: null }, voxels);
  return caseId;
}
