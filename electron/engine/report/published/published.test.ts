import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { sharesOf } from '#native/evaluation/confusion.ts';
import { confusionsBehind } from '#native/evaluation/published-performance.ts';
import { estimateCell } from '../tables/documents/cells.ts';
import { columnCount, placed, spread } from '../tables/writers/grid.ts';
import { publishedDocuments } from './published-documents.ts';
import { publishedNumbers } from './published-numbers.ts';
import { readPublishedTables } from './published-tables.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const shared = process.env.NODEWISE_SHARED ?? join(root, '..', 'shared');
const paper = join(shared, 'spec', 'paper');

const tables = readPublishedTables(join(root, 'resources'));
const documents = publishedDocuments(tables);

/** Texts of every row, head first, with '' where a span covers. */
function texts({ head, body }: TableDocument): string[][] {
  const rows = [...placed(head), ...placed(body)];
  return rows.map((row) => spread(row, columnCount(rows)).map((cell) => cell?.text ?? ''));
}

/** The spaces that the files of the published texts have as plain ones. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u2009]/g, ' ').replace(/^\u2003/, '');

interface PaperTable1 {
  readonly columns: readonly { readonly dataset: string; readonly header: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly footnote: string | null;
    readonly parent: string | null;
    readonly values: readonly { readonly text: string }[] | null;
    readonly p: string | null;
  }[];
}

interface PaperTable2 {
  readonly columns: readonly string[];
  readonly groups: readonly {
    readonly dataset: string;
    readonly n_pos: number;
    readonly n_neg: number;
  }[];
  readonly models: readonly {
    readonly model: string;
    readonly footnote: string | null;
    readonly aauc_text: string;
    readonly rows: readonly { readonly dataset: string; readonly cells_text: readonly string[] }[];
  }[];
}

interface PaperTable3 {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly model: string;
    readonly feature_fusion: string;
    readonly footnote: string | null;
    readonly auc: Readonly<Record<string, number>>;
    readonly aauc_text: string;
  }[];
}

const read = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const mark = (footnote: string | null) => (footnote === null ? '' : 'ᵃ');

test.skipIf(!existsSync(paper))('Table 1: every cell as published', () => {
  const table = read<PaperTable1>(join(paper, 'table1.json'));
  const [first, second, ...body] = texts(documents.table1).map((row) => row.map(plain));
  expect(first).toEqual([
    'Characteristics',
    ...table.columns.map(({ dataset }, n) => (n % 2 === 0 ? dataset : '')),
    'P-value',
  ]);
  expect(second).toEqual(['', ...table.columns.map(({ header }) => header), '']);
  expect(body).toEqual(
    table.rows.map(({ label, footnote, values, p }) => [
      label.replace(/ \(|$/, (unit) => mark(footnote) + unit),
      ...(values ? values.map(({ text }) => text) : table.columns.map(() => '')),
      p ?? '',
    ]),
  );
});

test('Table 1: the glyphs that the files of the published texts have not', () => {
  const [, , age, gender, male] = texts(documents.table1);
  expect(age.slice(0, 2)).toEqual(['Ageᵃ (years)', '59.9\u00a0±\u00a09.2']);
  expect(gender.at(-1)).toBe('<\u20090.001');
  expect(male.slice(0, 2)).toEqual(['\u2003Male', '108 (46.0)']);
});

test.skipIf(!existsSync(paper))('Table 2: every cell as published', () => {
  const { columns, models } = read<PaperTable2>(join(paper, 'table2.json'));
  const expected = models.flatMap(({ model, footnote, aauc_text, rows }) =>
    rows.map(({ dataset, cells_text }, n) => [
      ...[n === 0 ? model + mark(footnote) : '', dataset],
      ...cells_text,
      n === 0 ? aauc_text : '',
    ]),
  );
  expect(texts(documents.table2)).toEqual([columns, ...expected]);
  expect(documents.table2.body.map((row) => row[0].rowSpan)).toEqual(
    models.flatMap(() => [3, 1, 1]),
  );
});

test.skipIf(!existsSync(paper))('Table 3: every cell as published', () => {
  const { columns, rows } = read<PaperTable3>(join(paper, 'table3.json'));
  const expected = rows.map(({ model, feature_fusion, footnote, auc, aauc_text }, n) => [
    n > 0 && rows[n - 1].model === model ? '' : model,
    feature_fusion + mark(footnote),
    ...columns.slice(2, 5).map((set) => auc[set].toFixed(3)),
    aauc_text,
  ]);
  expect(texts(documents.table3)).toEqual([columns, ...expected]);
  expect(documents.table3.body[2][0].rowSpan).toBe(4);
});

// The printed texts are the witness of the rounding; one table of whole numbers is behind each row.
test.skipIf(!existsSync(paper))('Table 2: quotients of whole numbers print as published', () => {
  const { groups, models } = read<PaperTable2>(join(paper, 'table2.json'));
  for (const { dataset, cells_text } of models.flatMap(({ rows }) => rows)) {
    const group = groups.find((each) => each.dataset === dataset);
    const printed = cells_text.slice(0, 5);
    const [accuracy, sensitivity, specificity, ppv, npv] = printed.map(Number);
    const [confusion, ...others] = confusionsBehind(
      {
        ...{ positives: group?.n_pos ?? 0, negatives: group?.n_neg ?? 0 },
        ...{ accuracy, sensitivity, specificity, ppv, npv },
      },
      3,
    );
    expect(others).toEqual([]);
    const quotients = Object.values(sharesOf(confusion)).map(({ x, n }) => x / n);
    const told = quotients.map(
      (value) => estimateCell({ value, interval: null, reason: null }).text,
    );
    expect(told).toEqual(printed);
  }
});

test('the documents say where the numbers are from, and nothing that was not published', () => {
  for (const { title, footnotes } of [documents.table1, documents.table2, documents.table3]) {
    expect(title).toContain('as published');
    expect(footnotes.at(-1)).toContain('Cancer Imaging 2024;24:8');
    expect(footnotes.join()).not.toMatch(/threshold|NA/i);
  }
});

test('the consistency check gets 8 groups, 5 variables, 27 rows and 9 pooled AUCs', () => {
  const { characteristics, performance, pooled } = publishedNumbers(tables);
  expect(characteristics.columns).toHaveLength(8);
  expect(characteristics.variables).toHaveLength(5);
  expect(performance).toHaveLength(27);
  expect(performance[1]).toMatchObject({ positives: 43, negatives: 184, auc: 0.726 });
  expect(pooled).toHaveLength(9);
});
