import { randomUUID } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { presetLabel, settingsHash } from './feature-preset.ts';
import type { FeatureTasks } from './feature-tasks.ts';
import type { Preset } from './preset-schema.ts';

export interface FeatureServices {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly run: RunTask<FeatureTasks>;
  /** What is computed of every case. */
  readonly preset: () => Preset;
  /** Version of the code, stored beside every value. */
  readonly version: string;
}

/** The mask that features and predictions are about: the newest corrected, else the automatic one. */
export function measuredMask(store: Store, caseId: string): StoredMask {
  if (!store.cases.volume(caseId)) throw new AppError('not-found', { what: 'case', id: caseId });
  const mask = store.masks.newest(caseId, unblindedViewer);
  if (!mask) throw new AppError('mask-missing', { caseId });
  return mask;
}

/** The stored set of a mask under today's settings and code. */
export function storedFeatures(
  { store, preset, version }: Pick<FeatureServices, 'store' | 'preset' | 'version'>,
  maskId: string,
): FeatureSet | undefined {
  const set = store.results.features(maskId, settingsHash(preset()));
  return set?.codeVersion === version ? set : undefined;
}

/** Features of a mask: the stored set, else computed and stored. */
export async function computeFeatures(
  services: FeatureServices,
  { mask, person }: { readonly mask: StoredMask; readonly person: Person },
  control: JobControl,
): Promise<FeatureSet> {
  const { store, changes, run, version } = services;
  const preset = services.preset();
  const stored = storedFeatures(services, mask.id);
  if (stored) return stored;
  const volume = store.cases.volume(mask.caseId);
  if (!volume) throw new AppError('not-found', { what: 'case', id: mask.caseId });
  const { geometry, voxelType, sha256 } = volume;
  control.report(null, 'features');
  const values = await run(
    'extract-features',
    {
      volume: { path: store.objectPath(sha256), geometry, voxelType },
      maskPath: store.objectPath(mask.sha256),
      preset,
    },
    { signal: control.signal, pool: 'bulk', onProgress: control.report },
  );
  const set: FeatureSet = {
    id: randomUUID(),
    caseId: mask.caseId,
    maskId: mask.id,
    preset: presetLabel(preset),
    settingsHash: settingsHash(preset),
    codeVersion: version,
    computedAt: new Date().toISOString(),
    values,
  };
  store.transaction(() => {
    store.results.addFeatures(set);
    store.audit.append({
      who: person,
      action: 'features-computed',
      subject: set.id,
      details: { caseId: set.caseId, maskId: set.maskId, settingsHash: set.settingsHash },
    });
  });
  changes.publish('features', set.caseId);
  return set;
}
