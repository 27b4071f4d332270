import type { TopLevelSpec } from 'vega-lite';
import type { BalanceRow } from '#contract/procedures/cohort.ts';
import { balanceTitle, smdLimit } from '../tables/documents/balance.ts';
import { plainConfig, textSize } from './theme.ts';

const rowHeight = 14;
const width = 230;
const sides = ['Before matching', 'After matching'] as const;

/** Standardised mean differences before and after matching, with lines at the limit of a flag. */
export function loveFigure(rows: readonly BalanceRow[]): TopLevelSpec {
  const order = rows.map(balanceTitle);
  const values = rows.flatMap((row) => [
    { title: balanceTitle(row), smd: row.before, when: sides[0] },
    { title: balanceTitle(row), smd: row.after, when: sides[1] },
  ]);
  const known = values.filter(({ smd }) => smd !== null);
  const unknown = rows.filter(({ before, after }) => before === null && after === null);
  const reach = Math.max(2 * smdLimit, ...known.map(({ smd }) => 1.1 * Math.abs(smd ?? 0)));
  const rule = (x: number, look: { readonly strokeDash?: number[] }) => ({
    data: { values: [{ x }] },
    mark: { type: 'rule' as const, color: '#707070', strokeWidth: 0.6, ...look },
    encoding: { x: { field: 'x', type: 'quantitative' as const } },
  });
  return {
    width,
    height: rowHeight * Math.max(1, rows.length),
    layer: [
      rule(0, {}),
      rule(-smdLimit, { strokeDash: [2.5, 2] }),
      rule(smdLimit, { strokeDash: [2.5, 2] }),
      {
        data: { values: known },
        mark: { type: 'point', size: 26, opacity: 1, strokeWidth: 1 },
        encoding: {
          x: {
            ...{ field: 'smd', type: 'quantitative', scale: { domain: [-reach, reach] } },
            axis: { title: 'Standardised mean difference (pN+ minus pN-)', tickCount: 7 },
          },
          y: {
            ...{ field: 'title', type: 'nominal', sort: order, scale: { domain: order } },
            axis: { title: null, ticks: false, labelPadding: 6, labelLimit: 220 },
          },
          color: side(['#d55e00', '#0072b2']),
          fill: side(['#ffffff', '#0072b2']),
          shape: side(['circle', 'square']),
        },
      },
      {
        data: { values: unknown.map((row) => ({ smd: 0, title: balanceTitle(row) })) },
        mark: { type: 'text', text: 'NA', fontSize: textSize.label, align: 'left', dx: 4 },
        encoding: {
          x: { field: 'smd', type: 'quantitative' },
          y: { field: 'title', type: 'nominal' },
        },
      },
    ],
    config: {
      ...plainConfig,
      legend: {
        ...{ orient: 'bottom', title: null, labelFontSize: textSize.label, labelColor: '#000000' },
        ...{ symbolSize: 26, symbolStrokeWidth: 1, offset: 6 },
      },
    },
  };
}

function side(range: string[]) {
  return {
    ...{ field: 'when', type: 'nominal' as const },
    scale: { domain: [...sides], range },
  };
}
