import { join } from 'node:path';
import { openDatabase, type Db } from './database.ts';
import { openIdentityKeys, type IdentityKeys } from './identity.ts';
import { clearUnfinished, objectPath } from './object-files.ts';
import { auditLog, type AuditLog } from './repositories/audit-log.ts';
import { caseRepository, type CaseRepository } from './repositories/case-repository.ts';
import { cohortRepository, type CohortRepository } from './repositories/cohort-repository.ts';
import {
  evaluationRepository,
  type EvaluationRepository,
} from './repositories/evaluation-repository.ts';
import {
  fittedModelRepository,
  type FittedModelRepository,
} from './repositories/fitted-model-repository.ts';
import { draftRepository, type DraftRepository } from './repositories/draft-repository.ts';
import {
  experimentRepository,
  type ExperimentRepository,
} from './repositories/experiment-repository.ts';
import {
  extractionRepository,
  type ExtractionRepository,
} from './repositories/extraction-repository.ts';
import { exportRepository, type ExportRepository } from './repositories/export-repository.ts';
import {
  featureVersionRepository,
  type FeatureVersionRepository,
} from './repositories/feature-version-repository.ts';
import { importRepository, type ImportRepository } from './repositories/import-repository.ts';
import {
  inferenceRepository,
  type InferenceRepository,
} from './repositories/inference-repository.ts';
import { maskRepository, type MaskRepository } from './repositories/mask-repository.ts';
import { patientRepository, type PatientRepository } from './repositories/patient-repository.ts';
import { peopleRepository, type PeopleRepository } from './repositories/people-repository.ts';
import {
  preparedCaseRepository,
  type PreparedCaseRepository,
} from './repositories/prepared-case-repository.ts';
import { proposalRepository, type ProposalRepository } from './repositories/proposal-repository.ts';
import { resultRepository, type ResultRepository } from './repositories/result-repository.ts';
import { runRepository, type RunRepository } from './repositories/run-repository.ts';
import { saliencyRepository, type SaliencyRepository } from './repositories/saliency-repository.ts';
import {
  screeningRepository,
  type ScreeningRepository,
} from './repositories/screening-repository.ts';
import {
  segmentationRepository,
  type SegmentationRepository,
} from './repositories/segmentation-repository.ts';
import {
  segmenterRepository,
  type SegmenterRepository,
} from './repositories/segmenter-repository.ts';
import { settingsRepository, type SettingsRepository } from './repositories/settings-repository.ts';
import { weightsRepository, type WeightsRepository } from './repositories/weights-repository.ts';

/** An open library: its rows by domain noun and the places of its files. */
export interface Store {
  readonly folders: LibraryFolders;
  readonly settings: SettingsRepository;
  readonly people: PeopleRepository;
  readonly patients: PatientRepository;
  readonly imports: ImportRepository;
  readonly cases: CaseRepository;
  readonly segmentations: SegmentationRepository;
  readonly segmenters: SegmenterRepository;
  readonly masks: MaskRepository;
  readonly proposals: ProposalRepository;
  readonly drafts: DraftRepository;
  readonly results: ResultRepository;
  readonly saliency: SaliencyRepository;
  readonly featureVersions: FeatureVersionRepository;
  readonly extractions: ExtractionRepository;
  readonly experiments: ExperimentRepository;
  readonly runs: RunRepository;
  readonly inferences: InferenceRepository;
  readonly preparedCases: PreparedCaseRepository;
  readonly weights: WeightsRepository;
  readonly screening: ScreeningRepository;
  readonly cohorts: CohortRepository;
  readonly fittedModels: FittedModelRepository;
  readonly evaluations: EvaluationRepository;
  readonly exports: ExportRepository;
  readonly audit: AuditLog;
  readonly identity: IdentityKeys;
  /** Where the object of a hash lies. */
  objectPath(sha256: string): string;
  /** All of it or nothing; nests. */
  transaction<T>(work: () => T): T;
  readonly db: Db;
  close(): void;
}

export interface LibraryFolders {
  readonly root: string;
  readonly objects: string;
  readonly uploads: string;
  /** A folder a run, with its checkpoints. */
  readonly runs: string;
  readonly exports: string;
  readonly backups: string;
}

/** @throws AppError library-locked, library-damaged or library-too-new. */
export function openStore(dataDir: string): Store {
  const db = openDatabase(dataDir);
  const folders = foldersOf(dataDir);
  clearUnfinished(folders.objects);
  const identity = openIdentityKeys(dataDir);
  const imports = importRepository(db);
  imports.failInterrupted();
  const extractions = extractionRepository(db);
  extractions.endInterrupted();
  const runs = runRepository(db);
  runs.pauseInterrupted();
  return {
    db,
    folders,
    identity,
    imports,
    settings: settingsRepository(db),
    people: peopleRepository(db),
    patients: patientRepository(db),
    cases: caseRepository(db),
    segmentations: segmentationRepository(db),
    segmenters: segmenterRepository(db),
    masks: maskRepository(db),
    proposals: proposalRepository(db),
    drafts: draftRepository(db),
    results: resultRepository(db),
    saliency: saliencyRepository(db),
    featureVersions: featureVersionRepository(db),
    extractions,
    experiments: experimentRepository(db),
    runs,
    inferences: inferenceRepository(db),
    preparedCases: preparedCaseRepository(db),
    weights: weightsRepository(db),
    screening: screeningRepository(db),
    cohorts: cohortRepository(db),
    fittedModels: fittedModelRepository(db),
    evaluations: evaluationRepository(db),
    exports: exportRepository(db),
    audit: auditLog(db),
    objectPath: (sha256) => objectPath(folders.objects, sha256),
    transaction: (work) => db.transaction(work)(),
    close: () => {
      identity.close();
      db.close();
    },
  };
}

function foldersOf(root: string): LibraryFolders {
  return {
    root,
    objects: join(root, 'objects'),
    uploads: join(root, 'uploads'),
    runs: join(root, 'runs'),
    exports: join(root, 'exports'),
    backups: join(root, 'backups'),
  };
}
