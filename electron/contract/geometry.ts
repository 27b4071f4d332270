import { z } from 'zod';

export const vec3 = z.tuple([z.number(), z.number(), z.number()]);
export type Vec3 = z.infer<typeof vec3>;

/** A voxel grid in the patient, DICOM's LPS coordinates in mm; index = i + nx (j + ny k). */
export const geometry = z.object({
  dimensions: vec3,
  spacingMm: vec3,
  /** Centre of voxel (0, 0, 0). */
  originMm: vec3,
  /** Unit vectors of the i, j and k axes, one after another. */
  direction: z.array(z.number()).length(9),
});
export type Geometry = z.infer<typeof geometry>;
