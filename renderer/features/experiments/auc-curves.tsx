import type { EpochMetrics, Run } from '#contract/procedures/experiments.ts';
import { Section } from '../../ui/section.tsx';
import { LineChart, type Series } from './chart/line-chart.tsx';
import { aucDomain, epochPoints } from './curve-series.ts';
import { networkColour } from '../../ui/model-colours.ts';
import { bestEpoch } from './run-progress.ts';

/** Internal validation of all runs over the epochs; without radiomics dashed. */
export function AucCurves({ runs }: { readonly runs: readonly Run[] }) {
  const begun = runs.filter(({ epochs }) => epochs.length > 0);
  if (begun.length < 2) return null;
  const series = begun.map(({ name, settings, epochs }): Series => ({
    name,
    colour: networkColour(settings.network),
    dashed: settings.fusion === 'none',
    points: epochPoints(epochs, better),
  }));
  return (
    <Section
      title="Internal validation over the epochs"
      note="The better of the weights and their averaged copy; a run without radiomics is dashed."
    >
      <LineChart
        title="AUC"
        summary={begun
          .map(({ name, epochs }) => `${name}: best ${bestEpoch(epochs)?.auc.toFixed(3) ?? 'none'}`)
          .join('; ')}
        x={[0, Math.max(...runs.map(({ settings }) => settings.epochs))]}
        y={aucDomain(series.flatMap(({ points }) => points))}
        formatY={(value) => value.toFixed(1)}
        height={240}
        series={series}
        labelRoom={236}
        level={{ y: 0.5, label: 'chance' }}
      />
    </Section>
  );
}

function better({ auc, averageAuc }: EpochMetrics): number | null {
  return auc === null || averageAuc === null ? (auc ?? averageAuc) : Math.max(auc, averageAuc);
}
