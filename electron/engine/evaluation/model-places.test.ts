import { expect, test } from 'vitest';
import { placesOfColumn, placesOfRun, settlePlaces } from './model-places.ts';

test.each([
  ['ResNet-18', 'ResNet-18', null],
  ['resnet18', 'ResNet-18', null],
  ['ResNet-18ᵃ', 'ResNet-18 pretrained', null],
  ['ResNet-50 pretrained', 'ResNet-50 pretrained', null],
  ['Pretrained ResNet-34', 'ResNet-34 pretrained', null],
  ['DenseNet-121', 'DenseNet-121', null],
  ['Swin Transformer', 'Swin Transformer', null],
  ['Swin Transformer (pretrained)', 'Swin Transformer pretrained', null],
  ['Radiomics', null, 'Radiomics'],
  ['deep learning', null, 'Deep Learning'],
  ['Additionᵃ', null, 'Addition'],
  ['Learnable Addition', null, 'Learnable Addition'],
  ['Concatenation', null, 'Concatenation'],
  ['Concatenation*', null, 'Concatenation transformed'],
  ['our own', null, null],
  // The study has no pretrained one.
  ['DenseNet-121 pretrained', null, null],
])('the column %s', (column, table2, table3) => {
  expect(placesOfColumn(column)).toEqual({ table2, table3 });
});

test.each([
  ['resnet18', 'concat', null, 'ResNet-18', 'Concatenation'],
  ['resnet18', 'concat', 'w', 'ResNet-18 pretrained', 'Concatenation'],
  ['resnet18', 'none', 'w', null, 'Deep Learning'],
  ['resnet18', 'add*', 'w', null, 'Addition'],
  ['resnet50', 'add*', 'w', null, null],
  ['swin', 'concat', null, 'Swin Transformer', null],
] as const)('a run of %s with %s from %s', (...row) => {
  const [network, fusion, weightsId, table2, table3] = row;
  expect(placesOfRun({ network, fusion, weightsId })).toEqual({ table2, table3 });
});

test('the first claim of a place holds; Table 3 repeats the pretrained ResNet-18', () => {
  const a = { table2: 'ResNet-18 pretrained', table3: null } as const;
  const b = { table2: 'ResNet-18 pretrained', table3: null } as const;
  const alone = settlePlaces([a, b]);
  expect(alone.models).toEqual([
    { table2: 'ResNet-18 pretrained', table3: 'Concatenation' },
    { table2: null, table3: null },
  ]);
  expect(alone.displaced).toEqual([b]);
  const c = { table2: null, table3: 'Concatenation' } as const;
  expect(settlePlaces([a, c]).models).toEqual([a, c]);
});
