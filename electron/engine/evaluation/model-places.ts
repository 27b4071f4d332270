import type { z } from 'zod';
import type { table2Place, table3Place } from '#contract/evaluation/study-places.ts';
import type { NetworkName, RunSettings } from '#contract/procedures/experiments.ts';

export type Table2Place = z.infer<typeof table2Place>;
export type Table3Place = z.infer<typeof table3Place>;

/** Where a model stands in the study's tables. */
export interface ModelPlaces {
  readonly table2: Table2Place | null;
  readonly table3: Table3Place | null;
}

const nowhere: ModelPlaces = { table2: null, table3: null };

/** Spellings of the networks, without case, spaces and signs. */
const networks: { readonly [K in NetworkName]: readonly string[] } = {
  resnet18: ['resnet18'],
  resnet34: ['resnet34'],
  resnet50: ['resnet50'],
  densenet121: ['densenet121', 'densenet'],
  swin: ['swintransformer', 'swin'],
};

/** Row of Table 2 from scratch, and pretrained where the study has one. */
const rows: { readonly [K in NetworkName]: readonly [Table2Place, Table2Place | null] } = {
  resnet18: ['ResNet-18', 'ResNet-18 pretrained'],
  resnet34: ['ResNet-34', 'ResNet-34 pretrained'],
  resnet50: ['ResNet-50', 'ResNet-50 pretrained'],
  densenet121: ['DenseNet-121', null],
  swin: ['Swin Transformer', 'Swin Transformer pretrained'],
};

/** Rows of Table 3 by the fusion of a ResNet-18. */
const fusions: { readonly [F in RunSettings['fusion']]: Table3Place } = {
  none: 'Deep Learning',
  'add*': 'Addition',
  'learnable-add*': 'Learnable Addition',
  'concat*': 'Concatenation transformed',
  concat: 'Concatenation',
};

/** Columns of Table 3's models, spelled as the networks are. The mark stands for "transformed". */
const table3Spellings: ReadonlyMap<string, Table3Place> = new Map([
  ['radiomics', 'Radiomics'],
  ['deeplearning', 'Deep Learning'],
  ['addition', 'Addition'],
  ['additiona', 'Addition'],
  ['learnableaddition', 'Learnable Addition'],
  ['learnableadditiona', 'Learnable Addition'],
  ['concatenationtransformed', 'Concatenation transformed'],
  ['transformedconcatenation', 'Concatenation transformed'],
  ['concatenationa', 'Concatenation transformed'],
  ['concatenation', 'Concatenation'],
]);

/**
 * Where a trained network stands. Table 2 holds every network with `concat`; Table 3 the fusions of
 * ResNet-18, in the study the pretrained one.
 */
export function placesOfRun({
  network,
  fusion,
  weightsId,
}: Pick<RunSettings, 'network' | 'fusion' | 'weightsId'>): ModelPlaces {
  const [scratch, pretrained] = rows[network];
  return {
    table2: fusion === 'concat' ? (weightsId === null ? scratch : pretrained) : null,
    table3: network === 'resnet18' ? fusions[fusion] : null,
  };
}

/** Where a column such as "ResNet-18 pretrained", "resnet18ᵃ" or "Radiomics" stands. */
export function placesOfColumn(column: string): ModelPlaces {
  const plain = column
    .toLowerCase()
    .replaceAll(/[ᵃ*]/g, 'a')
    .replaceAll(/[^a-z0-9]/g, '');
  const table3 = table3Spellings.get(plain);
  if (table3) return { table2: null, table3 };
  const bare = plain.replace(/^pretrained|(pretrained|a)$/, '');
  for (const [network, words] of Object.entries(networks)) {
    const [scratch, pretrained] = rows[network as NetworkName];
    if (words.includes(plain)) return { table2: scratch, table3: null };
    if (words.includes(bare)) return { table2: pretrained, table3: null };
  }
  return nowhere;
}

/**
 * Gives each place to one model, the first of the list that claims it. The study's Table 3 repeats the
 * pretrained ResNet-18 of Table 2, so it stands there where no other column claims "Concatenation".
 *
 * @returns The models with their places, and those that another one displaced.
 */
export function settlePlaces<M extends ModelPlaces>(
  models: readonly M[],
): { readonly models: readonly M[]; readonly displaced: readonly M[] } {
  const second = holders(models, ({ table2 }) => table2);
  const third = holders(models, ({ table3 }) => table3);
  const repeated = second.get('ResNet-18 pretrained');
  if (repeated?.table3 === null && !third.has('Concatenation')) {
    third.set('Concatenation', repeated);
  }
  return {
    models: models.map((model) => ({
      ...model,
      table2: placeOf(second, model),
      table3: placeOf(third, model),
    })),
    displaced: models.filter(
      (model) =>
        (model.table2 !== null && second.get(model.table2) !== model) ||
        (model.table3 !== null && third.get(model.table3) !== model),
    ),
  };
}

function holders<M, P>(models: readonly M[], place: (model: M) => P | null): Map<P, M> {
  const found = new Map<P, M>();
  for (const model of models) {
    const at = place(model);
    if (at !== null && !found.has(at)) found.set(at, model);
  }
  return found;
}

function placeOf<M, P>(held: ReadonlyMap<P, M>, model: M): P | null {
  for (const [place, holder] of held) if (holder === model) return place;
  return null;
}
