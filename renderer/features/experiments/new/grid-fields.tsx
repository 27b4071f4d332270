import type { Output } from '#contract/contract.ts';
import { Button, Checkbox } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { Query } from '../../../api/use-query.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { fusionWords, networkWords } from '../experiment-words.ts';
import { networkColour } from '../../../ui/model-colours.ts';
import styles from './new-experiment.module.css';
import { NumberFields } from './number-fields.tsx';
import { lacksWeights, sharedFields, type GridRun } from './planned-runs.ts';
import type { Problems, RunForm } from './run-form.ts';
import { ImportWeights } from './weights-field.tsx';

interface Props {
  readonly form: RunForm;
  readonly problems: Problems;
  readonly grid: {
    readonly query: Query<Output<'experiments.grid'>>;
    readonly reload: () => void;
  };
  /** Names of the runs that are left out. */
  readonly left: ReadonlySet<string>;
  readonly onLeft: (left: ReadonlySet<string>) => void;
  readonly onChange: (change: Partial<RunForm>) => void;
}

/** The study's runs as a table, to choose from. */
export function GridFields({ form, problems, grid, left, onLeft, onChange }: Props) {
  const [importing, setImporting] = useState(false);
  const { query, reload } = grid;
  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading') return <SkeletonRows rows={13} label="Loading the grid" />;
  const runs = query.value;
  const lacking = runs.filter(lacksWeights).length;
  return (
    <>
      <NumberFields fields={sharedFields} {...{ form, problems, onChange }} />
      <GridTable runs={runs} left={left} onLeft={onLeft} />
      {lacking > 0 && (
        <div className={styles.lacking}>
          <p className={styles.hint}>
            {lacking} runs begin from published weights that are not in this library. Import
            MedicalNet’s resnet_18, _34 and _50_23dataset.pth and model_swinvit.pt; they are known
            by their names.
          </p>
          <Button
            aria-expanded={importing}
            leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
            onClick={() => setImporting((on) => !on)}
          >
            Import weights…
          </Button>
        </div>
      )}
      {importing && <ImportWeights onImported={reload} />}
    </>
  );
}

function GridTable({
  runs,
  left,
  onLeft,
}: {
  readonly runs: readonly GridRun[];
  readonly left: ReadonlySet<string>;
  readonly onLeft: (left: ReadonlySet<string>) => void;
}) {
  const possible = runs.filter((run) => !lacksWeights(run));
  const chosen = possible.filter(({ name }) => !left.has(name));
  const toggle = (name: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(name);
    else next.add(name);
    onLeft(next);
  };
  return (
    <table className={styles.grid} aria-label="Runs of the grid">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label="All runs"
              checked={chosen.length === possible.length}
              indeterminate={chosen.length > 0 && chosen.length < possible.length}
              onChange={(event) =>
                onLeft(new Set(event.currentTarget.checked ? [] : possible.map(({ name }) => name)))
              }
            />
          </th>
          <th scope="col">Run</th>
          <th scope="col">Network</th>
          <th scope="col">Fusion</th>
          <th scope="col">Begins from</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const { name, settings, pretrained } = run;
          const lacks = lacksWeights(run);
          return (
            <tr key={name} data-lacks={lacks}>
              <td>
                <Checkbox
                  aria-label={name}
                  disabled={lacks}
                  checked={!lacks && !left.has(name)}
                  onChange={(event) => toggle(name, event.currentTarget.checked)}
                />
              </td>
              <td>
                <span
                  className={styles.swatch}
                  style={{ background: networkColour(settings.network) }}
                  aria-hidden
                />
                {name}
              </td>
              <td>{networkWords[settings.network]}</td>
              <td>{fusionWords[settings.fusion].name}</td>
              <td>{lacks ? 'weights to be imported' : pretrained ? 'stored weights' : 'random'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
