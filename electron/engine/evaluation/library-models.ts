import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import type { FittedModel } from '#engine/store/repositories/fitted-model-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import type { LockedCohort, Member } from './locked-cohort.ts';
import { placesOfRun, type ModelPlaces } from './model-places.ts';
import type { ModelProvenance } from './study-input.ts';
import { setsOf } from './set-scores.ts';

/** A model of the library that learned from the training set of a locked cohort. */
export interface LibraryModel extends ModelPlaces {
  readonly id: string;
  readonly kind: ScoredModel['kind'];
  readonly name: string;
  readonly createdAt: string;
  /** Learned from synthetic patients. */
  readonly synthetic: boolean;
  readonly provenance: ModelProvenance;
  /** Probability of pN+, or null for a member without a score. */
  readonly scoreOf: (member: Member) => number | null;
}

/**
 * Models of a cohort: networks of experiments that were drawn from it and models fitted on it, the
 * pretrained networks first and then the newest. A network that learned from other sets may have seen
 * this cohort's test patients, and is none of them.
 */
export function libraryModels(store: Store, { cohort, members }: LockedCohort): LibraryModel[] {
  const synthetic = members.some(({ set, patient }) => set === 'training' && patient.synthetic);
  const runs = store.experiments
    .list()
    .filter(({ cohortId }) => cohortId === cohort.id)
    .flatMap(({ id }) => store.runs.ofExperiment(id))
    .filter(({ state }) => state === 'done');
  const models = [
    ...runs.map((run) => networkModel(store, run, synthetic)),
    ...store.fittedModels.ofCohort(cohort.id).map((model) => fittedModel(store, model, synthetic)),
  ];
  const pretrained = new Set(
    runs.filter(({ settings }) => settings.weightsId !== null).map(({ id }) => id),
  );
  return models.toSorted(
    (a, b) =>
      Number(pretrained.has(b.id)) - Number(pretrained.has(a.id)) ||
      (a.createdAt < b.createdAt ? 1 : -1),
  );
}

/** A model as it is listed: where it stands, and of how many patients it has a score. */
export function presentModel(model: LibraryModel, members: readonly Member[]): ScoredModel {
  const { id, kind, name, table2, table3, createdAt, synthetic } = model;
  const scored = setsOf(members).map((set) => {
    const mine = members.filter((member) => member.set === set);
    const n = mine.filter((member) => model.scoreOf(member) !== null).length;
    return { set, n, of: mine.length };
  });
  return { id, kind, name, table2, table3, createdAt, scored, synthetic };
}

function networkModel(store: Store, run: Run, synthetic: boolean): LibraryModel {
  const scores = new Map(
    store.runs.predictions(run.id).map(({ caseId, probability }) => [caseId, probability]),
  );
  // What was outlined only after the training was predicted later.
  for (const { caseId, maskId, probability } of store.inferences.ofRun(run.id)) {
    const newest = store.masks.newest(caseId, unblindedViewer)?.id === maskId;
    if (newest && !scores.has(caseId)) scores.set(caseId, probability);
  }
  const { id, name, settings, settingsHash, codeVersion, createdAt } = run;
  return {
    ...{ id, kind: 'network', name, createdAt, synthetic },
    ...placesOfRun(settings),
    provenance: { id, name, kind: 'network', settings, settingsHash, codeVersion, createdAt },
    scoreOf: ({ patient: { caseId } }) => (caseId === null ? null : (scores.get(caseId) ?? null)),
  };
}

function fittedModel(store: Store, model: FittedModel, synthetic: boolean): LibraryModel {
  const { id, kind, name, createdAt, settings, settingsHash, codeVersion } = model;
  const scores = new Map(store.fittedModels.scores(id).map(({ code, score }) => [code, score]));
  return {
    ...{ id, kind, name, createdAt, synthetic },
    table2: null,
    table3: kind === 'radiomics' ? 'Radiomics' : null,
    provenance: { id, name, kind, settings, settingsHash, codeVersion, createdAt },
    scoreOf: ({ code }) => scores.get(code) ?? null,
  };
}
