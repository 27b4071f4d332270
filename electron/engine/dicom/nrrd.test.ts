import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Geometry } from '#native/image/volume.ts';
import { readNrrd } from './read-nrrd.ts';
import { readNrrdLabels } from './read-nrrd-labels.ts';

interface Fixture {
  /** Row by row, as SimpleITK tells it. */
  readonly direction: readonly number[];
  /** Base64 of the file by voxel type. */
  readonly files: Readonly<Record<string, string>>;
}

const fixture = JSON.parse(
  readFileSync(new URL('fixtures/simpleitk-nrrd.json', import.meta.url), 'utf8'),
) as Fixture;
const voxels = Array.from({ length: 24 }, (_, n) => n);

test.each(Object.keys(fixture.files))('reads %s as SimpleITK wrote it', (type) => {
  const { geometry, data } = readNrrd(Buffer.from(fixture.files[type], 'base64'));
  const d = fixture.direction;
  expect([...data]).toEqual(voxels);
  expectGrid(geometry, {
    dimensions: [4, 3, 2],
    spacingMm: [0.5, 0.75, 2],
    originMm: [-10, 20, 30],
    direction: [d[0], d[3], d[6], d[1], d[4], d[7], d[2], d[5], d[8]],
  });
});

test('types of our own are kept', () => {
  const kind = (type: string) =>
    readNrrd(Buffer.from(fixture.files[type], 'base64')).data.constructor;
  expect(['uint8', 'int16', 'float', 'double'].map(kind)).toEqual([
    Uint8Array,
    Int16Array,
    Float32Array,
    Float64Array,
  ]);
  const header = ['dimension: 3', 'sizes: 2 1 1', 'endian: little', 'encoding: raw'];
  const bytes = Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0);
  const read = (type: string) => readNrrd(nrrd([`type: ${type}`, ...header], bytes)).data;
  expect(read('int')).toEqual(Int32Array.of(1, 2));
  expect(read('uint')).toEqual(Uint32Array.of(1, 2));
  expect(read('ushort')).toEqual(Uint16Array.of(1, 0));
});

const bigEndian = Buffer.alloc(48);
for (const n of voxels) bigEndian.writeInt16BE(n, 2 * n);

function nrrd(lines: readonly string[], voxelBytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`NRRD0005\n${lines.join('\n')}\n\n`), voxelBytes]);
}

const short = ['type: short', 'dimension: 3', 'sizes: 4 3 2', 'endian: big', 'encoding: raw'];
const ras = [
  ...short,
  'space: RAS',
  'space directions: (-0.5,0,0) (0,0.75,0) (0,0,2)',
  'space origin: (10,-20,30)',
];

// SimpleITK 2.5.7 reads the same bytes to the same grid: spacing (0.5, 0.75, 2), origin
// (-10, 20, 30), direction (1, 0, 0, 0, -1, 0, 0, 0, 1) row by row.
test('axes of RAS are turned to LPS; bytes of the other order are swapped', () => {
  const { geometry, data } = readNrrd(nrrd(ras, bigEndian));
  expect([...data]).toEqual(voxels);
  expectGrid(geometry, {
    dimensions: [4, 3, 2],
    spacingMm: [0.5, 0.75, 2],
    originMm: [-10, 20, 30],
    direction: [1, 0, 0, 0, -1, 0, 0, 0, 1],
  });
});

// SimpleITK 2.5.7 on the same two files: origin (10, 20, 30), direction (0, 1, 0, -1, 0, 0, 0, 0, 1).
test('a detached header of LAS axes finds its voxels at the end of the named file', () => {
  const header = [
    ...short,
    'space: left-anterior-superior',
    'space directions: (0,0.5,0) (0.75,0,0) (0,0,2)',
    'space origin: (10,-20,30)',
    'byte skip: -1',
    'data file: voxels.raw',
  ];
  const { geometry, data } = readNrrd(nrrd(header, Buffer.alloc(0)), (name) => {
    expect(name).toBe('voxels.raw');
    return Buffer.concat([Buffer.from('junk'), bigEndian]);
  });
  expect([...data]).toEqual(voxels);
  expectGrid(geometry, {
    dimensions: [4, 3, 2],
    spacingMm: [0.5, 0.75, 2],
    originMm: [10, 20, 30],
    direction: [0, -1, 0, 1, 0, 0, 0, 0, 1],
  });
});

test('a header without a space places voxels by their spacings alone', () => {
  const header = ['type: short', 'dimension: 3', 'sizes: 4 3 2', 'spacings: 0.5 0.75 2'];
  const text = Buffer.from(voxels.join(' '));
  const { geometry, data } = readNrrd(nrrd([...header, 'encoding: ascii'], text));
  expect([...data]).toEqual(voxels);
  expectGrid(geometry, {
    dimensions: [4, 3, 2],
    spacingMm: [0.5, 0.75, 2],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  });
});

