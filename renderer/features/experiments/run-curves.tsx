import type { EpochMetrics, Run } from '#contract/procedures/experiments.ts';
import { SegmentedControl } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { Section } from '../../ui/section.tsx';
import { LineChart, type Series } from './chart/line-chart.tsx';
import { fromZero, type Domain } from './chart/scale.ts';
import { aucDomain, epochNumber, epochPoints, nearestEpoch, stepPoints } from './curve-series.ts';
import { EpochTable } from './epoch-table.tsx';
import styles from './run-view.module.css';
import type { StepPoint } from './live-runs.ts';
import { networkColour } from '../../ui/model-colours.ts';
import { epochFacts, metric } from './epoch-words.ts';
import { bestEpoch } from './run-progress.ts';

interface Props {
  readonly run: Run;
  readonly steps: readonly StepPoint[];
}

/** How a run learned: AUC of internal validation, losses and learning rate, or the same as a table. */
export function RunCurves({ run, steps }: Props) {
  const [as, setAs] = useState<'curves' | 'table'>('curves');
  return (
    <Section
      title="Epochs"
      actions={
        <SegmentedControl
          aria-label="Show the epochs as"
          data={[
            { value: 'curves', label: 'Curves' },
            { value: 'table', label: 'Table' },
          ]}
          value={as}
          onChange={(value) => setAs(value === 'table' ? 'table' : 'curves')}
        />
      }
    >
      {as === 'curves' ? <Curves run={run} steps={steps} /> : <EpochTable epochs={run.epochs} />}
    </Section>
  );
}

function Curves({ run, steps }: Props) {
  const { epochs, settings } = run;
  const [picked, setPicked] = useState<EpochMetrics | null>(null);
  const shown = picked ?? epochs.at(-1) ?? null;
  const axis: Domain = [0, Math.max(settings.epochs, 1)];
  const colour = networkColour(settings.network);
  const shared = {
    x: axis,
    cursor: picked && epochNumber(picked),
    onCursor: (x: number | null) => setPicked(x === null ? null : nearestEpoch(epochs, x)),
  };

  // The cursor is a slider over the epochs, so that keys and screen readers have it, too.
  const onKeyDown = (event: KeyboardEvent) => {
    const at = shown ? epochs.indexOf(shown) : -1;
    const to = cursorAfterKey(event.key, at, epochs.length);
    if (to === null) return;
    event.preventDefault();
    setPicked(epochs[to]);
  };

  return (
    <div
      className={styles.curves}
      role="slider"
      tabIndex={0}
      aria-label="Epoch looked at"
      aria-valuemin={epochs.length > 0 ? epochNumber(epochs[0]) : 0}
      aria-valuemax={epochs.length > 0 ? epochNumber(epochs[epochs.length - 1]) : 0}
      aria-valuenow={shown ? epochNumber(shown) : 0}
      aria-valuetext={shown ? epochFacts(shown, settings.contrastive) : 'No epoch has ended yet'}
      onKeyDown={onKeyDown}
      onBlur={() => setPicked(null)}
    >
      <p className={styles.readout}>
        {shown
          ? epochFacts(shown, settings.contrastive)
          : 'The first point comes with the end of the first epoch.'}
      </p>
      <AucChart run={run} colour={colour} shared={shared} />
      <div className={styles.small}>
        <LossChart
          title="Cross-entropy"
          loss="crossEntropy"
          {...{ run, steps, colour, shared, shown }}
        />
        {settings.contrastive && (
          <LossChart
            title="Contrastive loss"
            loss="contrastive"
            {...{ run, steps, colour, shared, shown }}
          />
        )}
        <LineChart
          {...shared}
          title="Learning rate"
          aside={<span className={styles.value}>{metric('learningRate', shown)}</span>}
          summary={metric('learningRate', epochs.at(-1))}
          y={[0, settings.learningRate]}
          formatY={(value) => (value === 0 ? '0' : value.toExponential(0))}
          height={smallHeight}
          series={[
            {
              name: 'learning rate',
              colour,
              points: epochPoints(epochs, (metrics) => metrics.learningRate),
            },
          ]}
        />
      </div>
    </div>
  );
}

interface Shared {
  readonly x: Domain;
  readonly cursor: number | null;
  readonly onCursor: (x: number | null) => void;
}

/** Heights of the plots, px: the three small ones together are as high as the large one. */
const smallHeight = 76;
const largeHeight = 3 * smallHeight + 2 * 28;

function AucChart({
  run,
  colour,
  shared,
}: {
  readonly run: Run;
  readonly colour: string;
  readonly shared: Shared;
}) {
  const weights = epochPoints(run.epochs, (metrics) => metrics.auc);
  const average = epochPoints(run.epochs, (metrics) => metrics.averageAuc);
  const series: readonly Series[] = [
    { name: 'weights', colour, points: weights },
    { name: 'averaged copy', colour, points: average, dashed: true },
  ];
  const best = bestEpoch(run.epochs);
  return (
    <LineChart
      {...shared}
      title="AUC of internal validation"
      summary={
        best
          ? `Best ${best.auc.toFixed(3)} in epoch ${best.epoch + 1}, of the ${best.of === 'weights' ? 'weights' : 'averaged copy'}.`
          : 'No epoch has ended yet.'
      }
      y={aucDomain([...weights, ...average])}
      formatY={(value) => value.toFixed(1)}
      height={largeHeight}
      series={series}
      labelRoom={124}
      level={{ y: 0.5, label: 'chance' }}
      mark={best && { x: best.epoch + 1, y: best.auc, label: `best ${best.auc.toFixed(3)}` }}
    />
  );
}

function LossChart({
  title,
  loss,
  run,
  steps,
  colour,
  shared,
  shown,
}: Props & {
  readonly title: string;
  readonly loss: 'crossEntropy' | 'contrastive';
  readonly colour: string;
  readonly shared: Shared;
  readonly shown: EpochMetrics | null;
}) {
  const means = epochPoints(run.epochs, (metrics) => metrics[loss]);
  const each = stepPoints(steps, loss);
  return (
    <LineChart
      {...shared}
      title={title}
      aside={<span className={styles.value}>{metric(loss, shown ?? steps.at(-1))}</span>}
      summary={metric(loss, run.epochs.at(-1))}
      y={fromZero([...means, ...each].map(({ y }) => y))}
      formatY={(value) => String(value)}
      height={smallHeight}
      series={[
        { name: 'steps', colour, points: each, faint: true },
        { name: title, colour, points: means },
      ]}
    />
  );
}

/** The epoch that a key moves the cursor to, or null for keys that do not. */
function cursorAfterKey(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
