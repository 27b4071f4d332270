import { fillHoles } from '../image/fill-holes.ts';
import type { Vec3 } from '../image/volume.ts';
import { candidateRegions } from './candidate-regions.ts';
import type { Hypothesis } from './hypothesis.ts';
import { clickParameters, type HypothesisSearch } from './parameters.ts';
import { predictedDice } from './predicted-dice.ts';
import type { Region } from './region.ts';
import type { Scene } from './scene.ts';
import { equivalentRadius, extentOf, traitsOf, type Extent } from './traits.ts';

/** All plausible outlines of a scene, each once, the most promising first. */
export function rankedHypotheses(scene: Scene, search: HypothesisSearch): Hypothesis[] {
  const result: Hypothesis[] = [];
  const isNewRaw = noveltyTest();
  const isNew = noveltyTest();
  for (const raw of candidateRegions(scene, search)) {
    // Cheap first: most leaked regions end here.
    if (!isPlausible(extentOf(raw, scene.grid.dimensions), scene.seed) || !isNewRaw(raw)) continue;
    const filled = fillHoles(raw.data, raw.box.dimensions);
    const candidate = { ...raw, data: filled };
    if (!isNew(candidate)) continue;
    const extent = extentOf(candidate, scene.grid.dimensions);
    const traits = traitsOf(candidate, extent, scene);
    const { box, data } = candidate;
    const { voxels, centroid } = extent;
    result.push({ box, data, traits, voxels, centroid, predictedDice: predictedDice(traits) });
  }
  return result.sort((a, b) => b.predictedDice - a.predictedDice);
}

function isPlausible({ voxels, centroid }: Extent, seed: Vec3): boolean {
  const { minimumVolume, maximumVolume, centroidRadii } = clickParameters.plausible;
  if (voxels < minimumVolume || voxels > maximumVolume) return false;
  const distance = Math.hypot(...seed.map((s, axis) => centroid[axis] - s));
  return distance <= centroidRadii * equivalentRadius(voxels);
}

/** Says of each region whether it is the first of its kind. */
function noveltyTest(): (region: Region) => boolean {
  const seen = new Set<string>();
  return (region) => seen.size < seen.add(fingerprint(region)).size;
}

/** Equal for equal regions; different regions share one with a chance of about 1 in 2^32. */
function fingerprint({ box, data }: Region): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < data.length; at++) hash = Math.imul(hash ^ data[at], 0x01000193);
  return `${box.offset.join()}|${box.dimensions.join()}|${hash >>> 0}`;
}
