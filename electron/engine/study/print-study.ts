import { AppError } from '#contract/errors.ts';
import type { FigureFormat, FigureName } from '#contract/evaluation/figures.ts';
import type { TableDocument, TableName } from '#contract/evaluation/table-document.ts';
import type { Study } from '../evaluation/study-input.ts';
import { tableOneOf } from '../evaluation/table-one.ts';
import { figuresOf, type FigureData } from '../report/figures/figure-data.ts';
import { methodsParagraph } from '../report/methods/methods-paragraph.ts';
import { balanceDocument } from '../report/tables/documents/balance.ts';
import { delongDocument } from '../report/tables/documents/comparisons.ts';
import { subgroupsDocument } from '../report/tables/documents/subgroups.ts';
import { table1Document } from '../report/tables/documents/table1.ts';
import { table2Document } from '../report/tables/documents/table2.ts';
import { table3Document } from '../report/tables/documents/table3.ts';

/** The study's own layout, or with columns beyond it: tests and differences, means of AUCs. */
interface Layout {
  readonly extended: boolean;
}

type Make = (study: Study, layout: Layout) => TableDocument | string;

/** Each table as far as the study has what it tells; else why it has not. */
const documents: { readonly [T in TableName]: Make } = {
  table1: ({ input: { patients } }, { extended }) =>
    patients
      ? table1Document(tableOneOf(patients), { tests: extended, smd: extended })
      : 'it has no age, sex, diameter, density or location',
  table2: ({ result }, { extended }) => table2Document(result, { means: extended }),
  table3: ({ result }, { extended }) =>
    result.models.some((model) => model.table3 !== null)
      ? table3Document(result, { means: extended })
      : 'none of its models is radiomics, deep learning or a fusion of both',
  delong: ({ result }) =>
    result.comparisons.length > 0 ? delongDocument(result) : 'it has one model',
  subgroups: ({ result }) =>
    result.subgroups.length > 0
      ? subgroupsDocument(result)
      : 'it has neither hospital nor contrast',
  balance: ({ input: { balance } }) =>
    balance && balance.length > 0 ? balanceDocument(balance) : 'its patients were not matched',
};

/** Tables of the published study, whose layout is fixed and can be extended. */
const extendable: readonly TableName[] = ['table1', 'table2', 'table3'];

/** @throws AppError nothing-to-show with the reason. */
export function studyTable(study: Study, name: TableName, extended = false): TableDocument {
  const document = documents[name](study, { extended });
  if (typeof document !== 'string') return document;
  throw new AppError('nothing-to-show', { name: `table "${name}"`, reason: document });
}

/**
 * Every table that the study has something to tell in, under the name of its file; the published
 * study's also with their further columns, as `table1-extended`.
 */
export function studyTables(study: Study): readonly (readonly [string, TableDocument])[] {
  return Object.entries(documents).flatMap(([name, make]) => {
    const plain = make(study, { extended: false });
    if (typeof plain === 'string') return [];
    const further = make(study, { extended: true });
    const isExtendable = extendable.includes(name as TableName) && typeof further !== 'string';
    return [
      [name, plain] as const,
      ...(isExtendable
        ? [[`${name}-extended`, { ...further, title: `${further.title}, extended` }] as const]
        : []),
    ];
  });
}

export function figureData({ input: { flow, balance }, result }: Study): FigureData {
  return { result, flow, balance: balance && balance.length > 0 ? balance : null };
}

/** A figure as a file's bytes. @throws AppError nothing-to-show. */
export async function studyFigure(
  study: Study,
  name: FigureName,
  format: FigureFormat,
): Promise<Uint8Array> {
  const data = figureData(study);
  if (figuresOf(data).includes(name)) {
    // What draws takes half a second to load, which no start of the program shall wait for.
    const { figureFile } = await import('../report/figures/figure-file.ts');
    return figureFile(name, data, format);
  }
  const reason = 'what it would show is not in it';
  throw new AppError('nothing-to-show', { name: `figure "${name}"`, reason });
}

/** What was done, in words, with the versions of what has done it. */
export function studyMethods({ input, result }: Study, nodewise: string): string {
  const { patients, flow, balance, provenance } = input;
  return methodsParagraph({
    ...{ flow, result, plan: provenance.plan, models: provenance.models },
    tableOne: patients !== null,
    balance: balance !== null && balance.length > 0,
    versions: { nodewise, node: process.versions.node },
  });
}
