import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import { describeQuality } from '#contract/quality-sentences.ts';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { SeverityIcon } from '../../ui/badge.tsx';
import { dateTime } from '../../ui/format.ts';
import { Facts, Section } from '../../ui/section.tsx';
import { CohortStrip } from './cohort-strip.tsx';
import { FeatureBars } from './feature-bars.tsx';
import { Headline } from './headline.tsx';
import { ModelCardSection } from './model-card-section.tsx';
import styles from './risk-page.module.css';
import { TumourSlice } from './tumour-slice.tsx';

/** The risk of one patient on one page, on screen and on paper. */
export function RiskReport({
  detail,
  prediction,
}: {
  readonly detail: CaseDetail;
  readonly prediction: Prediction;
}) {
  return (
    <article className={styles.page} aria-label={`Risk of ${detail.code}`}>
      <Headline detail={detail} prediction={prediction} />
      <QualityRow prediction={prediction} />
      <CohortStrip prediction={prediction} />
      <div className={styles.columns}>
        <TumourSlice detail={detail} prediction={prediction} />
        <FeatureBars prediction={prediction} />
        <div className={styles.side}>
          <ModelCardSection model={prediction.model} />
          <Section title="Values used">
            <Facts
              facts={[
                ['Mask', `version ${prediction.maskVersion}, ${prediction.maskAuthor}`],
                ['Computed', dateTime(prediction.computedAt)],
                ['Prediction', <span className="mono">{prediction.id}</span>],
              ]}
            />
          </Section>
          <div className={styles.noPrint}>
            <Button
              leftSection={<IconPrinter size={16} stroke={1.5} />}
              onClick={() => window.print()}
            >
              Print this page
            </Button>
          </div>
        </div>
      </div>
    </article>
  );
}

/** Why the number may mean less for this patient, right below it. */
function QualityRow({ prediction }: { readonly prediction: Prediction }) {
  return (
    <section aria-label="Input quality">
      {prediction.quality.length === 0 ? (
        <p className={styles.quiet}>Nothing about the input speaks against the number.</p>
      ) : (
        <ul className={styles.quality}>
          {prediction.quality.map((flag) => (
            <li key={flag.code}>
              <SeverityIcon severity={flag.severity} />
              {describeQuality(flag)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
