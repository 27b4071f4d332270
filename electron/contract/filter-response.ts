import type { FilterFacts } from './filter-sentences.ts';
import type { Geometry } from './geometry.ts';
import type { MaskRuns } from './mask-runs.ts';
import { packBody, unpackBody } from './packed-body.ts';

/** What is told of a filter's response besides its voxels. */
export interface ResponseHead {
  readonly maskId: string;
  readonly settingsHash: string;
  /** Name of the image in the preset, the first part of its columns. */
  readonly image: string;
  readonly filter: FilterFacts;
  /** Unit of the response; `1` marks a pure number. */
  readonly unit: string;
  /** Whether 0 is where the filter finds nothing and the sign tells two findings apart. */
  readonly signed: boolean;
  /** Grid of image, response and mask: the tumour's box on the features' grid, and some around. */
  readonly geometry: Geometry;
  /** 1st and 99th percentile of the response inside the tumour. */
  readonly range: readonly [low: number, high: number];
}

/** One image of the preset around a tumour, as its features see it. */
export interface ResponseImage extends ResponseHead {
  /** CT in HU on the features' grid; i fastest. */
  readonly ct: Float32Array<ArrayBuffer>;
  /** What the filter makes of it. */
  readonly response: Float32Array<ArrayBuffer>;
  /** The tumour on that grid. */
  readonly runs: MaskRuns;
}

export function packResponse(image: ResponseImage): Uint8Array<ArrayBuffer> {
  const { ct, response, runs, ...head } = image;
  return packBody(head satisfies ResponseHead, [ct, response, runs]);
}

/** @param buffer A whole body as `packResponse` makes it. */
export function unpackResponse(buffer: ArrayBuffer): ResponseImage {
  const body = unpackBody(buffer);
  const head = body.head as ResponseHead;
  const [nx, ny, nz] = head.geometry.dimensions;
  const voxels = nx * ny * nz;
  return {
    ...head,
    ct: new Float32Array(buffer, body.partsAt, voxels),
    response: new Float32Array(buffer, body.partsAt + 4 * voxels, voxels),
    runs: new Uint32Array(buffer, body.partsAt + 8 * voxels),
  };
}
