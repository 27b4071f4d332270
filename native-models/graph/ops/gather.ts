import type { GraphBuilder } from '../graph.ts';
import type { Op, Value } from '../op.ts';
import { padOrCut } from './pad.ts';
import { reduceSum } from './reduce.ts';
import { reshape } from './reshape.ts';

interface Attrs {
  /** Rows of x in the order wanted; a row may come often. */
  readonly rows: readonly number[];
}

/** Rows of x along its first axis: [n, …] to [number of rows, …]. */
export const gather: Op<readonly [x: Value], Attrs> = {
  onnx: 'Gather',
  outputShape: ([{ shape }], { rows }) => {
    if (rows.some((row) => !(row >= 0 && row < shape[0])))
      throw new RangeError(`rows of ${shape[0]}`);
    return [rows.length, ...shape.slice(1)];
  },
  attributes: () => ({ axis: 0 }),
  integers: (_, { rows }) => [rows],
  vjp: (graph, { inputs: [x], attrs: { rows } }, dy) => [
    () => sumsByRow(graph, dy, { rows, of: x.shape[0] }),
  ],
};

interface Taken {
  /** Row that each part of the gradient belongs to. */
  readonly rows: readonly number[];
  /** Number of rows in all. */
  readonly of: number;
}

/**
 * Adds up what belongs to one row. It is gathered, as every row knows beforehand where it went: the
 * order of the sums is then fixed, whatever the number of threads and on every provider.
 */
function sumsByRow(graph: GraphBuilder, dy: Value, { rows, of }: Taken): Value {
  const places = Array.from({ length: of }, (): number[] => []);
  for (const [place, row] of rows.entries()) places[row].push(place);
  const most = places.reduce((width, list) => Math.max(width, list.length), 1);
  // A row of zeros behind the gradient fills up the rows that went to fewer places.
  const zeros = rows.length;
  const from = places.flatMap((list) => [
    ...list,
    ...Array<number>(most - list.length).fill(zeros),
  ]);

  const none = dy.shape.map(() => 0);
  const padded = padOrCut(graph, dy, { before: none, after: none.with(0, 1) });
  const parts = graph.apply(gather, [padded], { rows: from });
  const table = graph.apply(reshape, [parts], { shape: [of, most, ...dy.shape.slice(1)] });
  return graph.apply(reduceSum, [table], { axes: [1], keep: false });
}
