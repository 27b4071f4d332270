import { cpus, loadavg, totalmem } from 'node:os';

/** The machine a figure was measured on: figures without it cannot be compared. */
export function machineLine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0].toFixed(1);
  return `${cores[0]?.model.trim() ?? process.arch}, ${cores.length} cores, ${memory} GiB, load ${load}, Node ${process.versions.node}, ${process.platform}`;
}
