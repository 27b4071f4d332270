import type { Volume } from '#native/image/volume.ts';
import { voxelCount } from '#native/image/volume.ts';
import { nrrdGeometry, readNrrdHeader, type NrrdHeader } from './nrrd-header.ts';
import { nrrdVoxels, type ReadBeside } from './read-nrrd.ts';

/** One segment of a segmentation of 3D Slicer. */
export interface NrrdSegment {
  readonly name: string;
  /** Its voxels have this value in its layer. */
  readonly label: number;
  readonly layer: number;
}

/** Label images on one grid. Segments that overlap lie in different layers. */
export interface NrrdLabels {
  readonly layers: readonly Volume[];
  /** Empty for a plain label image, whose values have no names. */
  readonly segments: readonly NrrdSegment[];
}

/**
 * Reads a NRRD label image or a segmentation of 3D Slicer (.seg.nrrd): layers along a first axis of
 * kind `list` where segments overlap, names and label values in the header's notes.
 *
 * Format: slicer.readthedocs.io, "Segmentations", file format `.seg.nrrd`.
 *
 * @throws AppError and RangeError as `readNrrd`.
 */
export function readNrrdLabels(file: Uint8Array, readBeside?: ReadBeside): NrrdLabels {
  const header = readNrrdHeader(file);
  const segments = segmentsOf(header.notes);
  const { count, fields } = withoutLayers(header.fields);
  const geometry = nrrdGeometry(fields);
  const size = voxelCount(geometry);
  const stored = nrrdVoxels(file, header, size * count, readBeside);
  if (count === 1) return { layers: [{ geometry, data: stored }], segments };
  const layers = Array.from({ length: count }, (_, layer) => ({
    geometry,
    // The list is the fastest axis: the layers of one voxel lie side by side.
    data: Float64Array.from({ length: size }, (_, n) => stored[n * count + layer]),
  }));
  return { layers, segments };
}

/** The header of one layer, and how many there are. */
function withoutLayers(fields: NrrdHeader['fields']) {
  const kinds = (fields.get('kinds') ?? '').split(/\s+/);
  const sizes = (fields.get('sizes') ?? '').split(/\s+/);
  if (kinds[0] !== 'list' || sizes.length !== 4) return { count: 1, fields };
  const one = new Map(fields);
  one.set('sizes', sizes.slice(1).join(' '));
  one.set('space directions', (fields.get('space directions') ?? '').replace(/^\s*none\s*/, ''));
  return { count: Number(sizes[0]), fields: one };
}

function segmentsOf(notes: NrrdHeader['notes']): readonly NrrdSegment[] {
  const segments: NrrdSegment[] = [];
  for (let n = 0; notes.has(`Segment${n}_ID`); n += 1) {
    const note = (name: string, otherwise: number): number =>
      Number(notes.get(`Segment${n}_${name}`) ?? otherwise);
    // Files from before layers were known have a segment per layer, with the value 1.
    segments.push({
      name: notes.get(`Segment${n}_Name`) ?? '',
      label: note('LabelValue', 1),
      layer: note('Layer', n),
    });
  }
  return segments;
}
