import type { Prediction } from '#contract/procedures/risk.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { featureNumber, unitSign } from '../../ui/feature-text.ts';
import { noValue, percent } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { featureRows, type FeatureRow } from './feature-shares.ts';
import styles from './risk-page.module.css';

/** What moved the number, and by how much: to the right raises it, to the left lowers it. */
export function FeatureBars({ prediction }: { readonly prediction: Prediction }) {
  const rows = featureRows(prediction);
  const largest = Math.max(...rows.map((row) => Math.abs(row.contribution)), 1e-9);
  return (
    <Section
      title="What moved the number"
      note="Against an average patient of the reference cohort, in log-odds. Share is a feature's part of all that moved."
    >
      <table className={styles.features}>
        <thead>
          <tr>
            <th>Feature</th>
            <th className={styles.right}>Value</th>
            <th className={styles.right} title="Share of reference cases with a smaller value">
              Percentile
            </th>
            <th className={styles.barHead}>
              <span>lowers</span>
              <span>raises</span>
            </th>
            <th className={styles.right}>Share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FeatureLine key={row.key} row={row} largest={largest} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function FeatureLine({ row, largest }: { readonly row: FeatureRow; readonly largest: number }) {
  const { feature, contribution } = row;
  const half = 50 * (Math.abs(contribution) / largest);
  return (
    <tr>
      <td title={feature ? `${feature.column}${feature.ibsi ? `, IBSI ${feature.ibsi}` : ''}` : ''}>
        <span className={styles.featureName}>{row.name}</span>
        <span className={styles.featureDetail}>{row.detail}</span>
      </td>
      <td className={styles.right}>
        {feature ? featureNumber(feature.value) : noValue}
        {feature && <span className={styles.quiet}> {unitSign(feature.unit)}</span>}
      </td>
      <td className={styles.right}>
        {feature ? Math.round(100 * feature.percentile) : noValue}
        {feature && !feature.inTrainingRange && (
          <IconAlertTriangle
            size={13}
            className={styles.outside}
            aria-label="outside the training range"
          />
        )}
      </td>
      <td className={styles.barCell}>
        <span className={styles.barAxis} />
        <span
          className={styles.bar}
          data-sign={contribution < 0 ? 'lowers' : 'raises'}
          style={{ width: `${half}%`, left: contribution < 0 ? `${50 - half}%` : '50%' }}
        />
        <span className="visually-hidden">
          {contribution < 0 ? 'lowers' : 'raises'} by {Math.abs(contribution).toFixed(2)}
        </span>
      </td>
      <td className={styles.right}>{percent(row.share)}</td>
    </tr>
  );
}
