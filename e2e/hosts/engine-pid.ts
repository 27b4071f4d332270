import { execFileSync } from 'node:child_process';

/** Command lines of the processes that hold an engine: the two built entries and Electron's own. */
const engineCommand = /(engine[\\/](server|engine-process)\.js|node\.mojom\.NodeService)/;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Process id of the engine among the descendants of a host's first process. */
export function enginePidOf(rootPid: number): number {
  const processes = listProcesses();
  const descendants = new Set([rootPid]);
  // A parent may be listed after its children; a few rounds reach every depth there is.
  for (let round = 0; round < 4; round++) {
    for (const { pid, parent } of processes) if (descendants.has(parent)) descendants.add(pid);
  }
  const engine = processes.find(
    ({ pid, command }) => pid !== rootPid && descendants.has(pid) && engineCommand.test(command),
  );
  if (!engine) throw new Error(`no engine process below ${rootPid}`);
  return engine.pid;
}

function listProcesses(): Process[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({ pid: Number(pid), parent: Number(parent), command }));
}
