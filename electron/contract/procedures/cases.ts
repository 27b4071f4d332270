import { z } from 'zod';
import { flag } from '../flags.ts';
import { geometry, vec3 } from '../geometry.ts';
import { keepers, unblinded } from '../people.ts';
import { procedure } from '../procedure.ts';

export const caseStatus = z.enum([
  'new',
  'segmented',
  'in-correction',
  'done',
  'approved',
  'flagged',
]);
export type CaseStatus = z.infer<typeof caseStatus>;

export const caseSummary = z.object({
  id: z.string(),
  /** Pseudonym of the patient, e.g. "P-0007". */
  code: z.string(),
  /** Shifted acquisition date, ISO 8601; null where the source had none. */
  scannedOn: z.string().nullable(),
  /** Status as the signed-in person may see it: an annotator sees the own work only. */
  status: caseStatus,
  flags: z.array(flag),
  slices: z.number(),
  sliceThicknessMm: z.number().nullable(),
  spacingMm: vec3,
  hospital: z.string().nullable(),
  importedAt: z.string(),
  /** Confidence of the automatic draft. */
  draftVerdict: z.enum(['accept', 'check', 'not-sure']).nullable(),
  /** Volume of the newest mask this person may see, mm³. */
  maskVolumeMm3: z.number().nullable(),
});
export type CaseSummary = z.infer<typeof caseSummary>;

/** Clinical facts without pathology: what a blinded reader may know. */
export const clinicalRecord = z.object({
  hospital: z.string().nullable(),
  ageYears: z.number().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  diameterCm: z.number().nullable(),
  density: z.enum(['solid', 'part-solid']).nullable(),
  /** Consolidation-to-tumour ratio, 0 to 1. */
  ctr: z.number().nullable(),
  location: z.enum(['inner', 'middle', 'outer']).nullable(),
  cT: z.string().nullable(),
  cN: z.string().nullable(),
  cM: z.string().nullable(),
  contrast: z.boolean().nullable(),
  intervalDays: z.number().nullable(),
  /** Whether lymph nodes were taken at surgery; what was found in them is pathology. */
  lymphNodeAssessment: z.boolean().nullable(),
  /** Of this tumour, before the CT or the operation. */
  previousTherapy: z.boolean().nullable(),
});
export type ClinicalRecord = z.infer<typeof clinicalRecord>;

export const outcome = z.object({
  pN: z.enum(['pN+', 'pN-']).nullable(),
  lymphovascularInvasion: z.boolean().nullable(),
  grade: z.string().nullable(),
  histology: z.string().nullable(),
  solidDiameterCm: z.number().nullable(),
});
export type Outcome = z.infer<typeof outcome>;

/** A segmentation model that somebody brought, as what it outlined remembers it. */
export const outlineSource = z.object({
  name: z.string(),
  /** Of the ONNX file and of its card. */
  modelSha256: z.string(),
  cardSha256: z.string(),
});
export type OutlineSource = z.infer<typeof outlineSource>;

export const maskVersion = z.object({
  id: z.string(),
  caseId: z.string(),
  /** 1 is the first stored version of the case. */
  version: z.number(),
  author: z.string(),
  authorId: z.string().nullable(),
  source: z.enum(['automatic', 'corrected']),
  /** The model whose outline it is, or was corrected from; null for the program's own method. */
  outlinedBy: outlineSource.nullable(),
  createdAt: z.string(),
  voxels: z.number(),
  volumeMm3: z.number(),
  /** Longest diameter in an axial slice, mm. */
  longAxisMm: z.number(),
});
export type MaskVersion = z.infer<typeof maskVersion>;

export const caseDetail = caseSummary.extend({
  geometry,
  /** Element type of the voxels at `/data/volumes/ID`: HU, slice after slice. */
  voxelType: z.enum(['int16', 'float32']),
  /** LPS position of each slice along the normal, mm, ascending with k. */
  slicePositionsMm: z.array(z.number()),
  acquisition: z.object({
    manufacturer: z.string().nullable(),
    kernel: z.string().nullable(),
    kvp: z.number().nullable(),
    contrast: z.enum(['yes', 'no', 'unknown']),
    transferSyntax: z.string(),
  }),
  clinical: clinicalRecord.nullable(),
  /** Newest first; for an annotator the automatic one and the own. */
  masks: z.array(maskVersion),
});
export type CaseDetail = z.infer<typeof caseDetail>;

export const cases = {
  'cases.list': procedure('signed-in', z.object({}), z.array(caseSummary)),
  'cases.get': procedure('signed-in', z.object({ caseId: z.string() }), caseDetail),
  'cases.outcome': procedure(unblinded, z.object({ caseId: z.string() }), outcome.nullable()),
  'cases.flag': procedure(
    'signed-in',
    z.object({ caseId: z.string(), note: z.string().trim().min(1).max(500) }),
    caseSummary,
  ),
  'cases.unflag': procedure('signed-in', z.object({ caseId: z.string() }), caseSummary),
  /** Hides cases from every list; `cases.restore` brings them back unchanged. */
  'cases.remove': procedure(
    keepers,
    z.object({ caseIds: z.array(z.string()).min(1) }),
    z.object({}),
  ),
  'cases.restore': procedure(
    keepers,
    z.object({ caseIds: z.array(z.string()).min(1) }),
    z.object({}),
  ),
};
