import { AppError } from '#contract/errors.ts';
import type { FigureName, TableDocument, TableName } from '#contract/procedures/evaluation.ts';
import type { Study } from './evaluation/study-input.ts';
import { tableOneOf } from './evaluation/table-one.ts';
import { figuresOf, type FigureData } from './report/figures/figure-data.ts';
import { figureSvg } from './report/figures/figure-file.ts';
import { balanceDocument } from './report/tables/documents/balance.ts';
import { delongDocument } from './report/tables/documents/comparisons.ts';
import { subgroupsDocument } from './report/tables/documents/subgroups.ts';
import { table1Document } from './report/tables/documents/table1.ts';
import { table2Document } from './report/tables/documents/table2.ts';
import { table3Document } from './report/tables/documents/table3.ts';

/** Each table as far as the study has what it tells; else why it has not. */
const documents: { readonly [T in TableName]: (study: Study) => TableDocument | string } = {
  table1: ({ input: { patients } }) =>
    patients
      ? table1Document(tableOneOf(patients), { tests: true, smd: true })
      : 'it has no age, sex, diameter, density or location',
  table2: ({ result }) => table2Document(result, { means: true }),
  table3: ({ result }) =>
    result.models.some((model) => model.table3 !== null)
      ? table3Document(result, { means: true })
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

/** @throws AppError nothing-to-show with the reason. */
export function studyTable(study: Study, name: TableName): TableDocument {
  const document = documents[name](study);
  if (typeof document !== 'string') return document;
  throw new AppError('nothing-to-show', { name: `table "${name}"`, reason: document });
}

/** Every table that the study has something to tell in. */
export function studyTables(study: Study): readonly (readonly [TableName, TableDocument])[] {
  return Object.entries(documents).flatMap(([name, make]) => {
    const document = make(study);
    return typeof document === 'string' ? [] : [[name as TableName, document] as const];
  });
}

export function figureData({ input: { flow, balance }, result }: Study): FigureData {
  return { result, flow, balance: balance && balance.length > 0 ? balance : null };
}

/** A figure as SVG. @throws AppError nothing-to-show. */
export async function studyFigure(study: Study, name: FigureName): Promise<string> {
  const data = figureData(study);
  if (figuresOf(data).includes(name)) return figureSvg(name, data);
  const reason = 'what it would show is not in it';
  throw new AppError('nothing-to-show', { name: `figure "${name}"`, reason });
}
