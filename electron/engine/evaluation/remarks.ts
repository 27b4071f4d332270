import type { ModelPerformance, Remark } from '#contract/evaluation/result.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { ScoredPatient, ScoreModel } from './score-table.ts';
import { setTitles } from './set-names.ts';
import { countPositives, setsOf } from './set-scores.ts';

interface Facts {
  readonly patients: readonly ScoredPatient[];
  readonly models: readonly ScoreModel[];
  /** Models that another one took a place of the study's tables from. */
  readonly displaced: readonly Pick<ScoreModel, 'name'>[];
  readonly settings: EvaluationSettings;
  readonly performances: readonly ModelPerformance[];
}

/** Share of pN+ among the patients that models learned from; null where none are in the table. */
export function learnedPrevalence(patients: readonly ScoredPatient[]): number | null {
  // Internal validation is the other part of the same matched patients.
  for (const set of ['training', 'validation'] as const) {
    const labels = patients.flatMap((patient) => (patient.set === set ? [patient.label] : []));
    const positives = countPositives(labels);
    if (positives > 0 && positives < labels.length) return positives / labels.length;
  }
  return null;
}

/** What a reader of the numbers must know, a sentence each. */
export function remarksOn(facts: Facts): Remark[] {
  const of = (about: Remark['about'], sentences: readonly string[]): Remark[] =>
    sentences.map((text) => ({ text, about, model: null }));
  return [
    ...of('patients', aboutPatients(facts)),
    ...of('study', aboutTraining(facts)),
    ...of('thresholds', aboutThresholds(facts)),
    ...of('selection', aboutValidation(facts)),
    ...aboutMissingScores(facts),
    ...aboutDirection(facts),
    ...of('calibration', aboutProbabilities(facts)),
    ...of('study', aboutPlaces(facts)),
  ];
}

function aboutPatients({ patients }: Facts): string[] {
  const synthetic = patients.filter((patient) => patient.synthetic).length;
  const share = synthetic === patients.length ? 'All' : `${synthetic} of ${patients.length}`;
  return synthetic > 0 ? [`${share} patients are synthetic: no number here is about people.`] : [];
}

/** Tables and figures have a mark of their own for it. */
function aboutTraining({ models }: Facts): string[] {
  const trained = models.filter((model) => model.synthetic).map(({ name }) => name);
  return trained.length > 0 ? [`Trained on synthetic patients: ${listed(trained)}.`] : [];
}

function aboutThresholds({ patients, settings: { threshold } }: Facts): string[] {
  switch (threshold.mode) {
    case 'paper':
      return [
        'Thresholds were chosen by Youden’s index on each set by itself, which is optimistic.',
      ];
    case 'fixed':
      return [`Thresholds were fixed at ${threshold.value}.`];
    case 'locked':
      return setsOf(patients).includes('validation')
        ? ['Thresholds were chosen by Youden’s index on internal validation and applied unchanged.']
        : [
            'There is no internal validation set to lock thresholds on, so nothing that needs a threshold is told. Give a fixed one, or choose "paper".',
          ];
  }
}

function aboutValidation({ patients, settings: { threshold } }: Facts): string[] {
  if (!setsOf(patients).includes('validation')) return [];
  const selected = threshold.mode === 'fixed' ? 'networks' : 'networks and thresholds';
  return [`The internal validation set selects ${selected}: what is told of it is optimistic.`];
}

function aboutMissingScores({ patients, models }: Facts): Remark[] {
  return models.flatMap(({ id, name, scores }) =>
    setsOf(patients).flatMap((set) => {
      const mine = [...patients.keys()].filter((n) => patients[n].set === set);
      const missing = mine.filter((n) => scores[n] === null).length;
      if (missing === 0) return [];
      const text = `${name} has no score for ${missing} of ${mine.length} patients of the ${setTitles[set]}.`;
      return [{ text, about: 'model' as const, model: id }];
    }),
  );
}

function aboutDirection({ performances }: Facts): Remark[] {
  return performances
    .filter(({ sets }) => sets.some(({ auc }) => auc.value !== null && auc.value < 0.5))
    .map(({ id, name }) => ({
      text: `AUCs of ${name} below 0.5 are left as they are; scores are taken to be higher for pN+.`,
      ...{ about: 'model', model: id },
    }));
}

function aboutProbabilities({ patients, models, settings: { prevalence } }: Facts): string[] {
  const others = models.filter(({ probabilities }) => !probabilities).map(({ name }) => name);
  return [
    ...(others.length > 0
      ? [`No probabilities, so no calibration and no net benefit: ${listed(others)}.`]
      : []),
    ...(prevalence === null ? [] : [recalibration(learnedPrevalence(patients), prevalence)]),
  ];
}

function recalibration(from: number | null, to: number): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return from === null
    ? 'The prevalence that models learned from is not known, so probabilities were not recalibrated.'
    : `Calibration, Brier score and net benefit are of probabilities carried over from a prevalence of ${percent(from)} to ${percent(to)}.`;
}

function aboutPlaces({ displaced }: Facts): string[] {
  return displaced.length > 0
    ? [
        `Another model stands in their place of the study’s tables: ${listed(displaced.map(({ name }) => name))}.`,
      ]
    : [];
}

/** Names may hold commas. */
function listed(names: readonly string[]): string {
  return names.join('; ');
}
