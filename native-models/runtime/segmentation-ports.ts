import { tensor, type Tensor } from '../graph/tensor-type.ts';
import type { SegmentationCard } from './segmentation-card.ts';
import type { LoadedSession, Port } from './session.ts';

/** Names of the input that takes a window and of the output that answers. */
export interface SegmentationPorts {
  readonly input: string;
  readonly output: string;
}

/**
 * Which input and output are meant, and that they take a window of the card's size.
 *
 * @throws RangeError when card and model do not fit together.
 */
export function segmentationPorts(
  card: SegmentationCard,
  { inputs, outputs }: LoadedSession,
): SegmentationPorts {
  const input = portOf(inputs, card.input, 'input');
  const output = portOf(outputs, card.output, 'output');
  expectShape(input, [1, 1, ...card.patch]);
  const channel = channelOf(card);
  const channels = output.shape[1] ?? channel + 1;
  if (channel >= channels) throw new RangeError(`the model has no channel ${channel}`);
  expectShape(output, [1, channels, ...card.patch]);
  return { input: input.name, output: output.name };
}

/** Runs the model on one window: [1, 1, patch] gives [1, C, patch]. */
export function windowRunner(
  session: LoadedSession,
  { input, output }: SegmentationPorts,
): (window: Tensor) => Promise<Tensor> {
  return async (window) => {
    const found = (await session.run({ [input]: window })).get(output);
    if (!found) throw new RangeError(`the model has no output ${output}`);
    return found;
  };
}

/**
 * Runs one window of zeros: what a file declares may leave sizes open, and only a run tells them.
 *
 * @returns Channels of the output.
 * @throws RangeError when card and model do not fit together; whatever the model fails with.
 */
export async function tryWindow(card: SegmentationCard, session: LoadedSession): Promise<number> {
  const run = windowRunner(session, segmentationPorts(card, session));
  const [planes, rows, columns] = card.patch;
  const window = tensor([1, 1, ...card.patch], new Float32Array(planes * rows * columns));
  const { shape, data } = await run(window);
  const [images, channels, ...extent] = shape;
  const fits = images === 1 && extent.join() === card.patch.join();
  if (!fits || channels <= channelOf(card)) {
    throw new RangeError(
      `the model gives [${shape.join()}] for a window of [${window.shape.join()}]`,
    );
  }
  if (!data.every(Number.isFinite)) {
    throw new RangeError('the model gives values that are no numbers for an empty window');
  }
  return channels;
}

function channelOf({ rule }: SegmentationCard): number {
  return rule.kind === 'argmax' ? rule.label : rule.channel;
}

function portOf(ports: readonly Port[], name: string | null, what: string): Port {
  const found = name === null ? ports[0] : ports.find((port) => port.name === name);
  if (!found) throw new RangeError(`the model has no ${what} ${name ?? ''}`.trim());
  if (name === null && ports.length > 1) {
    const names = ports.map((port) => port.name).join(', ');
    throw new RangeError(`the model has several: the card must name its ${what}, of ${names}`);
  }
  return found;
}

function expectShape({ name, type, shape }: Port, wanted: readonly number[]): void {
  const fits =
    shape.length === wanted.length && shape.every((n, a) => (n ?? wanted[a]) === wanted[a]);
  if (fits && type === 'float32') return;
  const known = shape.map((n) => n ?? '?').join();
  throw new RangeError(`${name} is ${type} [${known}], needed is float32 [${wanted.join()}]`);
}
