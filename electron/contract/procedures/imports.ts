import { z } from 'zod';
import { flag, refusalCode } from '../flags.ts';
import { keepers } from '../people.ts';
import { procedure } from '../procedure.ts';

/** Where data comes from: paths on this machine, or files sent up to `/data/uploads/ID`. */
export const importSource = z.union([
  z.object({ paths: z.array(z.string().min(1)).min(1) }),
  z.object({ uploadId: z.string() }),
]);

export const importReport = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  filesSeen: z.number(),
  imported: z.array(
    z.object({
      caseId: z.string(),
      code: z.string(),
      slices: z.number(),
      flags: z.array(flag),
    }),
  ),
  /** One line a reason; files are named relative to the chosen folder, and counted. */
  refused: z.array(
    z.object({
      reason: refusalCode,
      count: z.number(),
      /** Up to 20 of them. */
      files: z.array(z.string()),
      detail: z.string(),
    }),
  ),
});
export type ImportReport = z.infer<typeof importReport>;

/** Fields of the clinical table; see the study's case record. */
export const clinicalField = z.enum([
  'patient',
  'hospital',
  'age',
  'sex',
  'diameter',
  'density',
  'ctr',
  'location',
  'cT',
  'cN',
  'cM',
  'contrast',
  'interval',
  'lymphNodeAssessment',
  'previousTherapy',
  'sliceThickness',
  'pN',
  'lymphovascularInvasion',
  'grade',
  'histology',
  'solidDiameter',
]);
export type ClinicalField = z.infer<typeof clinicalField>;
export const columnMapping = z.partialRecord(clinicalField, z.string());
export type ColumnMapping = z.infer<typeof columnMapping>;

export const tablePreview = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  rowCount: z.number(),
  mapping: columnMapping,
});
export type TablePreview = z.infer<typeof tablePreview>;

export const tableReport = z.object({
  /** Rows of patients with a CT. */
  matched: z.number(),
  /** Patients without a CT: kept, where others of the table have one, so that cohorts count them. */
  withoutCt: z.array(z.string()),
  /** Rows whose patient is not in the library, and that were not kept. */
  unknownPatients: z.array(z.string()),
  rejected: z.array(z.object({ line: z.number(), column: z.string(), reason: z.string() })),
});
export type TableReport = z.infer<typeof tableReport>;

export const imports = {
  'import.start': procedure(
    keepers,
    importSource,
    z.object({ jobId: z.string(), importId: z.string() }),
  ),
  'import.report': procedure(keepers, z.object({ importId: z.string() }), importReport),
  'import.list': procedure(keepers, z.object({}), z.array(importReport)),
  /** Opens a folder for files that a browser will send; each by POST to `/data/uploads/ID?name=…`. */
  'import.openUpload': procedure(keepers, z.object({}), z.object({ uploadId: z.string() })),
  'import.tablePreview': procedure(keepers, importSource, tablePreview),
  'import.table': procedure(
    keepers,
    z.object({ source: importSource, mapping: columnMapping }),
    tableReport,
  ),
  /** Folders beneath a folder of this machine, for choosing one where no native dialog exists. */
  'import.browse': procedure(
    keepers,
    z.object({ path: z.string().optional() }),
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      folders: z.array(z.string()),
      files: z.number(),
    }),
  ),
  'demo.fill': procedure(
    keepers,
    z.object({ patients: z.number().int().min(1).max(5000) }),
    z.object({ jobId: z.string() }),
  ),
  /** The start screen's button: fills an empty library, adds the demo people. */
  'demo.start': procedure(
    'anyone',
    z.object({ patients: z.number().int().min(1).max(5000) }),
    z.object({ jobId: z.string() }),
  ),
};
