import { expect, test } from 'vitest';
import {
  expectAsInR,
  statisticsReference,
  type Comparison,
  type RNumber,
} from '../testing/r-reference.ts';
import { calibrationCurve } from './calibration-curve.ts';
import { calibrationOf } from './calibration.ts';
import { delong } from './delong.ts';
import { hosmerLemeshow } from './hosmer-lemeshow.ts';
import { netBenefit } from './net-benefit.ts';

// Reference: R 4.2.2 (glm, quantile, cut) and rms 6.5.0 (val.prob).

interface Groups {
  readonly g: number;
  readonly groups: number;
  readonly breaks: readonly number[];
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly n: readonly number[];
  readonly chi2: RNumber;
  readonly df_internal: number;
  readonly p_internal: RNumber;
  readonly df_external: number;
  readonly p_external: RNumber;
}

interface Reference {
  inputs: { y: number[]; p: number[] };
  brier: RNumber;
  brier_null: RNumber;
  brier_scaled: RNumber;
  log_loss: RNumber;
  auc: number;
  oe_ratio: RNumber;
  calibration_in_the_large: { intercept: RNumber; se: RNumber };
  calibration_slope: { slope: RNumber; intercept: RNumber; se_slope: RNumber };
  hosmer_lemeshow: readonly Groups[];
  rms_val_prob: Readonly<Record<string, RNumber>>;
  spiegelhalter: { z: RNumber; p: RNumber };
  decision_curve: readonly {
    threshold: number;
    TP: number;
    FP: number;
    net_benefit: RNumber;
    treat_all: RNumber;
    treat_none: number;
  }[];
}

const reference = statisticsReference<Reference>('calibration_dca.json');

const P = 1e-7;

// val.prob's own fit stops earlier than glm's: at a change of the deviance of 0.00025.
const COARSE_FIT = 1e-6;

const rows = reference ? comparisons(reference) : [];

test.skipIf(!reference).each(rows)('$what', expectAsInR);

function comparisons({
  inputs: { y, p },
  rms_val_prob: rms,
  ...expected
}: Reference): Comparison[] {
  const own = calibrationOf(y, p);
  const curve = calibrationCurve(y, p);
  if (!curve || !own?.intercept || !own.slope || !own.unreliability || !own.spiegelhalter) {
    throw new Error('a calibration has no value');
  }
  const { intercept, slope, unreliability, spiegelhalter } = own;
  const large = expected.calibration_in_the_large;
  const line = expected.calibration_slope;
  const rows: readonly (readonly [string, number | null, RNumber, number?])[] = [
    ['Brier', own.brier, expected.brier],
    ['Brier of the prevalence', own.brierNull, expected.brier_null],
    ['scaled Brier', own.brierScaled, expected.brier_scaled],
    ['log loss', own.logLoss, expected.log_loss],
    ['O:E', own.observedToExpected, expected.oe_ratio],
    ['AUC', delong(y, [p])?.auc[0] ?? null, expected.auc],
    ['in the large', intercept.value, large.intercept],
    ['error in the large', intercept.error, large.se],
    ['slope', slope.value, line.slope],
    ['error of the slope', slope.error, line.se_slope],
    ['intercept beside the slope', own.slopeIntercept, line.intercept],
    ['Spiegelhalter z', spiegelhalter.z, expected.spiegelhalter.z],
    ['Spiegelhalter p', spiegelhalter.p, expected.spiegelhalter.p, P],
    ['R² of val.prob', unreliability.r2, rms['R2']],
    ['D of val.prob', unreliability.discrimination, rms['D']],
    ['D chi-square of val.prob', unreliability.discriminationStatistic, rms['D:Chi-sq']],
    ['U of val.prob', unreliability.unreliability, rms['U'], COARSE_FIT],
    ['U chi-square of val.prob', unreliability.statistic, rms['U:Chi-sq'], COARSE_FIT],
    ['U p of val.prob', unreliability.p, rms['U:p'], COARSE_FIT],
    ['Q of val.prob', unreliability.quality, rms['Q'], COARSE_FIT],
    ['Brier of val.prob', own.brier, rms['Brier']],
    ['intercept of val.prob', own.slopeIntercept, rms['Intercept'], COARSE_FIT],
    ['slope of val.prob', slope.value, rms['Slope'], COARSE_FIT],
    ['Emax of val.prob', curve.largestDistance, rms['Emax']],
    ['E90 of val.prob', curve.percentile90Distance, rms['E90']],
    ['Eavg of val.prob', curve.meanDistance, rms['Eavg']],
    ['z of val.prob', spiegelhalter.z, rms['S:z']],
    ['p of val.prob', spiegelhalter.p, rms['S:p'], P],
  ];
  return rows.map(([what, actual, value, relative = 1e-9]) => ({
    what,
    actual,
    expected: value,
    relative,
  }));
}

const full = ({ n }: Groups) => n.every((size) => size > 0);

test.skipIf(!reference).each(reference?.hosmer_lemeshow.filter(full) ?? [])(
  'Hosmer-Lemeshow in $g groups',
  (row) => {
    const { y, p } = reference?.inputs ?? { y: [], p: [] };
    const fit = hosmerLemeshow(y, p, row.g);
    expectAsInR({ what: 'chi-square', actual: fit?.statistic ?? null, expected: row.chi2 });
    expect(fit?.groups.map(({ n }) => n)).toEqual(row.n);
    expect(fit?.groups.map(({ observed }) => observed)).toEqual(row.observed);
    for (const [i, expected] of row.expected.entries()) {
      expectAsInR({ what: `expected ${i}`, actual: fit?.groups[i].expected ?? null, expected });
      expectAsInR({
        what: `from ${i}`,
        actual: fit?.groups[i].from ?? null,
        expected: row.breaks[i],
      });
      expectAsInR({
        what: `to ${i}`,
        actual: fit?.groups[i].to ?? null,
        expected: row.breaks[i + 1],
      });
    }
    expect(fit?.external.df).toBe(row.df_external);
    const outside = fit?.external.p ?? null;
    expectAsInR({ what: 'p, other data', actual: outside, expected: row.p_external, relative: P });
    // Without a degree of freedom R's formula leaves 0 or nothing; there is no test then.
    expect(fit?.internal?.df ?? 0).toBe(Math.max(0, row.df_internal));
    const inside = fit?.internal?.p ?? null;
    const internal = row.df_internal > 0 ? row.p_internal : 'NA';
    expectAsInR({ what: 'p, fitted', actual: inside, expected: internal, relative: P });
  },
);

// R counts groups without a case and then has no number; the product leaves them out.
test.skipIf(!reference)('empty groups do not count', () => {
  const { y, p } = reference?.inputs ?? { y: [], p: [] };
  for (const { g, n } of reference?.hosmer_lemeshow ?? []) {
    const groups = hosmerLemeshow(y, p, g)?.groups;
    expect(groups?.map((group) => group.n)).toEqual(n.filter((size) => size > 0));
  }
});

test.skipIf(!reference)('decision curve', () => {
  if (!reference) return;
  const { y, p } = reference.inputs;
  const thresholds = reference.decision_curve.map(({ threshold }) => threshold);
  for (const [i, row] of netBenefit(y, p, thresholds).entries()) {
    const expected = reference.decision_curve[i];
    expect([row.tp, row.fp]).toEqual([expected.TP, expected.FP]);
    expectAsInR({ what: `model at ${i}`, actual: row.model, expected: expected.net_benefit });
    expectAsInR({ what: `all at ${i}`, actual: row.all, expected: expected.treat_all });
  }
});
