import type { AuxiliaryHead } from '../architectures/heads.ts';

/** Indices or counts along the three spatial axes of a tensor, outermost first. */
export type Three = readonly [number, number, number];

/** What training needs of one patient. */
export interface TrainingCase {
  readonly id: string;
  /** 0: pN-, 1: pN+. */
  readonly label: 0 | 1;
  /**
   * The surroundings of the tumour in HU at 1 mm, index = (x·ny + y)·nz + z with x to the right, y to
   * the front and z to the head: large enough for the crop around every tumour voxel, and no larger
   * where the patient's image ends, so that a crop clamped to it is one clamped to the image.
   */
  readonly image: { readonly shape: Three; readonly data: Int16Array | Float32Array };
  /** Indices of the tumour's voxels in `image`; at least one. */
  readonly tumour: Int32Array;
  /** The radiomics features that are fused, as the network reads them. */
  readonly radiomics: Float32Array;
  /** What the auxiliary heads learn, where it is known: class 0 or 1, or the diameter. */
  readonly auxiliary?: Readonly<Partial<Record<AuxiliaryHead, number>>>;
}

/** Reads a case; called for every use of it, so it may keep what it likes. */
export type LoadCase = (id: string) => Promise<TrainingCase>;
