import { z } from 'zod';

export const tableCell = z.object({
  text: z.string(),
  /** The number that the text begins with or stands for, with all its digits; null for other text. */
  value: z.number().nullable(),
  columnSpan: z.number().int().min(1),
  rowSpan: z.number().int().min(1),
  align: z.enum(['left', 'right', 'centre']),
  /** Sub-row of the row before; its text begins with an em space. */
  indent: z.boolean(),
  /** What a reader may want to know of this cell: its reason for NA, its test. */
  note: z.string().nullable(),
});
export type TableCell = z.infer<typeof tableCell>;

/** A table as it is printed: the same on screen and in every file format. */
export const tableDocument = z.object({
  title: z.string(),
  /** Rows of cells; cells that a span covers are absent. */
  head: z.array(z.array(tableCell)),
  body: z.array(z.array(tableCell)),
  /** In order; marks (ᵃ) stand in the text. */
  footnotes: z.array(z.string()),
});
export type TableDocument = z.infer<typeof tableDocument>;

export const tableName = z.enum(['table1', 'table2', 'table3', 'delong', 'subgroups', 'balance']);
export type TableName = z.infer<typeof tableName>;
