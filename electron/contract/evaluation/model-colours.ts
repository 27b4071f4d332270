import type { z } from 'zod';
import type { NetworkName } from '../procedures/experiments.ts';
import type { table2Place, table3Place } from './study-places.ts';

/**
 * The colours that tell models apart, told apart also by colour-blind readers (after Okabe and
 * Ito), each in two tones: one for the dark screen, and one dark enough for thin lines on paper.
 */
export const modelTones = {
  slate: { screen: '#8493a3', paper: '#5d6b7a' },
  'blue-1': { screen: '#56b4e9', paper: '#3d9bd4' },
  'blue-2': { screen: '#a6dcff', paper: '#00568c' },
  'orange-1': { screen: '#e69f00', paper: '#c98a00' },
  'orange-2': { screen: '#ffcf70', paper: '#8a5a00' },
  'green-1': { screen: '#00b38a', paper: '#009e73' },
  'green-2': { screen: '#7fe3c6', paper: '#005c43' },
  pink: { screen: '#cc79a7', paper: '#aa3377' },
  'yellow-1': { screen: '#f0e442', paper: '#a39600' },
  'yellow-2': { screen: '#fff9b0', paper: '#665e00' },
  vermilion: { screen: '#d55e00', paper: '#d55e00' },
  'blue-3': { screen: '#6f8cff', paper: '#1f3fbf' },
  'violet-1': { screen: '#a08bf0', paper: '#6a51a3' },
  'violet-2': { screen: '#d2c7ff', paper: '#3d2477' },
  'brown-1': { screen: '#b08d57', paper: '#8c6d31' },
  'brown-2': { screen: '#dcc197', paper: '#523d12' },
} as const satisfies Readonly<Record<string, { readonly screen: string; readonly paper: string }>>;

export type ModelColour = keyof typeof modelTones;

/** A network by itself, however it was trained. */
export const networkColours: { readonly [N in NetworkName]: ModelColour } = {
  resnet18: 'blue-1',
  resnet34: 'orange-1',
  resnet50: 'green-1',
  densenet121: 'pink',
  swin: 'yellow-1',
};

type Table2Place = z.infer<typeof table2Place>;
type Table3Place = z.infer<typeof table3Place>;

/** A pre-trained network has the stronger tone of its colour. */
const table2Colours: { readonly [P in Table2Place]: ModelColour } = {
  'ResNet-18': networkColours.resnet18,
  'ResNet-18 pretrained': 'blue-2',
  'ResNet-34': networkColours.resnet34,
  'ResNet-34 pretrained': 'orange-2',
  'ResNet-50': networkColours.resnet50,
  'ResNet-50 pretrained': 'green-2',
  'DenseNet-121': networkColours.densenet121,
  'Swin Transformer': networkColours.swin,
  'Swin Transformer pretrained': 'yellow-2',
};

const table3Colours: { readonly [P in Table3Place]: ModelColour } = {
  Radiomics: 'vermilion',
  'Deep Learning': 'blue-3',
  Addition: 'violet-1',
  'Learnable Addition': 'violet-2',
  'Concatenation transformed': 'brown-1',
  Concatenation: 'brown-2',
};

interface Placed {
  readonly table2: Table2Place | null;
  readonly table3: Table3Place | null;
}

/**
 * The colour of each model of an evaluation: the one of its place in the study's tables. A model
 * without a place, or at one that is taken, has slate or the next colour that none of the others
 * has; once all are given, they begin again.
 */
export function modelColoursOf(models: readonly Placed[]): ModelColour[] {
  const own = models.map(ownColour);
  const first = own.map((colour, n) => (own.indexOf(colour) === n ? colour : null));
  const free = all.filter((colour) => !first.includes(colour));
  let given = 0;
  return first.map((colour) => colour ?? free[given++ % free.length]);
}

const all = Object.keys(modelTones) as ModelColour[];

function ownColour({ table2, table3 }: Placed): ModelColour | null {
  if (table2 !== null) return table2Colours[table2];
  return table3 === null ? null : table3Colours[table3];
}
