import type { NetworkName, WeightReport } from '#contract/procedures/experiments.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { networkWords } from '../experiment-words.ts';
import styles from './new-experiment.module.css';

/** How a weight file fits the chosen network, by name and shape. */
export function WeightsReport({
  weightsId,
  network,
  width,
}: {
  readonly weightsId: string;
  readonly network: NetworkName;
  readonly width: number;
}) {
  const { query, reload } = useQuery('weights.report', { weightsId, network, width });
  switch (query.status) {
    case 'loading':
      return <SkeletonRows rows={1} label="Comparing the weights with the network" />;
    case 'failed':
      return <ErrorNote error={query.error} retry={reload} />;
    case 'ready':
      return <Report report={query.value} network={network} />;
  }
}

function Report({
  report,
  network,
}: {
  readonly report: WeightReport;
  readonly network: NetworkName;
}) {
  return (
    <details className={styles.report}>
      <summary>
        {groups
          .filter(({ key }) => key === 'matched' || report[key].length > 0)
          .map(({ key, word }) => `${report[key].length} ${word}`)
          .join(', ')}
        {report.matched.length === 0 && `: this file is not of ${networkWords[network]}`}
      </summary>
      {groups.map(({ key, word, meaning }) =>
        report[key].length === 0 ? null : (
          <section key={key} aria-label={word}>
            <h3>
              {report[key].length} {word}
            </h3>
            <p>{meaning}</p>
            <ul className="mono">
              {report[key].map((entry) => {
                const line = typeof entry === 'string' ? entry : shapes(entry);
                return <li key={line}>{line}</li>;
              })}
            </ul>
          </section>
        ),
      )}
    </details>
  );
}

const groups = [
  { key: 'matched', word: 'matched', meaning: 'Taken from the file.' },
  {
    key: 'missing',
    word: 'missing',
    meaning: 'Not in the file: these begin at random, as the heads always do.',
  },
  { key: 'ignored', word: 'ignored', meaning: 'Counters and computed tensors: no weights.' },
  { key: 'unexpected', word: 'unexpected', meaning: 'In the file alone: not used.' },
  {
    key: 'shapeDiffers',
    word: 'of another shape',
    meaning: 'Of the same name but another shape: these begin at random.',
  },
] as const;

function shapes({ name, file, network }: WeightReport['shapeDiffers'][number]): string {
  return `${name}: file ${file.join(' × ')}, network ${network.join(' × ')}`;
}
