import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { featureNumber, unitSign } from '../../ui/feature-text.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import type { FeatureRow } from './feature-rows.ts';
import styles from './features-page.module.css';
import { histogram } from './histogram.ts';

/** Fewer cases than this have no distribution worth a picture or a percentile. */
export const leastCases = 3;
/** Drawing units of the picture. */
const width = 1000;
const height = 120;

/** How a feature is spread over the library's cases, with this case marked. */
export function CohortHistogram({ row }: { readonly row: FeatureRow }) {
  const { query, reload } = useQuery(
    'features.distribution',
    { column: row.column },
    { topics: ['features', 'masks', 'cases'] },
  );
  switch (query.status) {
    case 'loading':
      return <SkeletonRows rows={1} height={140} label="Loading the cohort" />;
    case 'failed':
      return <ErrorNote error={query.error} retry={reload} />;
    case 'ready':
      return query.value.length < leastCases ? (
        <p className={styles.quiet}>
          {query.value.length === 1
            ? 'Only this case has its features computed.'
            : `Only ${query.value.length} cases have their features computed.`}{' '}
          A histogram needs at least {leastCases}: select cases in the list and extract their
          features.
        </p>
      ) : (
        <Histogram row={row} values={query.value.map(({ value }) => value)} />
      );
  }
}

function Histogram({ row, values }: { readonly row: FeatureRow; readonly values: number[] }) {
  const bins = histogram(values);
  const [low, high] = [bins[0].from, bins[bins.length - 1].to];
  const tallest = Math.max(...bins.map(({ count }) => count));
  const step = width / bins.length;
  // A single value has no width: its bar and its mark stand in the middle.
  const share = low === high ? 0.5 : (row.value - low) / (high - low);
  const unit = unitSign(row.unit);
  return (
    <figure className={styles.figure}>
      <div className={styles.plot}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${row.column} of ${values.length} cases; this case at ${featureNumber(row.value)} ${unit}`}
        >
          {bins.map(({ from, to, count }, at) => (
            <rect
              key={from}
              x={at * step + 2}
              width={step - 4}
              y={height - (height * count) / tallest}
              height={(height * count) / tallest}
            >
              <title>{`${featureNumber(from)} to ${featureNumber(to)}: ${count}`}</title>
            </rect>
          ))}
        </svg>
        <span className={styles.mark} style={{ left: `${100 * share}%` }}>
          <span className={styles.markLabel} data-side={share > 0.5 ? 'left' : 'right'}>
            this case
          </span>
        </span>
      </div>
      <div className={styles.axis} aria-hidden>
        <span>{featureNumber(low)}</span>
        <span>{unit}</span>
        <span>{featureNumber(high)}</span>
      </div>
      <figcaption className={styles.quiet}>
        {values.length} cases of this library, the tallest bar {tallest}.
      </figcaption>
    </figure>
  );
}
