import type {
  EvaluationResult,
  ModelPerformance,
  SetPerformance,
} from '#contract/evaluation/result.ts';
import { fixed, noValue } from '../../../ui/format.ts';
import { modelColours } from '../../../ui/model-colours.ts';
import { setWords } from '../results-words.ts';
import { forestPlace, forestStart } from './forest-scale.ts';
import styles from './forest-table.module.css';

/** AUC of every model on every set with its interval, drawn and as numbers, row under row. */
export function ForestTable({ result }: { readonly result: EvaluationResult }) {
  const { sets, models, settings } = result;
  const start = forestStart(models);
  const colours = modelColours(models);
  return (
    <div className={styles.scroll}>
      <table className={styles.forest} aria-label="AUC of the models on each set">
        <thead>
          <tr>
            <th scope="col">Model</th>
            {sets.map(({ set, n, positives }) => (
              <th key={set} scope="col">
                <span className={styles.set}>{setWords[set]}</span>
                <span className={styles.quiet}>
                  n = {n}, {positives} pN+
                </span>
                <Axis start={start} />
              </th>
            ))}
            <th
              scope="col"
              className={styles.pooled}
              title="AUC of the pooled scores of all sets, with its standard error after DeLong"
            >
              <span className={styles.set}>All sets</span>
              <span className={styles.quiet}>aAUC ± SD</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((model, n) => (
            <tr key={model.id}>
              <th scope="row">
                <span className={styles.name}>
                  <i style={{ background: colours[n] }} aria-hidden />
                  {model.name}
                </span>
              </th>
              {sets.map(({ set }) => (
                <SetCell
                  key={set}
                  of={model.sets.find((one) => one.set === set)}
                  colour={colours[n]}
                  start={start}
                />
              ))}
              <Pooled aauc={model.aauc} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        Lines are {Number((100 * settings.level).toPrecision(10))} % intervals after DeLong; the
        dashed line is chance.
      </p>
    </div>
  );
}

function Pooled({ aauc }: { readonly aauc: ModelPerformance['aauc'] }) {
  if (aauc.pooled === null) {
    return (
      <td className={styles.pooled} title={aauc.reason ?? undefined}>
        {noValue}
      </td>
    );
  }
  return (
    <td className={styles.pooled}>
      {fixed(aauc.pooled, 3)} <span className={styles.quiet}>± {fixed(aauc.sd, 3)}</span>
    </td>
  );
}

function Axis({ start }: { readonly start: number }) {
  return (
    <span className={styles.axis} aria-hidden>
      {[start, 0.5, 1].map((tick) => (
        <span key={tick} style={{ left: `${forestPlace(tick, start)}%` }}>
          {tick.toFixed(1)}
        </span>
      ))}
    </span>
  );
}

const height = 30;
const middle = height / 2;

function SetCell({
  of,
  colour,
  start,
}: {
  readonly of: SetPerformance | undefined;
  readonly colour: string;
  readonly start: number;
}) {
  if (of?.auc.value === null || !of) {
    return (
      <td>
        <span className={styles.quiet}>{of?.auc.reason ?? 'no scores'}</span>
      </td>
    );
  }
  const { value, interval } = of.auc;
  const at = (auc: number) => `${forestPlace(auc, start)}%`;
  return (
    <td>
      <span className={styles.cell}>
        <svg className={styles.plot} height={height} aria-hidden>
          <line data-line="chance" x1={at(0.5)} x2={at(0.5)} y1={0} y2={height} />
          {interval && (
            <line
              data-line="interval"
              style={{ stroke: colour }}
              x1={at(interval[0])}
              x2={at(interval[1])}
              y1={middle}
              y2={middle}
            />
          )}
          <circle cx={at(value)} cy={middle} r={4} style={{ fill: colour }} />
        </svg>
        <span className={styles.number}>{fixed(value, 3)}</span>
        <span className={styles.interval}>
          {interval ? `${fixed(interval[0], 3)}–${fixed(interval[1], 3)}` : ''}
        </span>
      </span>
    </td>
  );
}
