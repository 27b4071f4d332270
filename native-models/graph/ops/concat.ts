import type { Op, Value } from '../op.ts';
import { slice } from './slice.ts';

interface Attrs {
  readonly axis: number;
}

/** Tensors one after another along an axis; their other axes must agree. */
export const concat: Op<readonly Value[], Attrs> = {
  onnx: 'Concat',
  outputShape: (inputs, { axis }) => {
    const rest = inputs.map(({ shape }) => shape.toSpliced(axis, 1).join());
    if (new Set(rest).size !== 1) throw new RangeError(`concat of [${rest.join('] and [')}]`);
    const total = inputs.reduce((sum, { shape }) => sum + shape[axis], 0);
    return inputs[0].shape.with(axis, total);
  },
  attributes: (attrs) => ({ axis: attrs.axis }),
  vjp: (graph, { inputs, attrs: { axis } }, dy) => {
    const ends = inputs.map((_, n) =>
      inputs.slice(0, n + 1).reduce((sum, { shape }) => sum + shape[axis], 0),
    );
    return inputs.map(({ shape }, n) => () => {
      const range = { axis, from: ends[n] - shape[axis], to: ends[n] };
      return graph.apply(slice, [dy], { ranges: [range] });
    });
  },
};
