import { serveProcess } from '#engine/jobs/serve-process.ts';
import { runTask } from './task-worker.ts';

serveProcess(runTask);
