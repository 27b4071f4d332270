import type { Random } from '#native/numeric/random.ts';
import type { Outcome } from '../clinical/clinical-record.ts';
import { between, weighted } from './random-stream.ts';
import type { PatientTraits } from './traits.ts';

/**
 * The demo study's stated truth: log-odds of lymph node metastasis as a sum over the lesion's
 * traits, each taken from a typical value so that the sum is about 0 on average. The directions follow
 * what is published about occult metastasis (larger solid part, higher ratio, spiculation and a
 * central site raise the risk); the sizes are ours, chosen for a prevalence near the study's 36 %
 * (478 of 1325), an AUC of the true risk near 0.8, and most of it in traits that an image shows.
 */
const riskFormula = {
  intercept: -0.82,
  /** Per mm of the solid part beyond 14 mm. */
  solidDiameterPerMm: 0.34,
  /** Per 0.1 of the consolidation-to-tumour ratio beyond 0.9. */
  ctrPerTenth: 0.4,
  margin: { smooth: -0.4, lobulated: 0, spiculated: 0.4 },
  location: { inner: 0.4, middle: 0.1, outer: -0.3 },
  /** Per 10 years of age beyond 60: younger patients had more metastases. */
  agePerDecade: -0.2,
} as const;

/**
 * Probability of pN+ by {@link riskFormula}.
 *
 * @param signal Multiplies the trait terms: 1 as stated, 0 makes the outcome pure chance.
 */
export function metastasisRisk({ clinical, lesion }: PatientTraits, signal = 1): number {
  const f = riskFormula;
  const terms =
    f.solidDiameterPerMm * (lesion.solidDiameterMm - 14) +
    f.ctrPerTenth * 10 * (lesion.ctr - 0.9) +
    f.margin[lesion.margin] +
    f.location[lesion.location] +
    (f.agePerDecade * (clinical.ageYears - 60)) / 10;
  return 1 / (1 + Math.exp(-(f.intercept + signal * terms)));
}

/** Draws what surgery finds; the further findings are more common with metastasis. */
export function drawOutcome(
  traits: PatientTraits,
  signal: number,
  random: Random,
): Required<Outcome> {
  const positive = random.next() < metastasisRisk(traits, signal);
  return {
    pN: positive ? 'pN+' : 'pN-',
    lymphovascularInvasion: random.next() < (positive ? 0.55 : 0.12),
    grade: weighted<'1' | '2' | '3'>(
      random,
      positive
        ? [
            ['1', 0.05],
            ['2', 0.5],
            ['3', 0.45],
          ]
        : [
            ['1', 0.25],
            ['2', 0.6],
            ['3', 0.15],
          ],
    ),
    histology: weighted(random, [
      ['acinar', 5],
      ['papillary', 2],
      ['lepidic', positive ? 0.3 : 2],
      ['micropapillary', positive ? 1.2 : 0.3],
      ['solid', positive ? 1.6 : 0.6],
    ]),
    // The pathologist measures a shrunken, fixed specimen.
    solidDiameterCm: Math.round(traits.lesion.solidDiameterMm * between(random, 0.86, 1.02)) / 10,
  };
}
