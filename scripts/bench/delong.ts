import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delong, type Delong } from '#native/evaluation/delong.ts';
import { percentileOfSorted } from '#native/numeric/descriptive.ts';
import { seededRandom } from '#native/numeric/random.ts';
import type { BenchRow } from './row.ts';

const CASES = 100_000;
const MODELS = 9;
const ROUNDS = 5;
const ROUNDS_OF_R = 3;

/**
 * AUCs and all covariances of nine models on 100 000 cases, beside R's pROC where `Rscript` (or what
 * NODEWISE_RSCRIPT names) has it.
 */
export function delongRows(): BenchRow[] {
  const study = randomStudy();
  const name = `DeLong, ${CASES} cases × ${MODELS} models`;
  const runs = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    const result = delong(study.labels, study.scores);
    return { seconds: (performance.now() - began) / 1000, result };
  });
  const seconds = median(runs.map((run) => run.seconds));
  const own = {
    name,
    value: `${seconds.toFixed(2)} s`,
    note: `median of ${ROUNDS}; ${runs[0].seconds.toFixed(2)} s before the code is warm`,
  };
  const theirs = runProc(study);
  if (!theirs) {
    return [
      own,
      { name: 'pROC', value: 'skipped', note: 'no Rscript with pROC, see NODEWISE_RSCRIPT' },
    ];
  }
  const others = median(theirs.seconds);
  return [
    own,
    {
      name: `the same with pROC ${theirs.version}`,
      value: `${others.toFixed(2)} s`,
      note: `median of ${ROUNDS_OF_R}; var and cov, pair by pair`,
    },
    { name: 'ours to pROC’s', value: `${(others / seconds).toFixed(1)} times faster` },
    {
      name: 'largest relative difference from pROC',
      value: largestDifference(runs[0].result, theirs).toExponential(1),
      note: 'AUCs and covariances',
    },
  ];
}

interface Study {
  readonly labels: Float64Array;
  readonly scores: readonly Float64Array[];
}

/** Models of rising quality; each second one gives whole percentages, and so many ties. */
function randomStudy(): Study {
  const random = seededRandom(5);
  const labels = Float64Array.from({ length: CASES }, () => random.integer(2));
  const scores = Array.from({ length: MODELS }, (_, model) =>
    labels.map((label) => {
      const score = label * (0.4 + 0.1 * model) + random.normal();
      return model % 2 === 0 ? score : Math.round(100 / (1 + Math.exp(-score)));
    }),
  );
  return { labels, scores };
}

interface ProcRun {
  readonly version: string;
  readonly seconds: readonly number[];
  readonly auc: readonly number[];
  /** Upper triangle, row by row. */
  readonly covariances: readonly number[];
}

function runProc({ labels, scores }: Study): ProcRun | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-delong-'));
  try {
    writeFileSync(join(folder, 'labels.raw'), labels);
    writeFileSync(
      join(folder, 'scores.raw'),
      Buffer.concat(scores.map((s) => Buffer.from(s.buffer))),
    );
    const script = join(import.meta.dirname, 'delong.R');
    const sizes = [CASES, MODELS, ROUNDS_OF_R].map(String);
    const output = execFileSync(
      process.env['NODEWISE_RSCRIPT'] ?? 'Rscript',
      ['--vanilla', script, folder, ...sizes],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const [version, ...lines] = output.trim().split('\n');
    const [seconds, auc, covariances] = lines.map((line) => line.trim().split(/\s+/u).map(Number));
    return { version: version.trim(), seconds, auc, covariances };
  } catch {
    // Neither R nor pROC is needed for anything else.
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function largestDifference(own: Delong | null, { auc, covariances }: ProcRun): number {
  const triangle = (own?.covariance ?? []).flatMap((row, a) => row.slice(a));
  const pairs = [
    ...auc.map((value, i) => [own?.auc[i] ?? NaN, value]),
    ...covariances.map((value, i) => [triangle[i], value]),
  ];
  return Math.max(...pairs.map(([ours, theirs]) => Math.abs(ours - theirs) / Math.abs(theirs)));
}

function median(values: readonly number[]): number {
  return percentileOfSorted(
    values.toSorted((a, b) => a - b),
    50,
  );
}
