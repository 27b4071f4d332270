import { fileURLToPath } from 'node:url';
import type { Person } from '#contract/people.ts';
import type { FeatureSet, Prediction } from '#contract/procedures/risk.ts';
import { settingsHash, studyPreset } from '#engine/features/feature-preset.ts';
import { demoModelFolder, readModel } from '#engine/models/installed-model.ts';
import { openStore, type Store } from '#engine/store/store.ts';
import { version } from '#contract/version.ts';
import { addCase, addMask, addPerson } from './small-library.ts';

/** Values that a reader must never come to see, one for each kind of thing that is hidden. */
export const canaries = {
  outcome: 'canary-histology',
  solidDiameter: 7.654321,
  probability: 0.3141592653,
  feature: 98765.4321,
  maskVolume: 424242.42,
  note: 'canary-note',
  step: 'canary-step',
  click: 'canary-reason',
  exported: 'canary-export.csv',
} as const;

/** Where the other reader drew; nobody else has a voxel there. */
export const otherVoxels = [500, 501, 502, 503];
export const automaticVoxels = [100, 101];

export interface CanaryLibrary {
  readonly caseId: string;
  readonly otherMask: string;
  readonly otherDraft: string;
  readonly otherProposal: string;
  readonly otherPrediction: string;
  readonly otherExport: string;
  readonly reader: Person;
  readonly supervisor: Person;
}

/** A library with a reader, another reader's work, pathology, features and a prediction. */
export function fillCanaryLibrary(path: string): CanaryLibrary {
  const store = openStore(path);
  const people = {
    reader: addPerson(store, 'annotator', 'Reader'),
    other: addPerson(store, 'annotator', 'Other reader'),
    supervisor: addPerson(store, 'supervisor', 'Supervisor'),
  };
  const caseId = addCase(store, 'patient-1');
  addMask(store, { caseId, author: null }, automaticVoxels);
  const otherMask = addMask(
    store,
    { caseId, author: people.other, volumeMm3: canaries.maskVolume },
    otherVoxels,
  );
  const patient = store.patients.find('patient-1');
  if (!patient) throw new Error('the patient is missing');
  store.patients.setOutcome(patient.id, {
    pN: 'pN+',
    lymphovascularInvasion: true,
    grade: '3',
    histology: canaries.outcome,
    solidDiameterCm: canaries.solidDiameter,
  });
  const draft = store.drafts.start({
    caseId,
    personId: people.other.id,
    base: 'version',
    baseMaskId: otherMask.id,
  });
  store.drafts.append(draft.id, {
    entry: 1,
    kind: 'edit',
    step: 1,
    name: canaries.step,
    runs: Uint32Array.of(600, 5),
  });
  const proposal = {
    id: 'other-proposal',
    caseId,
    origin: 'click' as const,
    outlinedBy: null,
    rank: 1,
    confidence: { value: 0.5, verdict: 'check' as const, reasons: [canaries.click] },
    centreIjk: [1, 2, 3] as [number, number, number],
    volumeMm3: 9,
    diameterMm: 3,
    runs: Uint32Array.of(700, 3),
  };
  store.proposals.add({ id: 'batch', personId: people.other.id, proposals: [proposal] });
  store.cases.addNote(caseId, { personId: people.other.id, blinded: true }, canaries.note);
  store.exports.add({
    id: 'other-export',
    personId: people.other.id,
    kind: 'features-csv',
    folder: path,
    files: [{ name: canaries.exported, bytes: 1 }],
  });
  addResults(store, caseId, otherMask.id);
  store.close();
  return {
    ...people,
    caseId,
    otherMask: otherMask.id,
    otherDraft: draft.id,
    otherProposal: proposal.id,
    otherPrediction: 'prediction-1',
    otherExport: 'other-export',
  };
}

const feature = {
  column: 'original_firstorder_Mean',
  ibsi: null,
  unit: 'HU',
  value: canaries.feature,
};

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** Results as this version computes them: those of another preset or model would not be shown. */
function addResults(store: Store, caseId: string, maskId: string): void {
  const features: FeatureSet = {
    id: 'features-1',
    caseId,
    maskId,
    preset: 'test',
    settingsHash: settingsHash(studyPreset(resources)()),
    codeVersion: version,
    computedAt: '2026-01-01T00:00:00.000Z',
    values: [{ ...feature, image: 'original', family: 'firstorder', name: 'Mean' }],
  };
  store.results.addFeatures(features);
  const prediction: Prediction = {
    id: 'prediction-1',
    caseId,
    maskId,
    maskVersion: 2,
    maskAuthor: 'Other reader',
    computedAt: '2026-01-01T00:00:00.000Z',
    probability: canaries.probability,
    interval: [0.1, 0.9],
    model: {
      id: 'model',
      name: 'model',
      label: 'test',
      demo: true,
      description: '',
      trainedOn: '',
      architecture: '',
      parameters: 1,
      weightsSha256: readModel(demoModelFolder(resources)).card.weightsSha256,
      metrics: [],
      limits: [],
    },
    features: [{ ...feature, percentile: 0.5, contribution: 0, inTrainingRange: true }],
    networkContribution: 0,
    cohort: { probabilities: [], labels: [], band: { from: 0, to: 1, n: 0, positives: 0 } },
    quality: [],
    centreIjk: [1, 1, 1],
  };
  store.results.addPrediction(prediction, features.id);
}
