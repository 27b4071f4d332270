import type { FilterFacts } from './filter-sentences.ts';
import type { Geometry } from './geometry.ts';
import type { MaskRuns } from './mask-runs.ts';

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

/**
 * One body: Uint32 count of the head's characters, the head as JSON in UTF-16 (filled up to whole
 * words), CT and response as Float32, the mask's runs as Uint32. All little-endian, as every machine
 * is that this runs on.
 */
export function packResponse(image: ResponseImage): Uint8Array<ArrayBuffer> {
  const { ct, response, runs, ...head } = image;
  const text = utf16(JSON.stringify(head satisfies ResponseHead));
  const parts = [Uint32Array.of(text.length), text, ct, response, runs];
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** @param buffer A whole body as `packResponse` makes it. */
export function unpackResponse(buffer: ArrayBuffer): ResponseImage {
  const [characters] = new Uint32Array(buffer, 0, 1);
  const text = String.fromCharCode(...new Uint16Array(buffer, 4, characters));
  const head = JSON.parse(text) as ResponseHead;
  const [nx, ny, nz] = head.geometry.dimensions;
  const voxels = nx * ny * nz;
  const ctAt = 4 + 2 * characters;
  return {
    ...head,
    ct: new Float32Array(buffer, ctAt, voxels),
    response: new Float32Array(buffer, ctAt + 4 * voxels, voxels),
    runs: new Uint32Array(buffer, ctAt + 8 * voxels),
  };
}

/** The characters of a JSON text, an even number of them: JSON may end in a space. */
function utf16(json: string): Uint16Array {
  const text = json.padEnd(2 * Math.ceil(json.length / 2));
  return Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
