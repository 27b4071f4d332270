import type { NetworkSpec } from '../architectures/network.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { RunSession } from '../graph/run-session.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { cropGeometry } from '../image/crop.ts';
import type { Box } from '../image/grid.ts';
import { isotropicCase } from '../image/preprocess/isotropic-case.ts';
import { networkInput, networkWindow } from '../image/preprocess/network-input.ts';
import { windowGeometry } from '../image/preprocess/grid-window.ts';
import { resample } from '../image/resample.ts';
import {
  indexToPatient,
  patientToIndex,
  type Geometry,
  type Mask,
  type Vec3,
  type Volume,
} from '../image/volume.ts';
import { gradCam } from './grad-cam.ts';
import { saliencyGraph } from './saliency-graph.ts';

export interface SaliencyInput {
  /** CT in HU as it was scanned, any orientation and spacing. */
  readonly volume: Volume;
  /** Lesion on the same grid. */
  readonly mask: Mask;
  /** Edge of the network's cubic input in voxels of 1 mm. */
  readonly inputSize: number;
  readonly radiomicsCount: number;
  /** A session of `encodeSaliencyModel`. */
  readonly runSession: RunSession;
}

/** Where a network finds what speaks for pN+, as coarse as its last stage. */
export interface Saliency {
  /** Over the network's view, 0 to 1; 1 is the strongest position, 0 what speaks for nothing or against. */
  readonly map: Volume<Float32Array>;
  /** Grad-CAM at that position before it became 1; 0 where nothing in the image speaks for pN+. */
  readonly peak: number;
}

/** A saliency on the voxels of a CT. */
export interface SaliencyOnGrid {
  /** Voxels of the grid that the network's view touches. */
  readonly box: Box;
  /** On that box, 0 to 1. */
  readonly map: Volume<Float32Array>;
}

/** The ONNX model to give to `createSession`. */
export function encodeSaliencyModel(
  spec: NetworkSpec,
  weights: ReadonlyMap<string, Tensor>,
  inputSize: number,
): Uint8Array {
  return encodeModel(saliencyGraph(spec, [1, 1, inputSize, inputSize, inputSize]), weights);
}

/**
 * Grad-CAM of the last stage for the log-odds of pN+, divided by its largest value.
 *
 * The heads are linear, so that radiomics do not move the gradient; zeros stand in for them.
 *
 * @throws RangeError when the mask is empty or vanishes at 1 mm, or the grids differ.
 */
export async function saliency(input: SaliencyInput): Promise<Saliency> {
  const { volume, mask, inputSize: n, radiomicsCount } = input;
  const isotropic = isotropicCase(volume, mask);
  const outputs = await input.runSession({
    x: tensor([1, 1, n, n, n], networkInput(isotropic, n)),
    radiomics: tensor([1, radiomicsCount], new Float32Array(radiomicsCount)),
  });
  const cam = gradCam(required(outputs, 'activation'), required(outputs, 'gradient'));
  const peak = cam.data.reduce((highest, value) => Math.max(highest, value), 0);
  const view = windowGeometry(isotropic.geometry, networkWindow(isotropic, n));
  return { map: asVolume(cam, view, peak === 0 ? 0 : 1 / peak), peak };
}

/**
 * Interpolates linearly from the stage's coarse grid, 16 mm in a ResNet, to the voxels of the CT: it
 * shows a neighbourhood, no outline.
 */
export function saliencyOnGrid({ map }: Saliency, grid: Geometry): SaliencyOnGrid {
  const box = boxAround(map.geometry, grid);
  return { box, map: resample(map, cropGeometry(grid, box), { interpolation: 'linear' }) };
}

/** A tensor over the network's view as a volume of the same field of view; x changes slowest. */
function asVolume({ shape, data }: Tensor, view: Geometry, scale: number): Volume<Float32Array> {
  const [nx, ny, nz] = shape;
  const factor = shape.map((n, axis) => view.dimensions[axis] / n);
  const corner: Vec3 = [(factor[0] - 1) / 2, (factor[1] - 1) / 2, (factor[2] - 1) / 2];
  const voxels = new Float32Array(data.length);
  for (let z = 0, at = 0; z < nz; z += 1) {
    for (let y = 0; y < ny; y += 1) {
      for (let x = 0; x < nx; x += 1, at += 1) voxels[at] = scale * data[(x * ny + y) * nz + z];
    }
  }
  const [sx, sy, sz] = view.spacingMm;
  return {
    geometry: {
      ...view,
      dimensions: [nx, ny, nz],
      spacingMm: [sx * factor[0], sy * factor[1], sz * factor[2]],
      originMm: indexToPatient(view, corner),
    },
    data: voxels,
  };
}

/** The voxels of a grid that another grid's field of view touches. */
function boxAround(view: Geometry, grid: Geometry): Box {
  const ends = view.dimensions.map((n) => [-0.5, n - 0.5]);
  const corners = ends[0].flatMap((x) =>
    ends[1].flatMap((y) =>
      ends[2].map((z) => patientToIndex(grid, indexToPatient(view, [x, y, z]))),
    ),
  );
  const along = (axis: 0 | 1 | 2): readonly [first: number, count: number] => {
    const values = corners.map((corner) => corner[axis]);
    const first = Math.max(0, Math.floor(Math.min(...values)));
    const last = Math.min(grid.dimensions[axis] - 1, Math.ceil(Math.max(...values)));
    return [first, last - first + 1];
  };
  const [[i, width], [j, height], [k, depth]] = [along(0), along(1), along(2)];
  return { offset: [i, j, k], dimensions: [width, height, depth] };
}

function required(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new RangeError(`the model has no output ${name}`);
  return found;
}
