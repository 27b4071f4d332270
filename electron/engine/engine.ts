import type { Name } from '#contract/contract.ts';
import { version } from '#contract/version.ts';
import { annotationHandlers } from '#engine/annotation/annotation-handlers.ts';
import { annotationRoutes } from '#engine/annotation/annotation-routes.ts';
import { draftMemory } from '#engine/annotation/draft-memory.ts';
import { segmenterHandlers } from '#engine/annotation/segmenter-handlers.ts';
import { segmentHandlers } from '#engine/annotation/segment-handlers.ts';
import type { SegmentTasks } from '#engine/annotation/segment-tasks.ts';
import { segmenter as openSegmenter } from '#engine/annotation/segmenter.ts';
import { caseHandlers } from '#engine/cases/case-handlers.ts';
import { demoHandlers } from '#engine/cases/demo-handlers.ts';
import type { DemoTasks } from '#engine/cases/demo-tasks.ts';
import { importHandlers } from '#engine/cases/import/import-handlers.ts';
import type { ImportTasks } from '#engine/cases/import/import-tasks.ts';
import { uploads as openUploads } from '#engine/cases/import/uploads.ts';
import { volumeRoute } from '#engine/cases/volume-route.ts';
import { cohortDeskHandlers } from '#engine/cohort/cohort-handlers.ts';
import { cohortHandlers } from '#engine/features/cohort-handlers.ts';
import { computeFeatures } from '#engine/features/compute-features.ts';
import { studyPreset } from '#engine/features/feature-preset.ts';
import { evaluationHandlers } from '#engine/evaluation/evaluation-handlers.ts';
import { figureRoute } from '#engine/evaluation/figure-route.ts';
import type { FitTasks } from '#engine/evaluation/fit-tasks.ts';
import type { Study } from '#engine/evaluation/study-input.ts';
import { featureHandlers } from '#engine/features/feature-handlers.ts';
import type { FeatureTasks } from '#engine/features/feature-tasks.ts';
import { responseRoute } from '#engine/features/response-route.ts';
import { certificateRoute } from '#engine/features/verification/certificate-route.ts';
import { verificationHandlers } from '#engine/features/verification/verification-handlers.ts';
import type { VerificationTasks } from '#engine/features/verification/verification-tasks.ts';
import { jobQueue, type JobControl } from '#engine/jobs/job-queue.ts';
import { libraryChanges } from '#engine/jobs/library-changes.ts';
import { workerPool } from '#engine/jobs/worker-pool.ts';
import { jobHandlers } from '#engine/library/job-handlers.ts';
import { libraryHandlers } from '#engine/library/library-handlers.ts';
import { sessionHandlers } from '#engine/library/session-handlers.ts';
import { demoModelFolder } from '#engine/models/installed-model.ts';
import { modelHandlers } from '#engine/models/model-handlers.ts';
import type { PredictTasks } from '#engine/models/predict-tasks.ts';
import { saliencyRoute } from '#engine/models/saliency-route.ts';
import type { SaliencyTasks } from '#engine/models/saliency-tasks.ts';
import { comparisonHandlers } from '#engine/report/comparison/comparison-handlers.ts';
import type { ComparisonTasks } from '#engine/report/comparison/comparison-tasks.ts';
import { exportHandlers, exportRoute } from '#engine/report/export-handlers.ts';
import type { ExportTasks } from '#engine/report/export-tasks.ts';
import { answerBulk, type BulkReply, type BulkRequest, type BulkRoute } from '#engine/rpc/bulk.ts';
import { dispatcher } from '#engine/rpc/dispatch.ts';
import { failures } from '#engine/rpc/failures.ts';
import type { Handlers } from '#engine/rpc/handler.ts';
import { fileLog } from '#engine/rpc/log.ts';
import { transport, type EnginePort, type EngineSocket } from '#engine/rpc/transport.ts';
import { openStore } from '#engine/store/store.ts';
import { deviceHandlers } from '#engine/training/device-handlers.ts';
import { experimentHandlers } from '#engine/training/experiment-handlers.ts';
import { runLane } from '#engine/training/run-lane.ts';
import type { TrainingTasks } from '#engine/training/training-tasks.ts';
import { modelRoute } from '#engine/training/model-route.ts';
import { weightsHandlers } from '#engine/training/weights-handlers.ts';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { studyFigure, studyMethods, studyTable } from './study/print-study.ts';
import { publishedStudy } from './published-study.ts';
import { writeStudyFolder } from './study/study-folder.ts';
import type { StudyTasks } from './study/study-tasks.ts';

export interface EngineOptions {
  /** Folder of the library; created when absent. */
  readonly dataDir: string;
  /** Folder with `demo-model/` and `presets/`; by default the one of the project or package. */
  readonly resourcesDir?: string;
  /** Worker threads for heavy work; by default as many as the machine has cores, less one. */
  readonly threads?: number;
  /** Folder with IBSI's phantoms and tables; by default what NODEWISE_SHARED names. */
  readonly referenceDir?: string;
  /** Goes on with training that was queued; for hosts that stay, as windows do. */
  readonly trainQueued?: boolean;
  /** Receives every line of the engine log besides the file in the library's folder. */
  readonly log?: (line: string) => void;
}

