import type { BalanceRow } from '#contract/procedures/cohort.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fixed } from '../../../ui/format.ts';
import {
  balanceName,
  ratioFlagged,
  smdBound,
  smdFlagged,
  smdLimit,
  smdPlace,
  smdTicks,
} from './balance-words.ts';
import styles from './love-plot.module.css';

/**
 * Standardised mean differences before and after matching, drawn and as numbers: each row of the
 * table is a row of the plot.
 */
export function LovePlot({ rows }: { readonly rows: readonly BalanceRow[] }) {
  const limit = smdLimit(rows);
  return (
    <table className={styles.balance} aria-label="Balance of pN+ and pN- before and after matching">
      <thead>
        <tr>
          <th scope="col">Variable</th>
          <th scope="col" className={styles.plot}>
            <Axis limit={limit} />
          </th>
          <th scope="col" title="Standardised mean difference of all, pN+ minus pN-">
            SMD before
          </th>
          <th scope="col" title="Standardised mean difference in the pairs">
            after
          </th>
          <th scope="col" title="Variance of pN+ by that of pN-; of continuous variables">
            Var. ratio before
          </th>
          <th scope="col">after</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={balanceName(row)}>
            <th scope="row">{balanceName(row)}</th>
            <td className={styles.plot}>
              <PlotRow row={row} limit={limit} />
            </td>
            <td className={styles.before}>{signed(row.before)}</td>
            <Value text={signed(row.after)} flagged={smdFlagged(row.after)} />
            <td className={styles.before}>
              {row.level === null ? fixed(row.varianceRatioBefore, 2) : ''}
            </td>
            <Value
              text={row.level === null ? fixed(row.varianceRatioAfter, 2) : ''}
              flagged={ratioFlagged(row.varianceRatioAfter)}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, flagged }: { readonly text: string; readonly flagged: boolean }) {
  return (
    <td data-flagged={flagged}>
      {flagged && (
        <IconAlertTriangle size={12} stroke={1.75} role="img" aria-label="not balanced" />
      )}
      {text}
    </td>
  );
}

/** The bound and the ends above the plot, with what the marks are. */
function Axis({ limit }: { readonly limit: number }) {
  return (
    <div className={styles.axis}>
      <span className={styles.legend}>
        <i data-mark="before" /> before <i data-mark="after" /> after
      </span>
      {smdTicks(limit).map(({ at, text }) => (
        <span key={at} className={styles.tick} style={{ left: `${smdPlace(at, limit)}%` }}>
          {text}
        </span>
      ))}
    </div>
  );
}

const height = 26;
const middle = height / 2;

function PlotRow({ row, limit }: { readonly row: BalanceRow; readonly limit: number }) {
  const at = (smd: number) => `${smdPlace(smd, limit)}%`;
  const { before, after } = row;
  return (
    <svg width="100%" height={height} aria-hidden className={styles.marks}>
      {[-smdBound, smdBound].map((bound) => (
        <line key={bound} data-line="bound" x1={at(bound)} x2={at(bound)} y1={0} y2={height} />
      ))}
      <line data-line="zero" x1="50%" x2="50%" y1={0} y2={height} />
      {before !== null && after !== null && (
        <line data-line="way" x1={at(before)} x2={at(after)} y1={middle} y2={middle} />
      )}
      {before !== null && <circle data-mark="before" cx={at(before)} cy={middle} r={4} />}
      {after !== null && (
        <circle
          data-mark="after"
          data-flagged={smdFlagged(after)}
          cx={at(after)}
          cy={middle}
          r={4}
        />
      )}
    </svg>
  );
}

function signed(smd: number | null): string {
  return minus(fixed(smd, 3));
}

/** A minus as wide as a digit: in columns, tabular hyphens stand apart from their number. */
function minus(text: string): string {
  return text.replace('-', '\u2212');
}
