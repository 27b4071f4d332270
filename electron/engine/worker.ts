import { segmentTasks } from '#engine/annotation/segment-tasks.ts';
import { demoTasks } from '#engine/cases/demo-tasks.ts';
import { importTasks } from '#engine/cases/import/import-tasks.ts';
import { fitTasks } from '#engine/evaluation/fit-tasks.ts';
import { featureTasks } from '#engine/features/feature-tasks.ts';
import { verificationTasks } from '#engine/features/verification/verification-tasks.ts';
import { serveTasks } from '#engine/jobs/serve-tasks.ts';
import { predictTasks } from '#engine/models/predict-tasks.ts';
import { saliencyTasks } from '#engine/models/saliency-tasks.ts';
import { comparisonTasks } from '#engine/report/comparison/comparison-tasks.ts';
import { exportTasks } from '#engine/report/export-tasks.ts';
import { diskFull, isDiskFull } from '#engine/rpc/failures.ts';
import { trainingTasks } from '#engine/training/training-tasks.ts';
import { studyTasks } from './study/study-tasks.ts';

/** Every slice's tasks, by name. */
const tasks = {
  ...importTasks,
  ...demoTasks,
  ...segmentTasks,
  ...featureTasks,
  ...verificationTasks,
  ...predictTasks,
  ...saliencyTasks,
  ...exportTasks,
  ...comparisonTasks,
  ...trainingTasks,
  ...fitTasks,
  ...studyTasks,
};

/** The one function that the worker pool calls, in every worker thread. */
export const runTask = serveTasks(tasks, (error) => (isDiskFull(error) ? diskFull : undefined));
