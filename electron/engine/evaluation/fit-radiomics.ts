import { createHash } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import {
  defaultRadiomicsModelSettings,
  type RadiomicsModelSettings,
} from '#native/estimators/radiomics-model.ts';
import { matrixOf } from '#native/numeric/matrix.ts';
import { trainingAmong, type FitResult, type FitServices } from './fit-model.ts';
import type { Member } from './locked-cohort.ts';
import type { StoredRadiomics } from './radiomics-model.ts';

/** Computes and stores the features of a mask, or gives the stored ones. */
export type ComputeFeatures = (
  order: { readonly mask: StoredMask; readonly person: Person },
  control: JobControl,
) => Promise<FeatureSet>;

interface Order {
  readonly members: readonly Member[];
  readonly person: Person;
}

/** A member with the features of the newest mask. */
type Measured = Member & { readonly member: Member; readonly features: FeatureSet };

/**
 * The study's radiomics model: features of every member, computed where they are not stored; ten of
 * them by a decision tree, and a support vector machine, both on the training set alone. Members
 * without a mask have no score.
 */
export async function fitRadiomics(
  services: FitServices,
  order: Order,
  control: JobControl,
): Promise<FitResult> {
  const measured = await measure(services, order, control);
  const training = requireLearning(trainingAmong(measured), 'selection');
  const columns = usableColumns(training);
  const settings = defaultRadiomicsModelSettings;
  const rows = (of: readonly Measured[]) => matrixOf(of.map((one) => valuesOf(one, columns)));
  control.report(null, 'selection, bootstraps and support vectors');
  const fitted = await services.run(
    'fit-radiomics',
    {
      ...{ training: rows(training), all: rows(measured), settings },
      labels: training.map(({ label }) => label),
    },
    { signal: control.signal, pool: 'bulk' },
  );
  if ('impossible' in fitted) throw new AppError('fit-impossible', { reason: fitted.impossible });
  const [{ features }] = training;
  const model: StoredRadiomics = {
    columns,
    fitted: fitted.model,
    featureSettingsHash: features.settingsHash,
    trainingCases: training.length,
    cases: measured.map(({ code, set, features: { id: featureSetId, maskId } }) => ({
      ...{ code, set, maskId, featureSetId },
    })),
  };
  const casesSha256 = createHash('sha256').update(canonicalJson(model.cases)).digest('hex');
  return {
    name: 'Radiomics',
    settings: {
      ...plain(settings),
      featurePreset: features.preset,
      featureSettingsHash: features.settingsHash,
      features: columns.length,
      casesSha256,
      trainingCases: training.length,
      casesWithoutMask: order.members.length - measured.length,
    },
    model,
    // A feature that is not defined of a case leaves the case without a score.
    scores: measured
      .map(({ member }, n) => ({ member, probability: fitted.probabilities[n] }))
      .filter(({ probability }) => Number.isFinite(probability)),
  };
}

/** Features of each member with a mask, side by side as far as there are threads. */
async function measure(
  { store, features, threads }: FitServices,
  { members, person }: Order,
  control: JobControl,
): Promise<Measured[]> {
  const masked = members.flatMap((member) => {
    const { caseId } = member.patient;
    const mask = caseId === null ? undefined : store.masks.newest(caseId, unblindedViewer);
    return mask ? [{ member, mask }] : [];
  });
  const sets = new Map<Member, FeatureSet>();
  const quiet = { ...control, report: () => undefined };
  const waiting = masked.values();
  const lane = async (): Promise<void> => {
    for (const { member, mask } of waiting) {
      control.signal.throwIfAborted();
      sets.set(member, await features({ mask, person }, quiet));
      control.report(
        (0.8 * sets.size) / masked.length,
        `features ${sets.size} of ${masked.length}`,
      );
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: threads }, lane));
  for (const ending of lanes) if (ending.status === 'rejected') throw ending.reason;
  return masked.flatMap(({ member }) => {
    const set = sets.get(member);
    return set ? [{ ...member, member, features: set }] : [];
  });
}

/** Columns that are a finite number in every training case; what the tests say of them is not asked. */
function usableColumns(training: readonly Measured[]): string[] {
  const [first, ...others] = training.map(({ features }) => finiteColumns(features));
  return [...first].filter((column) => others.every((columns) => columns.has(column)));
}

function finiteColumns({ values }: FeatureSet): Set<string> {
  return new Set(values.filter(({ value }) => Number.isFinite(value)).map(({ column }) => column));
}

function valuesOf({ features }: Measured, columns: readonly string[]): number[] {
  const value = new Map(features.values.map((feature) => [feature.column, feature.value]));
  return columns.map((column) => value.get(column) ?? Number.NaN);
}

/** Settings as they are stored and shown: one name, one value. */
function plain({ tree, ...settings }: RadiomicsModelSettings): FitResult['settings'] {
  const ofTree = Object.entries(tree).map(([name, value]) => [`tree.${name}`, value] as const);
  return Object.fromEntries(
    [...Object.entries(settings), ...ofTree].map(([name, value]) => [
      name,
      typeof value === 'object' ? null : value,
    ]),
  );
}
