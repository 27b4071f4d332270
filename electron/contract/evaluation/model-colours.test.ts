import { expect, test } from 'vitest';
import { modelColoursOf, modelTones } from './model-colours.ts';
import { table2Place, table3Place } from './study-places.ts';

const none = { table2: null, table3: null };
const placed = [
  ...table2Place.options.map((table2) => ({ ...none, table2 })),
  ...table3Place.options.map((table3) => ({ ...none, table3 })),
];

test('every place of the study has a colour of its own, in both tones', () => {
  const colours = modelColoursOf(placed);
  for (const tone of ['screen', 'paper'] as const) {
    expect(new Set(colours.map((colour) => modelTones[colour][tone])).size).toBe(15);
  }
});

test('a place has its colour whoever stands beside it, and Table 2 decides where both tell', () => {
  const [all, backwards] = [modelColoursOf(placed), modelColoursOf(placed.toReversed())];
  expect(backwards.toReversed()).toEqual(all);
  expect(placed.map((model) => modelColoursOf([none, model])[1])).toEqual(all);
  const both = { table2: 'ResNet-34' as const, table3: 'Addition' as const };
  expect(modelColoursOf([both])).toEqual(modelColoursOf([{ ...both, table3: null }]));
});

test('who has no place, or one that is taken, is told apart as long as there are colours', () => {
  const many = [none, placed[0], none, placed[0], placed[1]];
  expect(modelColoursOf(many)).toEqual(['slate', 'blue-1', 'orange-1', 'orange-2', 'blue-2']);
  const colours = modelColoursOf(Array.from({ length: 20 }, () => none));
  expect(new Set(colours.slice(0, 16)).size).toBe(16);
  expect(colours[16]).toBe('slate');
  expect(modelColoursOf([...placed, none, none]).slice(15)).toEqual(['slate', 'slate']);
});
