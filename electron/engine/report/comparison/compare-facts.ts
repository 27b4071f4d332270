import type { FactComparison } from '#contract/procedures/feature-comparison.ts';
import { caseNames } from './case-keys.ts';
import type { FeatureFile } from './feature-file.ts';

type CellOf = (column: string) => string;

interface FactSource {
  readonly columns: readonly string[];
  readonly value: (cell: CellOf) => string;
}

const one = (column: string): FactSource => ({ columns: [column], value: (cell) => cell(column) });

/** Which columns tell a fact; of several ways the first that both tables have. */
const sources: { readonly [F in FactComparison['fact']]: readonly FactSource[] } = {
  preset: [
    {
      // Tables of files have the version apart.
      columns: ['preset', 'preset_version'],
      value: (cell) => `${cell('preset')} version ${cell('preset_version')}`,
    },
    one('preset'),
  ],
  settings: [one('settings_sha256')],
  code: [one('code_version')],
  image: [one('image_sha256')],
  mask: [one('mask_sha256'), one('mask_id'), one('mask')],
};

/** Whether what the values depend on is the same in two tables, over the cases both have. */
export function compareFacts(
  tables: readonly [FeatureFile, FeatureFile],
  key: readonly string[],
): FactComparison[] {
  const names = tables.map((table) => caseNames(table, key));
  const common = names[0].filter((name) => names[1].includes(name));
  return (Object.keys(sources) as FactComparison['fact'][]).map((fact) => {
    const [first, second] = tables.map((table, t) => {
      const source = chosenSource(fact, table, tables[1 - t]);
      return source ? valuesByCase(table, names[t], source) : new Map<string, string>();
    });
    const differs = (name: string) => first.get(name) !== second.get(name);
    const told = first.size > 0 && second.size > 0;
    return {
      fact,
      first: distinct(common, first),
      second: distinct(common, second),
      cases: told ? common.filter(differs).length : 0,
    };
  });
}

/** A way both tables can tell the fact, else one that this table can. */
function chosenSource(
  fact: FactComparison['fact'],
  table: FeatureFile,
  other: FeatureFile,
): FactSource | undefined {
  const tells = ({ header }: FeatureFile) => {
    return ({ columns }: FactSource) => columns.every((column) => header.includes(column));
  };
  const own = sources[fact].filter(tells(table));
  return own.find(tells(other)) ?? own[0];
}

function valuesByCase(
  { header, rows }: FeatureFile,
  names: readonly string[],
  { value }: FactSource,
): ReadonlyMap<string, string> {
  return new Map(rows.map((row, r) => [names[r], value((column) => row[header.indexOf(column)])]));
}

function distinct(cases: readonly string[], values: ReadonlyMap<string, string>): string[] {
  return [...new Set(cases.flatMap((name) => values.get(name) ?? []))].sort();
}
