import type { Shape, Tensor } from '../../graph/tensor-type.ts';

/** A parameter that a network needs. */
export interface NeededParameter {
  readonly name: string;
  readonly shape: Shape;
}

/** How a file of weights fits a network, name by name. */
export interface WeightReport {
  /** What names in the file have before the network's: `module.`, `state_dict.module.` or nothing. */
  readonly prefix: string;
  /** Parameters of the network that the file gives. */
  readonly matched: readonly string[];
  /** Parameters of the network that the file lacks. */
  readonly missing: readonly string[];
  /** Tensors of the file, by their whole name there, that the network has no use for. */
  readonly unexpected: readonly string[];
  readonly shapeDiffers: readonly {
    readonly name: string;
    readonly file: Shape;
    readonly network: Shape;
  }[];
  /** Tensors of the file that count or are computed, and are no weights. */
  readonly ignored: readonly string[];
}

export interface MatchedWeights {
  /** By the network's names; those of the report's `matched`. */
  readonly weights: ReadonlyMap<string, Tensor>;
  readonly report: WeightReport;
}

/** Counters of batches, and positions that follow from the window's size. */
const computed = /(^|\.)(num_batches_tracked|relative_position_index)$/;

/**
 * Other names of the same parameter. The self-supervised Swin weights are older than MONAI's names of
 * a block's two linear layers.
 *
 * Source: `SwinTransformerBlock.load_from` in MONAI 1.6.1.
 */
const renamings: readonly (readonly [RegExp, string])[] = [[/\.mlp\.fc([12])\./, '.mlp.linear$1.']];

/**
 * Weights of a file that fit a network, by exact name and shape.
 *
 * Checkpoints wrap a state dict in others, and training wraps the network in modules, under names of
 * anybody's choice. So the prefix is found by content: of all beginnings that leave a parameter's name,
 * the one that leaves most parameters of the right shape; of several, the one that leaves most at all,
 * then the first in the file. An averaged copy that stands behind the weights is therefore listed as
 * unexpected, and a network of another width as one whose shapes differ.
 */
export function matchWeights(
  tensors: ReadonlyMap<string, Tensor>,
  parameters: readonly NeededParameter[],
): MatchedWeights {
  const needed = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const prefix = commonPrefix(tensors, needed);
  const weights = new Map<string, Tensor>();
  const differing = new Map<string, WeightReport['shapeDiffers'][number]>();
  const unexpected: string[] = [];
  const ignored: string[] = [];

  for (const [path, tensor] of tensors) {
    const parameter =
      path.startsWith(prefix) && needed.get(known(path.slice(prefix.length), needed));
    if (computed.test(path)) ignored.push(path);
    else if (!parameter || weights.has(parameter.name)) unexpected.push(path);
    else if (sameShape(tensor, parameter)) weights.set(parameter.name, tensor);
    else {
      const { name, shape } = parameter;
      differing.set(name, { name, file: tensor.shape, network: shape });
    }
  }
  const names = [...needed.keys()];
  return {
    weights,
    report: {
      prefix,
      matched: names.filter((name) => weights.has(name)),
      missing: names.filter((name) => !weights.has(name) && !differing.has(name)),
      unexpected,
      shapeDiffers: names.flatMap((name) => (weights.has(name) ? [] : (differing.get(name) ?? []))),
      ignored,
    },
  };
}

function commonPrefix(
  tensors: ReadonlyMap<string, Tensor>,
  needed: ReadonlyMap<string, NeededParameter>,
): string {
  const counts = new Map<string, Fit>();
  for (const [path, tensor] of tensors) {
    for (const start of starts(path)) {
      const parameter = needed.get(known(path.slice(start), needed));
      if (!parameter) continue;
      const prefix = path.slice(0, start);
      const { shapes, names } = counts.get(prefix) ?? none;
      const isFitting = sameShape(tensor, parameter);
      counts.set(prefix, { shapes: shapes + Number(isFitting), names: names + 1 });
    }
  }
  let best: readonly [prefix: string, fit: Fit] = ['', none];
  for (const entry of counts) if (isBetter(entry[1], best[1])) best = entry;
  return best[0];
}

/** Parameters that a prefix leaves: of the right shape, and by name at all. */
interface Fit {
  readonly shapes: number;
  readonly names: number;
}

const none: Fit = { shapes: 0, names: 0 };

function isBetter(a: Fit, b: Fit): boolean {
  return a.shapes === b.shapes ? a.names > b.names : a.shapes > b.shapes;
}

/** Where a name may begin within a path: at its start and behind each dot. */
function starts(path: string): number[] {
  return [0, ...Array.from(path.matchAll(/\./g), ({ index }) => index + 1)];
}

/** The network's own name of a parameter, where it is known by another. */
function known(name: string, needed: ReadonlyMap<string, NeededParameter>): string {
  if (needed.has(name)) return name;
  return renamings.reduce((old, [from, to]) => old.replace(from, to), name);
}

function sameShape(a: { readonly shape: Shape }, b: { readonly shape: Shape }): boolean {
  return a.shape.length === b.shape.length && a.shape.every((n, axis) => n === b.shape[axis]);
}