test('a fourth axis is refused, unless it holds one sample', () => {
  const four = (list: number) =>
    nrrd(
      [
        'type: uchar',
        'dimension: 4',
        `sizes: ${list} 4 3 2`,
        'space: LPS',
        'space directions: none (0.5,0,0) (0,0.75,0) (0,0,2)',
        'encoding: raw',
      ],
      Buffer.alloc(24 * list),
    );
  expect(readNrrd(four(1)).geometry.dimensions).toEqual([4, 3, 2]);
  expect(() => readNrrd(four(2))).toThrow(
    expect.objectContaining({ code: 'image-not-3d', details: { sizes: [2, 4, 3, 2] } }),
  );
});

test('a spacing of zero is refused with its axis', () => {
  const header = [...short, 'spacings: 0.5 0 2'];
  expect(() => readNrrd(nrrd(header, bigEndian))).toThrow(
    expect.objectContaining({ code: 'image-spacing', details: { axis: 'j', spacingMm: 0 } }),
  );
});

test.each([
  ['not a NRRD file', Buffer.from('NRRX0004\n\n')],
  ['expected 48 bytes of voxels, got 40', nrrd(ras, bigEndian.subarray(0, 40))],
  ['the encoding "bzip2"', nrrd([...ras.slice(0, 4), 'encoding: bzip2'], bigEndian)],
  ['the voxel type "block"', nrrd([...ras.slice(1), 'type: block'], bigEndian)],
  ['the byte order', nrrd([...ras.slice(0, 3), 'encoding: raw'], bigEndian)],
  ['the space "scanner-xyz"', nrrd([...short, 'space: scanner-xyz'], bigEndian)],
  ['in another file, "v.raw"', nrrd([...ras, 'data file: v.raw'], Buffer.alloc(0))],
  ['over several files', nrrd([...ras, 'data file: LIST'], Buffer.alloc(0))],
])('says %s', (sentence, file) => {
  expect(() => readNrrd(file)).toThrow(sentence);
});

function expectGrid(geometry: Geometry, expected: Geometry): void {
  expect(geometry.dimensions).toEqual(expected.dimensions);
  for (const key of ['spacingMm', 'originMm', 'direction'] as const) {
    for (const [n, value] of geometry[key].entries()) {
      expect(value).toBeCloseTo(expected[key][n], 12);
    }
  }
}

test.each([
  ['claims the sizes "-3 4 4"', '-3 4 4', 'raw'],
  ['claims the sizes "a b c"', 'a b c', 'raw'],
  ['expected 64000000000 bytes of voxels, got 2', '4000 4000 4000', 'raw'],
  ['expected 64000000000 voxels, got 1', '4000 4000 4000', 'ascii'],
])('a header that cannot be true is refused: %s', (reason, sizes, encoding) => {
  const header = ['type: uchar', 'dimension: 3', `sizes: ${sizes}`, `encoding: ${encoding}`];
  expect(() => readNrrd(nrrd(header, Buffer.of(49, 49)))).toThrow(reason);
});

/** As 3D Slicer 5 writes overlapping segments: the layers of a voxel side by side. */
const layered = nrrd(
  [
    'type: unsigned char',
    'dimension: 4',
    'space: left-posterior-superior',
    'sizes: 2 3 1 1',
    'space directions: none (0.5,0,0) (0,0.75,0) (0,0,2)',
    'kinds: list domain domain domain',
    'encoding: raw',
    'space origin: (1,2,3)',
    'Segment0_ID:=Segment_1',
    'Segment0_LabelValue:=1',
    'Segment0_Layer:=0',
    'Segment0_Name:=Tumour: core',
    'Segment1_ID:=Segment_2',
    'Segment1_LabelValue:=4',
    'Segment1_Layer:=1',
    'Segment1_Name:=Lobe',
  ],
  Buffer.of(1, 4, 0, 4, 0, 0),
);

test('a segmentation of 3D Slicer gives its layers and the names of its segments', () => {
  const { layers, segments } = readNrrdLabels(layered);
  expect(layers.map(({ data }) => [...data])).toEqual([
    [1, 0, 0],
    [4, 4, 0],
  ]);
  expect(layers[1].geometry).toEqual({
    dimensions: [3, 1, 1],
    spacingMm: [0.5, 0.75, 2],
    originMm: [1, 2, 3],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  });
  expect(segments).toEqual([
    { name: 'Tumour: core', label: 1, layer: 0 },
    { name: 'Lobe', label: 4, layer: 1 },
  ]);
});

test('a list of volumes is layers of labels, but no image', () => {
  expect(() => readNrrd(layered)).toThrow('image-not-3d');
});
