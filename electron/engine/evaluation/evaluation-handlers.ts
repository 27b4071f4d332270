import { randomUUID } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { FigureFormat, FigureName } from '#contract/evaluation/figures.ts';
import type { TableDocument, TableName } from '#contract/evaluation/table-document.ts';
import type { evaluation } from '#contract/procedures/evaluation.ts';
import type { Output } from '#contract/contract.ts';
import { auditRefusals } from '#engine/store/leak-guard.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { cohortStudy } from './cohort-study.ts';
import { evaluateScores } from './evaluate-scores.ts';
import { exportStudy, makePlace, type WriteFolder } from './export-study.ts';
import { fitModel, type FitServices } from './fit-model.ts';
import { libraryModels, presentModel } from './library-models.ts';
import { lockedCohort } from './locked-cohort.ts';
import { presentRadiomics } from './radiomics-model.ts';
import { studyInput, type Study, type StudyFiles } from './study-input.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';

/** How a study is printed, which other slices know. */
export interface StudyPrinter {
  /** @throws AppError nothing-to-show. */
  readonly table: (study: Study, name: TableName, extended: boolean) => TableDocument;
  /** Bytes of a file. @throws AppError nothing-to-show. */
  readonly figure: (study: Study, name: FigureName, format: FigureFormat) => Promise<Uint8Array>;
  /** What was done, in words. */
  readonly methods: (study: Study) => string;
  /** Every file of its export. */
  readonly files: (study: Study, signal: AbortSignal) => Promise<StudyFiles>;
  readonly published: () => Output<'evaluation.published'>;
}

export interface EvaluationServices extends FitServices {
  readonly queue: JobQueue;
  readonly printer: StudyPrinter;
  readonly writeFolder: WriteFolder;
}

/** A stored evaluation. @throws AppError not-found. */
export function storedStudy(store: Store, id: string): Study & { readonly cohortId: string } {
  const stored = store.evaluations.get(id);
  if (!stored) throw new AppError('not-found', { what: 'evaluation', id });
  const { cohortId, input, result } = stored;
  return { cohortId, input: studyInput.parse(input), result };
}

export function evaluationHandlers(
  services: EvaluationServices,
): Handlers<keyof typeof evaluation> {
  const { store, queue, changes, printer } = services;
  return {
    'evaluation.models': async ({ cohortId }) => {
      const found = lockedCohort(store, cohortId);
      return libraryModels(store, found).map((model) => presentModel(model, found.members));
    },

    'evaluation.fit': async ({ cohortId, kind }, call) => {
      const person = personOf(call);
      const { cohort } = lockedCohort(store, cohortId);
      const { id: jobId } = queue.start({
        kind: 'fit',
        lane: 'training',
        caseId: null,
        title: kind === 'radiomics' ? 'Fit the radiomics model' : 'Fit the clinical baseline',
        ownerId: person.id,
        run: (control) =>
          auditRefusals(store, { who: person, subject: cohort.id }, () =>
            fitModel(services, { cohortId, kind, person }, control),
          ),
      });
      return { jobId };
    },

    'evaluation.radiomicsModel': async ({ modelId }) => {
      const model = store.fittedModels.get(modelId);
      if (model?.kind !== 'radiomics') {
        throw new AppError('not-found', { what: 'fitted-model', id: modelId });
      }
      return presentRadiomics(model);
    },

    'evaluation.run': async ({ cohortId, modelIds, settings }, call) => {
      const person = personOf(call);
      const [id, at] = [randomUUID(), new Date().toISOString()];
      const order = { cohortId, modelIds, settings, evaluation: { id, at } };
      const { input, result } = await auditRefusals(store, { who: person, subject: id }, () => {
        const gathered = cohortStudy(store, order);
        return { input: gathered, result: evaluateScores(gathered.scores, settings) };
      });
      store.transaction(() => {
        const facts = { id, cohortId, createdAt: at, personId: person.id };
        store.evaluations.add({ ...facts, input, result });
        const details = { cohortId, modelIds, settings };
        store.audit.append({ who: person, action: 'evaluated', subject: id, details });
      });
      changes.publish('evaluations');
      return { evaluationId: id, result };
    },

    'evaluation.list': async ({ cohortId }) =>
      store.evaluations
        .ofCohort(cohortId)
        .map(({ id, createdAt, models, mode }) => ({ id, createdAt, models, mode })),

    'evaluation.get': async ({ evaluationId }) => storedStudy(store, evaluationId).result,

    'evaluation.table': async ({ evaluationId, table, extended }) =>
      printer.table(storedStudy(store, evaluationId), table, extended),

    'evaluation.methods': async ({ evaluationId }) => ({
      text: printer.methods(storedStudy(store, evaluationId)),
    }),

    'evaluation.export': async ({ evaluationId, directory }, call) => {
      const person = personOf(call);
      const study = storedStudy(store, evaluationId);
      const id = randomUUID();
      const place = makePlace(store, id, directory);
      const { id: jobId } = queue.start({
        kind: 'export',
        lane: 'bulk',
        caseId: null,
        title: 'Export tables and figures',
        ownerId: person.id,
        run: async (control) => {
          control.report(null, 'tables and figures');
          const files = await printer.files(study, control.signal);
          control.signal.throwIfAborted();
          return exportStudy(services, { id, evaluationId, place, person }, files);
        },
      });
      return { jobId };
    },

    'evaluation.published': async () => printer.published(),
  };
}
