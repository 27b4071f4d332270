import { packBody, unpackBody } from './packed-body.ts';

/** What is told of a heat map besides its voxels. */
export interface SaliencyHead {
  readonly predictionId: string;
  /** Voxels of the CT's own grid that the network's view touches: first index and size along i, j, k. */
  readonly offset: readonly [number, number, number];
  readonly dimensions: readonly [number, number, number];
  /** Whether anything in the image raised the network's logit for pN+. */
  readonly found: boolean;
}

/** Where the network found what raised its logit for pN+. */
export interface SaliencyMap extends SaliencyHead {
  /** On that box, i fastest: 0 for nothing or against, 255 for the strongest place. */
  readonly levels: Uint8Array<ArrayBuffer>;
}

export function packSaliency({ levels, ...head }: SaliencyMap): Uint8Array<ArrayBuffer> {
  return packBody(head satisfies SaliencyHead, [levels]);
}

/** @param buffer A whole body as `packSaliency` makes it. */
export function unpackSaliency(buffer: ArrayBuffer): SaliencyMap {
  const { head, partsAt } = unpackBody(buffer);
  return { ...(head as SaliencyHead), levels: new Uint8Array(buffer, partsAt) };
}