/** A running engine; every host uses these and nothing else. */
export interface Engine {
  /** Serves RPC on a MessagePort (DOM, worker_threads or Electron). */
  handlePort(port: EnginePort): void;
  /** Serves RPC on a socket of `ws`; the host has checked origin and start token. */
  handleWebSocket(socket: EngineSocket): void;
  /** Answers a fetch under `/data/`. Never throws. */
  bulk(request: BulkRequest): Promise<BulkReply>;
  /** Ends jobs and workers and closes the library. */
  close(): Promise<void>;
}

/**
 * Opens a library and serves it.
 *
 * @throws AppError library-locked, library-damaged or library-too-new.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const store = openStore(options.dataDir);
  const log = fileLog(join(options.dataDir, 'logs', 'engine.log'), options.log);
  const problems = failures((error) => log.defect(error));
  const queue = jobQueue((error) => problems.toWire(error));
  const changes = libraryChanges();
  const pool = workerPool(entryUrl('worker'), options.threads);
  const memory = draftMemory(store);
  const authenticate = (token: string | undefined) =>
    token === undefined ? undefined : store.people.bySession(token);

  const segmenter = openSegmenter({
    ...{ store, queue, changes, threads: pool.threads },
    run: pool.tasks<SegmentTasks>(),
  });
  const resourcesDir = options.resourcesDir ?? resourcesBeside();
  const preset = studyPreset(resourcesDir);
  const extraction = { store, changes, queue, preset, version, run: pool.tasks<FeatureTasks>() };
  const features = (order: Parameters<typeof computeFeatures>[1], control: JobControl) =>
    computeFeatures(extraction, order, control);
  const modelFolder = demoModelFolder(resourcesDir);
  const training = {
    ...{ store, changes, queue, features, version, failures: problems, threads: pool.threads },
    run: pool.tasks<TrainingTasks>(),
    trainEntry: entryUrl('train-process'),
  };
  const lane = runLane(training);
  const uploads = openUploads(store.folders.uploads);
  const importing = {
    store,
    changes,
    queue,
    run: pool.tasks<ImportTasks>(),
    onImported: segmenter.queueAutomatic,
  };

  const runStudy = pool.tasks<StudyTasks>();
  const evaluating = {
    ...{ store, changes, queue, features, version, threads: pool.threads },
    run: pool.tasks<FitTasks>(),
    writeFolder: writeStudyFolder,
    printer: {
      table: studyTable,
      figure: studyFigure,
      methods: (study: Study) => studyMethods(study, version),
      files: (study: Study, signal: AbortSignal) =>
        runStudy('study-files', { study, version }, { signal, pool: 'bulk' }),
      published: publishedStudy(resourcesDir),
    },
  };

  const handlers: Handlers<Name> = {
    ...sessionHandlers({ store, changes, version }),
    ...jobHandlers({ queue, changes }),
    ...libraryHandlers({ store, queue, version }),
    ...caseHandlers({ store, changes }),
    ...importHandlers({ ...importing, uploads }),
    ...demoHandlers({ ...importing, runDemo: pool.tasks<DemoTasks>() }),
    ...annotationHandlers({ store, memory, changes, onOpened: segmenter.warm }),
    ...segmentHandlers({ store, segmenter }),
    ...segmenterHandlers({
      ...{ store, changes, uploadFolder: uploads.folder },
      run: pool.tasks<SegmentTasks>(),
    }),
    ...featureHandlers(extraction),
    ...cohortHandlers({ ...extraction, failures: problems, threads: pool.threads }),
    ...cohortDeskHandlers({ store, changes, resourcesDir }),
    ...verificationHandlers({
      ...{ store, queue, resourcesDir, version },
      startedWith: options.referenceDir ?? process.env.NODEWISE_SHARED,
      run: pool.tasks<VerificationTasks>(),
    }),
    ...modelHandlers({
      ...{ store, changes, queue, features, modelFolder },
      run: pool.tasks<PredictTasks>(),
    }),
    ...comparisonHandlers({
      ...{ store, run: pool.tasks<ComparisonTasks>() },
      uploadFolder: uploads.folder,
    }),
    ...experimentHandlers({ ...training, lane, resourcesDir }),
    ...weightsHandlers(training),
    ...deviceHandlers(training),
    ...evaluationHandlers(evaluating),
    ...exportHandlers({ store, queue, version, features, run: pool.tasks<ExportTasks>() }),
  };
  const routes: readonly BulkRoute[] = [
    volumeRoute(store),
    exportRoute(store),
    figureRoute(evaluating),
    certificateRoute(store),
    modelRoute(store),
    responseRoute(extraction),
    saliencyRoute({ store, run: pool.tasks<SaliencyTasks>(), modelFolder }),
    uploads.route,
    ...annotationRoutes({ store, memory, changes }),
  ];

  const calls = transport(dispatcher({ handlers, authenticate, failures: problems }));
  segmenter.resume();
  if (options.trainQueued) lane.startQueued();
  log.write({ level: 'info', event: 'library-opened', facts: { version } });
  return {
    ...calls,
    bulk: (request) => answerBulk({ routes, authenticate, failures: problems }, request),
    close: async () => {
      await queue.close();
      await pool.close();
      store.close();
      log.write({ level: 'info', event: 'library-closed' });
    },
  };
}

/** Entries of threads and processes lie beside this file, as source or built. */
function entryUrl(name: 'worker' | 'train-process'): URL {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${name}.${ending}`, import.meta.url);
}

/** `resources/` of the project, whether this file runs from source or from `out/engine/`. */
function resourcesBeside(): string {
  return fileURLToPath(new URL('../../resources', import.meta.url));
}
