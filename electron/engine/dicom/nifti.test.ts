import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Geometry, Volume } from '#native/image/volume.ts';
import { readNifti } from './read-nifti.ts';
import { writeNifti } from './write-nifti.ts';

// Written by nibabel 5.4.2: voxels 0 to 23 in Fortran order on a 4 × 3 × 2 grid whose axes are
// turned by 20° about x and -35° about y. int16 has a qform alone, the others both forms; int32 is
// scaled by 0.5 with -3 added.
const fixtures = {
  uint8:
    'H4sIAAAAAAACA4thZCAKMDOwADETAyMUogImBg4w3WAPJIDYAUQ7QPjIeIMzVM2gACB//JmqaRc0f/q+poehexkYFBwZGBYcZGD44Ph580U7kJoXVyftB4mzPjqx91i2if2fQv79IDVff3XafQ5ttsvkO2oPUo9udp62IdQSJmYWVjZ2Dk4ubh5ePn4BQSFhEVExcQBsvjt0eAEAAA==',
  int16:
    'H4sIAAAAAAACA4thZCAKMDOwADETAyMUogIWBgEw3WAPJIDYAUQ7QPjIeIMzVM2gACBf/JmqaRc0f/q+poehexkYFBwZGBYcZGD44Ph580U7kJoXVyftB4mzPjqx91i2if2fQv79IDVff3XafQ5ttsvkO2oPUo9udp62IdwWJnDosTKwMbAzcDBwMnAxcDPwMPAy8DHwA8NNkEGIQZhBhEGUQYxBnAEA0s4vCJABAAA=',
  int32:
    'H4sIAAAAAAACA4thZCAKMDOwADETAyMUogIOBgUw3WAPJIDYAUQ7QPjIeIMzVP4AwyAAIH/8mappFzR/+r6mh6F7GRgUHBkYFhxkYPjg+HnzRTuQmhdXJ+0HibM+OrH3WLaJ/Z9C/v0gNV9/ddp9Dm22y+Q7ag9Sj252nrYhkj0MwJADhSEDMBQZGFiBmA2I2cEhx8DACcRcQMwNxDxAzAvEfEDMD8QCQCwIxEJALAzEIkAsCsRiQCwOxAC1C+IGwAEAAA==',
  float32:
    'H4sIAAAAAAACA4thZCAKMDOwADETAyMUogIBBgUw3WAPJIDYAUQ7QPjIeIMzVM2gACB//JmqaRc0f/q+poehexkYFBwZGBYcZGD44Ph580U7kJoXVyftB4mzPjqx91i2if2fQv79IDVff3XafQ5ttsvkO2oPUo9udp62IRKvARoeDqAwAeIFQHwAiB8AMQNQr4AjxG4DIHYA4gAgTgDiAiBuAOIOIJ4AxDNA7gPiFUC8AYh3OAIAyic72sABAAA=',
  float64:
    'H4sIAAAAAAACA4thZCAKMDOwADETAyMUogIHIASBBnsgAcQO9mBBMB8Zb3CGqhkUAOSPP1M17YLmT9/X9DB0LwODgiMDw4KDDAwfHD9vvmgHUvPi6qT9IHHWRyf2Hss2sf9TyL8fpObrr067z6HNdpl8R+1B6tHNztM2xGLjB3t4gIEBB5QWgNIiUFoCSstAaQUorQSlVaC0GpTWgNJaUFoHSutBaQMobQiljaC0MZQ2gdKmUNoMSps7AAAIlFnbIAIAAA==',
};

const [cx, sx] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
const [cy, sy] = [Math.cos((-35 * Math.PI) / 180), Math.sin((-35 * Math.PI) / 180)];
/** The same grid in LPS: x and y of Rx·Ry negated, and of the origin (10, -20, 30). */
const grid: Geometry = {
  dimensions: [4, 3, 2],
  spacingMm: [0.5, 0.75, 2],
  originMm: [-10, 20, 30],
  direction: [-cy, -sx * sy, -cx * sy, 0, -cx, sx, -sy, sx * cy, cx * cy],
};
const voxels = Array.from({ length: 24 }, (_, n) => n);

function expectGrid(geometry: Geometry): void {
  expect(geometry.dimensions).toEqual(grid.dimensions);
  for (const key of ['spacingMm', 'originMm', 'direction'] as const) {
    // NIfTI stores the placement in 32-bit floats.
    for (const [n, value] of geometry[key].entries()) expect(value).toBeCloseTo(grid[key][n], 5);
  }
}

test.each([
  { type: 'uint8', array: Uint8Array },
  { type: 'int16', array: Int16Array },
  { type: 'float32', array: Float32Array },
  { type: 'float64', array: Float64Array },
] as const)('reads $type as nibabel wrote it', ({ type, array }) => {
  const volume = readNifti(Buffer.from(fixtures[type], 'base64'));
  expectGrid(volume.geometry);
  expect(volume.data).toEqual(array.from(voxels));
});

test.each([
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
])('voxels written in a type are read in it', (Type) => {
  const data = new Type(voxels);
  const written = writeNifti({ geometry: { ...grid, dimensions: [4, 3, 2] }, data });
  expect(readNifti(written).data).toEqual(data);
});

test('applies slope and intercept', () => {
  const volume = readNifti(Buffer.from(fixtures.int32, 'base64'));
  expectGrid(volume.geometry);
  expect(volume.data).toEqual(Float64Array.from(voxels, (n) => n * 0.5 - 3));
});

