/** Runs one task of the learning bench once for each line on standard input: `node … TASK`. */
import { createInterface } from 'node:readline';
import { learningTasks, type LearningTask } from './learning-tasks.ts';

const run = await learningTasks[process.argv[2] as LearningTask]();

for await (const _ of createInterface({ input: process.stdin })) {
  const before = process.cpuUsage();
  const began = performance.now();
  await run();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakBytes }));
}
