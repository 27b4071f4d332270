import type { AxisCode, AxisCodes } from '../image/reorient.ts';
import { field, numberField, numbers, object, textField } from '../graph/json-fields.ts';
import type { Three } from './window-plan.ts';

/** What must be known about a segmentation model besides its ONNX file: a JSON object. */
export interface SegmentationCard {
  /** Version of this form. */
  readonly format: 1;
  /** Up to 80 letters. */
  readonly name: string;
  /**
   * Towards which side of the patient the tensor's spatial indices grow, slowest axis first: `RAS`
   * for models of MONAI's usual transforms, `SPL` for those that read slices of DICOM in order.
   */
  readonly axes: AxisCodes;
  /** Voxels the model was trained on, in the order of `axes`. */
  readonly spacingMm: Three;
  /** HU of this range are clipped and become 0 to 1, or what `to` says. */
  readonly hu: readonly [number, number];
  readonly to: readonly [number, number];
  /** Voxels of a window, in the order of `axes`. */
  readonly patch: Three;
  /** Share of a window that the next one shares with it. */
  readonly overlap: number;
  /** Names in the file, where it has more than one input or output. */
  readonly input: string | null;
  readonly output: string | null;
  readonly rule: SegmentationRule;
  /** Only the largest connected piece is kept. */
  readonly largestOnly: boolean;
}

/** What of the output is inside. */
export type SegmentationRule =
  /** One channel a label: where the label's is the highest. */
  | { readonly kind: 'argmax'; readonly label: number }
  /** One channel by itself: where its probability is at least the threshold. */
  | {
      readonly kind: 'threshold';
      readonly channel: number;
      readonly threshold: number;
      /** What the model gives: a probability, or its log-odds, to which the sigmoid belongs. */
      readonly of: 'probabilities' | 'logits';
    };

/** @throws RangeError that names the field which is missing or makes no sense. */
export function parseSegmentationCard(text: string): SegmentationCard {
  const card = object(JSON.parse(text), 'card');
  if (card['format'] !== 1) throw new RangeError('the card is of an unknown format');
  const optional = <T>(key: string, read: () => T, absent: T): T =>
    card[key] === undefined ? absent : read();
  const range = (key: string): readonly [number, number] => {
    const [low, high, ...rest] = numbers(card, key);
    return valid(rest.length === 0 && low < high, [low, high], key);
  };
  const name = (key: string) => () => textField(card, key);
  const overlap = numberField(card, 'overlap');
  return {
    format: 1,
    name: valid(/^\S.{0,79}$/u.test(textField(card, 'name')), textField(card, 'name'), 'name'),
    axes: axesOf(textField(card, 'axes')),
    spacingMm: three(card, 'spacingMm', (value) => value > 0),
    hu: range('hu'),
    to: optional('to', () => range('to'), [0, 1]),
    patch: three(card, 'patch', (value) => Number.isInteger(value) && value > 0),
    overlap: valid(overlap >= 0 && overlap < 1, overlap, 'overlap'),
    input: optional('input', name('input'), null),
    output: optional('output', name('output'), null),
    rule: ruleOf(object(card['rule'], 'rule')),
    largestOnly: optional('largestOnly', () => field(card, 'largestOnly', isBoolean), true),
  };
}

type Fields = Parameters<typeof numbers>[0];

function ruleOf(rule: Fields): SegmentationRule {
  const index = (key: string): number => {
    const value = numberField(rule, key);
    return valid(Number.isInteger(value) && value >= 0, value, key);
  };
  if (rule['kind'] === 'argmax') return { kind: 'argmax', label: index('label') };
  const threshold = numberField(rule, 'threshold');
  return {
    kind: field(rule, 'kind', (kind) => kind === 'threshold'),
    channel: index('channel'),
    threshold: valid(threshold > 0 && threshold < 1, threshold, 'threshold'),
    of: field(rule, 'of', (of) => of === 'probabilities' || of === 'logits'),
  };
}

function three(from: Fields, key: string, isGood: (value: number) => boolean): Three {
  const [a, b, c, ...rest] = numbers(from, key);
  return valid(rest.length === 0 && [a, b, c].every(isGood), [a, b, c] as const, key);
}

const opposites: readonly (readonly [AxisCode, AxisCode])[] = [
  ['R', 'L'],
  ['A', 'P'],
  ['S', 'I'],
];

function axesOf(text: string): AxisCodes {
  const codes = [...text] as AxisCode[];
  const each = opposites.every((pair) => codes.filter((code) => pair.includes(code)).length === 1);
  return valid(each && codes.length === 3, [codes[0], codes[1], codes[2]], 'axes');
}

function valid<T>(holds: boolean, value: T, key: string): T {
  if (!holds) throw new RangeError(`the field ${key} makes no sense`);
  return value;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
