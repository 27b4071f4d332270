import type { FeatureSet } from '#contract/procedures/risk.ts';
import { featureNumber, unitSign } from '../../ui/feature-text.ts';
import { dateTime, noValue, percent } from '../../ui/format.ts';
import { Facts, Section } from '../../ui/section.tsx';
import { CohortHistogram } from './cohort-histogram.tsx';
import type { FeatureRow } from './feature-rows.ts';
import styles from './features-page.module.css';

/** What one feature means, where this case stands with it, and how the numbers were made. */
export function FeaturePanel({
  row,
  set,
  maskVersion,
}: {
  readonly row: FeatureRow | null;
  readonly set: FeatureSet;
  readonly maskVersion: number | null;
}) {
  return (
    <aside className={styles.panel} aria-label="The chosen feature">
      {row ? (
        <>
          <Section title={row.name} note={row.definition}>
            <Facts
              facts={[
                ['Value', `${featureNumber(row.value)} ${unitSign(row.unit)}`.trim()],
                [
                  'Smaller in',
                  row.percentile === null ? noValue : `${percent(row.percentile)} of cases`,
                ],
                ['IBSI code', row.ibsi ? <span className="mono">{row.ibsi}</span> : 'outside IBSI'],
                [
                  'Column',
                  <span key="column" className="mono">
                    {row.column}
                  </span>,
                ],
              ]}
            />
          </Section>
          <Section title="In the cohort">
            <CohortHistogram row={row} />
          </Section>
        </>
      ) : (
        <Section title="No feature is chosen">
          <p className={styles.quiet}>
            Choose a row to see what it measures and how the library&rsquo;s cases are spread.
          </p>
        </Section>
      )}
      <Section title="How they were made">
        <Facts
          facts={[
            ['Preset', set.preset],
            [
              'Settings',
              <span key="hash" className="mono" title={set.settingsHash}>
                {set.settingsHash.slice(0, 12)}
              </span>,
            ],
            ['Mask', maskVersion === null ? noValue : `version ${maskVersion}`],
            ['Code', set.codeVersion],
            ['Computed', dateTime(set.computedAt)],
          ]}
        />
      </Section>
    </aside>
  );
}
