import { readFileSync } from 'node:fs';
import type { SetName } from '#contract/procedures/experiments.ts';
import { patientFacts } from '#engine/cases/demo/patient-facts.ts';
import { drawSets } from '#engine/training/draw-sets.ts';
import type { FeatureTable } from '#engine/training/select-radiomics.ts';
import { featureColumns } from '#native/radiomics/registry.ts';
import { caseFiles } from './case-files.ts';

/** A synthetic patient with the place in the study. */
export interface StudyMember {
  readonly caseId: string;
  readonly set: SetName;
  readonly label: 0 | 1;
  /** File of the prepared case. */
  readonly file: string;
}

/** Hospitals 1 to 4 train and validate, 5 and 6 test, drawn as the program draws an experiment's sets. */
export function studyMembers(folder: string, seed: number, count: number): StudyMember[] {
  const candidates = Array.from({ length: count }, (_, index) => {
    const { outcome, clinical } = patientFacts(index, { seed });
    const label = outcome.pN === 'pN+' ? 1 : 0;
    const { hospital } = clinical;
    return { caseId: String(index), patientId: index, label, hospital, masked: true } as const;
  });
  const { members } = drawSets(candidates, seed);
  return members.map(({ caseId, set }) => {
    const index = Number(caseId);
    return { caseId, set, label: candidates[index].label, file: caseFiles(folder, index).prepared };
  });
}

export function featureTable(folder: string, count: number): FeatureTable {
  const rows = Array.from({ length: count }, (_, index) => {
    const text = readFileSync(caseFiles(folder, index).features, 'utf8');
    return [String(index), JSON.parse(text) as number[]] as const;
  });
  return { columns: featureColumns.map(({ column }) => column), rows: new Map(rows) };
}
