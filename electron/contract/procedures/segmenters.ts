import { z } from 'zod';
import { vec3 } from '../geometry.ts';
import { keepers } from '../people.ts';
import { procedure } from '../procedure.ts';
import { importSource } from './imports.ts';

/** What of a model's output is inside: the channel that is highest, or one above a threshold. */
export const segmentationRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('argmax'), label: z.number() }),
  z.object({
    kind: z.literal('threshold'),
    channel: z.number(),
    threshold: z.number(),
    of: z.enum(['probabilities', 'logits']),
  }),
]);

/** What a model's card declares; lengths along the axes of the tensor, slowest first. */
export const segmentationDeclaration = z.object({
  /** Towards which side of the patient the tensor's indices grow, e.g. `RAS`. */
  axes: z.string(),
  spacingMm: vec3,
  /** HU that are clipped and scaled to `to`. */
  hu: z.tuple([z.number(), z.number()]),
  to: z.tuple([z.number(), z.number()]),
  /** Voxels of a window. */
  patch: vec3,
  /** Share of a window that the next one shares with it. */
  overlap: z.number(),
  rule: segmentationRule,
  largestOnly: z.boolean(),
});
export type SegmentationDeclaration = z.infer<typeof segmentationDeclaration>;

/** A segmentation model that somebody brought: an ONNX file and its card. */
export const segmenter = z.object({
  id: z.string(),
  name: z.string(),
  modelSha256: z.string(),
  cardSha256: z.string(),
  /** Of the ONNX file. */
  bytes: z.number(),
  /** Channels that it gave for an empty window when it was tried. */
  channels: z.number(),
  declares: segmentationDeclaration,
  importedAt: z.string(),
});
export type Segmenter = z.infer<typeof segmenter>;

/** The models of the library, by name, and the one that outlines new cases. */
export const segmenterList = z.object({
  /** Null for the program's own method. */
  chosenId: z.string().nullable(),
  segmenters: z.array(segmenter),
});
export type SegmenterList = z.infer<typeof segmenterList>;

const segmenterId = z.object({ segmenterId: z.string() });

/** Who makes the initial mask: the program's own method, or a model that somebody brought. */
export const segmenters = {
  'segmenters.list': procedure('signed-in', z.object({}), segmenterList),
  /** Reads one `.onnx` and one `.json` file, and tries the model on an empty window. */
  'segmenters.import': procedure(keepers, importSource, segmenter),
  'segmenters.choose': procedure(
    keepers,
    z.object({ segmenterId: z.string().nullable() }),
    segmenterList,
  ),
  /** Takes it off the list; a chosen one gives way to the program's own method. */
  'segmenters.remove': procedure(keepers, segmenterId, segmenterList),
  'segmenters.restore': procedure(keepers, segmenterId, segmenterList),
};
