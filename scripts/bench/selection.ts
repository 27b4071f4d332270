import {
  defaultRadiomicsModelSettings,
  fitRadiomicsModel,
} from '#native/estimators/radiomics-model.ts';
import { seededRandom, type Random } from '#native/numeric/random.ts';
import type { BenchRow } from './row.ts';

const CASES = 470;
const FEATURES = 1364;

/** The radiomics model of a cohort as large as the study's training set. */
export function selectionRows(): BenchRow[] {
  const random = seededRandom(3);
  const labels = Int8Array.from({ length: CASES }, (_, n) => n % 2);
  const values = { rows: CASES, cols: FEATURES, data: featureValues(labels, random) };
  const timed = (bootstraps: number) => {
    const settings = { ...defaultRadiomicsModelSettings, bootstraps };
    const cpu = process.cpuUsage();
    fitRadiomicsModel({ values, labels, settings });
    return process.cpuUsage(cpu).user / 1e6;
  };
  const note = `${CASES} cases, ${FEATURES} features, processor time`;
  return [
    { name: 'radiomics model', value: `${timed(0).toFixed(2)} s`, note },
    { name: 'with 100 bootstraps', value: `${timed(100).toFixed(1)} s`, note },
  ];
}

/** The first twenty features differ a little between the classes. */
function featureValues(labels: Int8Array, random: Random): Float64Array {
  return Float64Array.from({ length: CASES * FEATURES }, (_, k) => {
    const telling = k % FEATURES < 20 ? 0.4 * labels[Math.floor(k / FEATURES)] : 0;
    return random.normal() + telling;
  });
}
