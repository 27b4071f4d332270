/** A process of its own for one task: native code that blocks a thread, or may crash it. */
import { serveProcess } from '#engine/jobs/serve-process.ts';
import { runTask } from './worker.ts';

serveProcess(runTask);
