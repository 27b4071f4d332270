import type { Prediction } from '#contract/procedures/risk.ts';
import { percent } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { cohortBins, cohortPercentile } from './cohort-bins.ts';
import styles from './risk-page.module.css';

/** Drawing units of the strip: 1000 across stand for a probability of 0 to 1. */
const width = 1000;
const height = 64;
const bins = 40;

/** Where the patient lies among the reference cases, and how many like it were pN+. */
export function CohortStrip({ prediction }: { readonly prediction: Prediction }) {
  const { probability, interval, cohort } = prediction;
  const { band } = cohort;
  const counts = cohortBins(cohort.probabilities, cohort.labels, bins);
  const tallest = Math.max(1, ...counts.map((bin) => bin.negatives + bin.positives));
  const unit = height / tallest;
  const percentile = cohortPercentile(cohort.probabilities, probability);
  return (
    <Section title="Among the reference cohort" actions={<Legend />}>
      <div className={styles.strip}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className={styles.stripPlot}
          role="img"
          aria-label={`Distribution of ${cohort.probabilities.length} reference cases; this patient at ${percent(probability)}`}
        >
          <rect
            className={styles.band}
            x={band.from * width}
            width={(band.to - band.from) * width}
            height={height}
          />
          {counts.map((bin) => (
            <g key={bin.from}>
              <rect
                className={styles.negatives}
                x={bin.from * width + 1}
                width={width / bins - 2}
                y={height - unit * bin.negatives}
                height={unit * bin.negatives}
              />
              <rect
                className={styles.positives}
                x={bin.from * width + 1}
                width={width / bins - 2}
                y={height - unit * (bin.negatives + bin.positives)}
                height={unit * bin.positives}
              />
            </g>
          ))}
        </svg>
        <div
          className={styles.intervalBar}
          style={{ left: percentOf(interval[0]), width: percentOf(interval[1] - interval[0]) }}
        />
        <div className={styles.mark} style={{ left: percentOf(probability) }}>
          <span className={styles.markLabel} data-side={probability > 0.8 ? 'left' : 'right'}>
            this patient, {percent(probability)}
          </span>
        </div>
        <div className={styles.axis} aria-hidden>
          {[0, 0.25, 0.5, 0.75, 1].map((p) => (
            <span key={p} style={{ left: percentOf(p) }}>
              {percent(p)}
            </span>
          ))}
        </div>
      </div>
      <p>
        {band.n > 0
          ? `Of the ${band.n} reference cases between ${percent(band.from)} and ${percent(band.to)}, ${band.positives} were pN+ (${percent(band.positives / band.n)}). `
          : 'No reference case lies near this number. '}
        {percent(percentile)} of all {cohort.probabilities.length} reference cases have a lower one.
      </p>
    </Section>
  );
}

function Legend() {
  return (
    <span className={styles.legend}>
      <span className={styles.legendPositives}>pN+</span>
      <span className={styles.legendNegatives}>pN-</span>
      <span className={styles.legendBand}>cases like this one</span>
    </span>
  );
}

function percentOf(share: number): string {
  return `${100 * share}%`;
}