test('writes the header fields that nibabel writes for the same grid', () => {
  const ours = gunzipSync(writeNifti({ geometry: grid, data: Float32Array.from(voxels) }));
  const theirs = gunzipSync(Buffer.from(fixtures.float32, 'base64'));
  const at = (read: (file: Buffer) => number) => expect(read(ours)).toBeCloseTo(read(theirs), 5);
  at((file) => file.readInt32LE(0));
  for (let n = 0; n < 8; n++) at((file) => file.readInt16LE(40 + 2 * n));
  at((file) => file.readInt16LE(70));
  at((file) => file.readInt16LE(72));
  for (let n = 0; n < 4; n++) at((file) => file.readFloatLE(76 + 4 * n));
  at((file) => file.readFloatLE(108));
  for (let n = 0; n < 18; n++) at((file) => file.readFloatLE(256 + 4 * n));
  expect(ours.subarray(344, 348).toString('latin1')).toBe('n+1\0');
  expect(ours.subarray(352)).toEqual(theirs.subarray(352));
});

test.each([
  { what: 'the oblique grid', direction: grid.direction },
  { what: 'left-handed axes', direction: [0.6, 0.8, 0, 0.8, -0.6, 0, 0, 0, 1] },
  { what: 'a half turn about each axis', direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1] },
  { what: 'axes in another order', direction: [0, 1, 0, 0, 0, 1, 1, 0, 0] },
])('sform and qform of $what agree', ({ direction }) => {
  const volume: Volume = { geometry: { ...grid, direction }, data: Uint8Array.from(voxels) };
  const file = gunzipSync(writeNifti(volume));
  const bySform = readNifti(file);
  file.writeInt16LE(0, 254);
  const byQform = readNifti(file);
  // A qform leaves the real part of its quaternion out; near a half turn it is the small
  // difference of 32-bit numbers.
  for (const {
    volume: { geometry, data },
    digits,
  } of [
    { volume: bySform, digits: 6 },
    { volume: byQform, digits: 3 },
  ]) {
    expect(data).toEqual(volume.data);
    for (const [n, cosine] of geometry.direction.entries()) {
      expect(cosine).toBeCloseTo(direction[n], digits);
    }
  }
});

test('says what is wrong with a file it cannot read', () => {
  const whole = gunzipSync(Buffer.from(fixtures.int16, 'base64'));
  expect(() => readNifti(whole.subarray(0, 100))).toThrow('348 bytes, got 100');
  expect(() => readNifti(whole.subarray(0, 380))).toThrow('expected 48 bytes of voxels, got 28');
  const complex = Buffer.from(whole);
  complex.writeInt16LE(32, 70);
  expect(() => readNifti(complex)).toThrow('datatype 32');
  expect(() => readNifti(Buffer.alloc(400))).toThrow('not a NIfTI file');
});

/** A file of the grid with another header. */
function withHeader(write: (header: Buffer) => void): Buffer {
  const bytes = Buffer.from(
    gunzipSync(writeNifti({ geometry: grid, data: Uint8Array.from(voxels) })),
  );
  write(bytes);
  return bytes;
}

test('metres and micrometres become millimetres', () => {
  const metres = withHeader((header) => {
    for (let n = 0; n < 12; n += 1)
      header.writeFloatLE(header.readFloatLE(280 + 4 * n) / 1000, 280 + 4 * n);
    for (const at of [80, 84, 88]) header.writeFloatLE(header.readFloatLE(at) / 1000, at);
    header.writeUInt8(1, 123);
  });
  expectGrid(readNifti(metres).geometry);
});

test.each<readonly [reason: string, write: (header: Buffer) => void]>([
  [
    'two spacings, 0.5 × 0.75 × 2 (sform) and 0.6 × 0.75 × 2 (pixdim)',
    (h) => h.writeFloatLE(0.6, 80),
  ],
  ['claims a size of -4 × 3 × 2', (h) => h.writeInt16LE(-4, 42)],
  ['claims 9 dimensions', (h) => h.writeInt16LE(9, 40)],
  ['cannot begin at byte NaN', (h) => h.writeFloatLE(NaN, 108)],
  ['cannot begin at byte 352.5', (h) => h.writeFloatLE(352.5, 108)],
  [
    'expected 64420577340 bytes of voxels, got 24',
    (h) => (h.writeInt16LE(32767, 42), h.writeInt16LE(32767, 44), h.writeInt16LE(60, 46)),
  ],
  ['its origin is not a place', (h) => h.writeFloatLE(NaN, 292)],
  ['save it as one .nii file', (h) => h.write('ni1', 344)],
  ['it is a NIfTI-2 file', (h) => h.writeInt32LE(540, 0)],
])('a header that cannot be true is refused: %s', (reason, write) => {
  expect(() => readNifti(withHeader(write))).toThrow(reason);
});

test('oblique axes have the length that the header names by itself, as in SimpleITK 2.5.7', () => {
  const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
  const oblique: Geometry = {
    ...{ dimensions: [4, 3, 2], spacingMm: [0.63, 0.81, 2.45], originMm: [-123.4, 55.5, -310.2] },
    direction: [c, s, 0, -s * c, c * c, s, s * s, -s * c, c],
  };
  const { geometry } = readNifti(writeNifti({ geometry: oblique, data: new Uint8Array(voxels) }));
  for (const [n, mm] of geometry.spacingMm.entries()) {
    expect(mm).toBeCloseTo(Math.fround(oblique.spacingMm[n]), 14);
  }
});
