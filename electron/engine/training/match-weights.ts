import type { WeightReport } from '#contract/procedures/experiments.ts';
import type { Tensor } from '#native/graph/tensor-type.ts';
import type { Weights } from '#native/learning/training-state.ts';

/** A file's tensors beside a network's parameters: what fits by name and shape, and what does not. */
export function matchWeights(
  file: Weights,
  network: ReadonlyMap<string, { readonly shape: readonly number[] }>,
): { readonly weights: Map<string, Tensor>; readonly report: WeightReport } {
  const weights = new Map<string, Tensor>();
  const report: WeightReport = { matched: [], missing: [], unexpected: [], shapeDiffers: [] };
  for (const [written, value] of file) {
    // As PyTorch's data-parallel training writes it.
    const name = written.replace(/^module\./, '');
    const place = network.get(name);
    if (!place) report.unexpected.push(name);
    else if (place.shape.join() !== value.shape.join()) {
      report.shapeDiffers.push({ name, file: [...value.shape], network: [...place.shape] });
    } else weights.set(name, value);
  }
  report.matched.push(...weights.keys());
  const differing = new Set(report.shapeDiffers.map(({ name }) => name));
  for (const name of network.keys()) {
    if (!weights.has(name) && !differing.has(name)) report.missing.push(name);
  }
  return { weights, report };
}
