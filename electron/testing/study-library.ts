import { fileURLToPath } from 'node:url';
import type { Person } from '#contract/people.ts';
import type { RunSettings } from '#contract/procedures/experiments.ts';
import { settingsHash, studyPreset } from '#engine/features/feature-preset.ts';
import { openStore, type Store } from '#engine/store/store.ts';
import { version } from '#contract/version.ts';
import { addPerson, addTumourCase } from './small-library.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** The smallest network that a run may ask for. */
export const tinySettings: RunSettings = {
  ...{ network: 'resnet18', weightsId: null, width: 1 / 16, inputSize: 32, fusion: 'concat' },
  ...{ radiomics: 'z-score', epochs: 3, batch: 4, learningRate: 1e-3, emaDecay: 0.9, seed: 5 },
  ...{ learns: 'all', normalisation: 'batch', contrastive: true, auxiliary: false },
  ...{ classWeights: false, augmentation: true, earlyStop: null, device: 'cpu' },
};

/**
 * A library with a study in small: eight pN+ and eight pN- of hospitals 1 to 4, two of each of
 * hospitals 5 and 6, every one with a mask and stored features, the first of which tells pN+.
 */
export function fillStudyLibrary(path: string): { readonly supervisor: Person } {
  const store = openStore(path);
  const supervisor = addPerson(store, 'supervisor', 'Supervisor');
  addPerson(store, 'annotator', 'Reader');
  for (let n = 0; n < 24; n += 1) {
    const hospital = n < 16 ? 1 + (n % 4) : 5 + (n % 2);
    addStudyCase(store, n, { hospital, positive: (n >> 1) % 2 === 0 });
  }
  store.close();
  return { supervisor };
}

function addStudyCase(
  store: Store,
  n: number,
  { hospital, positive }: { readonly hospital: number; readonly positive: boolean },
): void {
  const code = `patient-${n}`;
  const caseId = addTumourCase(store, code, 2 + (n % 4));
  const { id } = store.patients.findOrAdd(code);
  store.patients.setClinical(id, {
    ...{ hospital: String(hospital), ageYears: 60, sex: 'female', diameterCm: 1, density: 'solid' },
    ...{ ctr: 1, location: 'outer', cT: 'cT1a', cN: 'cN0', contrast: false, intervalDays: 3 },
    ...{ cM: 'cM0', lymphNodeAssessment: true, previousTherapy: false },
  });
  store.patients.setOutcome(id, {
    pN: positive ? 'pN+' : 'pN-',
    ...{ lymphovascularInvasion: null, grade: null, histology: 'acinar', solidDiameterCm: null },
  });
  const mask = store.masks.newestAutomatic(caseId);
  if (!mask) throw new Error('the mask is missing');
  store.results.addFeatures({
    ...{ id: `features-${n}`, caseId, maskId: mask.id, preset: 'test', codeVersion: version },
    settingsHash: settingsHash(studyPreset(resources)()),
    computedAt: '2026-01-01T00:00:00.000Z',
    values: Array.from({ length: 12 }, (_, f) => ({
      ...{ column: `original_test_F${f}`, image: 'original', family: 'test', name: `F${f}` },
      ...{
        ibsi: null,
        unit: '',
        value: f === 0 ? Number(positive) + 0.3 * noise(n) : noise(n + 31 * f),
      },
    })),
  });
}

/** Numbers without a pattern, between -1 and 1. */
function noise(n: number): number {
  return Math.sin(1 + 12.9898 * n + 0.37 * n * n);
}
