import type { CaseSummary } from '#contract/procedures/cases.ts';
import type { Flag } from '#contract/flags.ts';
import { describeFlag, flagTitles } from '#contract/flag-sentences.ts';
import { SeverityBadge, StatusBadge, VerdictBadge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { dateTime, fixed, noValue, volumeMm3 } from '../../ui/format.ts';

const severityRank = { bad: 2, warn: 1, info: 0 } as const;
const verdictRank = { accept: 0, check: 1, 'not-sure': 2 } as const;

/** Columns of the worklist. Numbers stand right, with their unit in the header. */
export const caseColumns: readonly Column<CaseSummary>[] = [
  {
    key: 'code',
    title: 'Patient',
    hint: 'Pseudonym; the key file that names the patient lies apart',
    width: 96,
    sortValue: (c) => c.code,
    cell: (c) => <span className="mono">{c.code}</span>,
  },
  {
    key: 'status',
    title: 'Status',
    width: 128,
    sortValue: (c) => c.status,
    cell: (c) => <StatusBadge status={c.status} />,
  },
  {
    key: 'flags',
    title: 'Flags',
    hint: 'What the import found, the gravest first',
    sortValue: (c) => flagRank(c.flags),
    text: (c) => gravestFirst(c.flags).map(describeFlag).join(' '),
    cell: (c) => <FlagCell flags={c.flags} />,
  },
  {
    key: 'draft',
    title: 'Draft',
    hint: 'How sure the automatic outline is of itself',
    width: 100,
    sortValue: (c) => (c.draftVerdict ? verdictRank[c.draftVerdict] : null),
    text: (c) => c.draftVerdict ?? '',
    cell: (c) => (c.draftVerdict ? <VerdictBadge verdict={c.draftVerdict} /> : noValue),
  },
  {
    key: 'volume',
    title: 'Mask, mm³',
    hint: 'Volume of the newest mask you may see',
    align: 'right',
    width: 104,
    sortValue: (c) => c.maskVolumeMm3,
    cell: (c) => volumeMm3(c.maskVolumeMm3),
  },
  {
    key: 'slices',
    title: 'Slices',
    align: 'right',
    width: 80,
    sortValue: (c) => c.slices,
    cell: (c) => c.slices,
  },
  {
    key: 'thickness',
    title: 'Thickness, mm',
    hint: 'Slice thickness as the scanner states it; the study protocol asks for 2 mm or less',
    align: 'right',
    width: 122,
    sortValue: (c) => c.sliceThicknessMm,
    cell: (c) => fixed(c.sliceThicknessMm, 2),
  },
  {
    key: 'hospital',
    title: 'Hospital',
    width: 112,
    sortValue: (c) => c.hospital,
    cell: (c) => c.hospital ?? noValue,
  },
  {
    key: 'imported',
    title: 'Added',
    width: 140,
    sortValue: (c) => c.importedAt,
    cell: (c) => dateTime(c.importedAt),
  },
];

/** The gravest flag by name, the others counted. */
function FlagCell({ flags }: { readonly flags: readonly Flag[] }) {
  if (flags.length === 0) return noValue;
  const [first, ...others] = gravestFirst(flags);
  return (
    <span style={{ display: 'inline-flex', gap: 8, verticalAlign: 'middle' }}>
      <SeverityBadge
        severity={first.severity}
        word={flagTitles[first.code]}
        title={gravestFirst(flags).map(describeFlag).join('\n')}
      />
      {others.length > 0 && <span style={{ color: 'var(--nw-text-2)' }}>+{others.length}</span>}
    </span>
  );
}

export function gravestFirst(flags: readonly Flag[]): readonly Flag[] {
  return flags.toSorted((a, b) => severityRank[b.severity] - severityRank[a.severity]);
}

function flagRank(flags: readonly Flag[]): number | null {
  if (flags.length === 0) return null;
  return Math.max(...flags.map((f) => severityRank[f.severity])) * 100 + flags.length;
}
