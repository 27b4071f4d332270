import type {
  CheckedValue,
  IbsiCertificate,
  IbsiCount,
  IbsiPart,
} from '#contract/procedures/verification.ts';
import { partWords } from '#contract/verification-words.ts';

/** One line of the table of values. */
export interface VerifiedRow extends CheckedValue {
  readonly id: string;
  /** The part and, where it has several, its configuration. */
  readonly where: string;
  /** The feature, how it was aggregated and, of a response map, how much of it lies inside. */
  readonly what: string;
}

export function verifiedRows({ values }: IbsiCertificate): readonly VerifiedRow[] {
  return values.map((value, at) => ({
    ...value,
    id: String(at),
    where: whereOf(value),
    what: whatOf(value),
  }));
}

function whereOf({ part, configuration }: CheckedValue): string {
  return part === 'ibsi1-digital' ? partWords[part] : `${partWords[part]} ${configuration}`;
}

function whatOf({ feature, aggregation, voxels }: CheckedValue): string {
  if (voxels) return `${feature}; ${voxels.inside} of ${voxels.compared} voxels inside`;
  return aggregation === '' ? feature : `${feature}, ${aggregation}`;
}

/** What is looked for; null stands for every part or outcome. */
export interface VerifiedFilter {
  readonly text: string;
  readonly part: IbsiPart | null;
  readonly outcome: CheckedValue['outcome'] | null;
}

export const noFilter: VerifiedFilter = { text: '', part: null, outcome: null };

/** Rows that hold every word of the text in their feature, family, code, column or place. */
export function filterVerified(
  rows: readonly VerifiedRow[],
  { text, part, outcome }: VerifiedFilter,
): readonly VerifiedRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (part !== null && row.part !== part) return false;
    if (outcome !== null && row.outcome !== outcome) return false;
    const told = [row.where, row.what, row.family, row.ibsi, row.column ?? ''].join(' ');
    return words.every((word) => told.toLowerCase().includes(word));
  });
}

export type Sums = Pick<IbsiCount, 'claimed' | 'passed' | 'failed' | 'notImplemented'>;

/** Sums of the counts of one part, or of all of them. */
export function sumsOf(counts: readonly IbsiCount[], part?: IbsiPart): Sums {
  const mine = counts.filter((count) => part === undefined || count.part === part);
  const sum = (of: keyof Sums): number => mine.reduce((total, count) => total + count[of], 0);
  return {
    ...{ claimed: sum('claimed'), passed: sum('passed'), failed: sum('failed') },
    notImplemented: sum('notImplemented'),
  };
}
