import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { NrrdLabels } from '#engine/dicom/read-nrrd-labels.ts';
import type { Geometry, Mask, Volume } from '#native/image/volume.ts';
import { chooseRegion, regionName, type NamedRegion, type RegionChoice } from './choose-region.ts';
import { requireFinite } from './finite-voxels.ts';
import { requireSameGeometry } from './same-geometry.ts';

/** A region with the label image that holds it. */
interface LabelRegion extends NamedRegion {
  readonly layer: number;
}

/**
 * One region of a label file, on the grid of its image. Labels are whole numbers but 0.
 *
 * @throws AppError for a region that is missing, empty or ambiguous, for another grid than the
 *   image's and for a file that holds no labels.
 */
export function labelMask(
  path: string,
  { layers, segments }: NrrdLabels,
  geometry: Geometry,
  choice: RegionChoice,
): Mask {
  for (const layer of layers) requireLabels(path, layer);
  requireSameGeometry(geometry, layers[0].geometry);
  const regions: readonly LabelRegion[] =
    segments.length > 0
      ? segments.map(({ label, name, layer }) => ({ number: label, name, layer }))
      : layers.flatMap(({ data }, layer) => presentLabels(data, layer));
  if (regions.length === 0) throw new AppError('region-empty', { region: 'any label' });
  const region = chooseRegion(regions, choice);
  const labels = layers[region.layer]?.data ?? [];
  // The image's own geometry: rounding in the mask's header must not become a second grid.
  const data = Uint8Array.from(labels, (value) => (value === region.number ? 1 : 0));
  if (!data.includes(1)) throw new AppError('region-empty', { region: regionName(region) });
  return { geometry, data };
}

function presentLabels(data: Volume['data'], layer: number): readonly LabelRegion[] {
  const present = [...new Set<number>(data)].filter((value) => value !== 0);
  return present.sort((a, b) => a - b).map((number) => ({ number, name: '', layer }));
}

/** A probability map or an image in the place of a mask would give thousands of "labels". */
function requireLabels(path: string, layer: Volume): void {
  requireFinite(layer, 'mask');
  const value = layer.data.find((label) => !Number.isInteger(label));
  if (value !== undefined) throw new AppError('mask-not-labels', { file: basename(path), value });
}
