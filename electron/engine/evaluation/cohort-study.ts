import { AppError } from '#contract/errors.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { Store } from '#engine/store/store.ts';
import { libraryModels, type LibraryModel } from './library-models.ts';
import { factsOf, lockedCohort, type Member } from './locked-cohort.ts';
import { patientColumns } from './read-score-file.ts';
import type { ScoredPatient, ScoreModel } from './score-table.ts';
import type { StudyInput } from './study-input.ts';

interface Order {
  readonly cohortId: string;
  readonly modelIds: readonly string[];
  readonly settings: EvaluationSettings;
  /** Of the evaluation that is being made. */
  readonly evaluation: { readonly id: string; readonly at: string };
}

/**
 * Everything that an evaluation of a locked cohort is computed from, gathered once, so that it stays
 * what it was whatever is imported, corrected or trained later.
 *
 * @throws AppError not-found for a model that did not learn from the cohort, or a reference that is none
 *   of the models.
 */
export function cohortStudy(store: Store, order: Order): StudyInput {
  const found = lockedCohort(store, order.cohortId);
  const { cohort, lock, members } = found;
  const known = libraryModels(store, found);
  const { modelIds, settings } = order;
  for (const id of modelIds) {
    if (!known.some((model) => model.id === id)) {
      throw new AppError('not-found', { what: 'model', id });
    }
  }
  // Compared with a model that is not there, all would be compared with all.
  const { reference } = settings;
  if (reference !== null && !modelIds.includes(reference)) {
    throw new AppError('not-found', { what: 'model', id: reference });
  }
  // In the order of the list, which is also the order of claims to a place in the study's tables.
  const models = known.filter(({ id }) => modelIds.includes(id));
  const { snapshot, hash, at: lockedAt } = lock;
  const { exclusions: _, ...plan } = snapshot.plan;
  return {
    scores: { patients: members.map(scoredPatient), models: columnsOf(models, members) },
    patients: members.map(factsOf),
    flow: snapshot.flow,
    balance: snapshot.matching?.balance ?? null,
    settings,
    provenance: {
      source: 'library',
      cohort: { id: cohort.id, name: cohort.name, hash, lockedAt },
      plan,
      evaluation: order.evaluation,
      models: models.map(({ provenance }) => provenance),
    },
  };
}

function scoredPatient({ code, set, label, patient }: Member): ScoredPatient {
  const { hospital, contrast } = patient.facts;
  return {
    ...{ code, set, label },
    hospital: hospital === null || hospital === undefined ? null : String(hospital),
    contrast: typeof contrast === 'boolean' ? contrast : null,
    synthetic: patient.synthetic,
  };
}

function columnsOf(models: readonly LibraryModel[], members: readonly Member[]): ScoreModel[] {
  const names = columnNames(models);
  return models.map(({ id, table2, table3, synthetic, scoreOf }, n) => ({
    ...{ id, name: names[n], table2, table3, synthetic },
    probabilities: true,
    scores: members.map(scoreOf),
  }));
}

/** Names under which each model has a column of its own, apart from each other and from the rest. */
function columnNames(models: readonly LibraryModel[]): string[] {
  const taken = new Set<string>(patientColumns);
  return models.map(({ id, name }) => {
    const plain = name.replaceAll(/\s+/g, ' ').trim() || 'model';
    const free = !taken.has(plain.toLowerCase());
    const column = free ? plain : `${plain} ${id.slice(0, 8)}`;
    taken.add(column.toLowerCase());
    return column;
  });
}
