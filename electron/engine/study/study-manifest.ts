import { z } from 'zod';
import { scoreModelFacts } from '../evaluation/score-table.ts';
import { studyInput, type StudyInput } from '../evaluation/study-input.ts';
import { sha256Of, type StudyFiles } from './study-folder.ts';

/** Names of the input tables in the folder of a study. */
export const inputNames = { scores: 'scores.csv', patients: 'patients.csv' } as const;

const versions = z.object({ nodewise: z.string(), node: z.string() });
export type Versions = z.infer<typeof versions>;

/** What a study was made from and how, beside its files; enough to make it again. */
export const studyManifest = z.object({
  what: z.literal('tables and figures of an evaluation'),
  /** Raised whenever a reader of an older one could misunderstand it. */
  format: z.literal(1),
  versions,
  settings: studyInput.shape.settings,
  /** By what draws with it. */
  seeds: z.record(z.string(), z.number()),
  inputs: z.object({
    scores: z.literal(inputNames.scores),
    patients: z.literal(inputNames.patients).nullable(),
    /** Columns of the scores, in order. */
    models: z.array(scoreModelFacts),
    flow: studyInput.shape.flow,
    balance: studyInput.shape.balance,
    provenance: studyInput.shape.provenance,
  }),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type StudyManifest = z.infer<typeof studyManifest>;

/** The manifest of the files; it tells no time of its own, so that equal inputs give equal bytes. */
export function manifestOf(
  { scores, patients, flow, balance, settings, provenance }: StudyInput,
  files: StudyFiles,
  nodewise: string,
): StudyManifest {
  return {
    what: 'tables and figures of an evaluation',
    format: 1,
    versions: { nodewise, node: process.versions.node },
    settings,
    seeds: seedsOf(provenance),
    inputs: {
      scores: inputNames.scores,
      patients: patients === null ? null : inputNames.patients,
      models: scores.models.map(({ scores: _, ...facts }) => facts),
      ...{ flow, balance, provenance },
    },
    files: [...files].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: sha256Of(bytes),
    })),
  };
}

function seedsOf({ plan, models }: StudyInput['provenance']): Record<string, number> {
  const learned = models.flatMap(({ name, settings: { seed } }) =>
    typeof seed === 'number' ? [[name, seed] as const] : [],
  );
  return Object.fromEntries([...(plan ? [['split', plan.split.seed] as const] : []), ...learned]);
}
