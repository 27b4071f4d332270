import type { CaseStatus } from '#contract/procedures/cases.ts';
import type { Flag } from '#contract/flags.ts';
import type { Role } from '#contract/people.ts';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDot,
  IconEyeOff,
  IconFlag,
  IconHelpCircle,
  IconInfoCircle,
  IconPencil,
  IconRosetteDiscountCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import styles from './badge.module.css';

export type Tone = 'quiet' | 'plain' | 'accent' | 'good' | 'warn' | 'bad';

/** A state as icon, word and colour; the colour alone never carries the meaning. */
export function Badge({
  tone,
  icon: Icon,
  word,
  title,
}: {
  readonly tone: Tone;
  readonly icon: TablerIcon;
  readonly word: string;
  readonly title?: string;
}) {
  return (
    <span className={styles.badge} data-tone={tone} title={title}>
      <Icon size={14} stroke={1.75} aria-hidden />
      {word}
    </span>
  );
}

type Look = readonly [tone: Tone, icon: TablerIcon, word: string];

const statusLooks: { readonly [S in CaseStatus]: Look } = {
  new: ['quiet', IconCircle, 'New'],
  segmented: ['plain', IconCircleDashed, 'Segmented'],
  'in-correction': ['accent', IconPencil, 'In correction'],
  done: ['good', IconCircleCheck, 'Done'],
  approved: ['good', IconRosetteDiscountCheck, 'Approved'],
  flagged: ['warn', IconFlag, 'Flagged'],
};

export function statusWord(status: CaseStatus): string {
  return statusLooks[status][2];
}

export function StatusBadge({ status }: { readonly status: CaseStatus }) {
  const [tone, icon, word] = statusLooks[status];
  return <Badge tone={tone} icon={icon} word={word} />;
}

export type Verdict = 'accept' | 'check' | 'not-sure';

const verdictLooks: { readonly [V in Verdict]: Look } = {
  accept: ['good', IconCircleCheck, 'Accept'],
  check: ['warn', IconCircleDot, 'Check'],
  'not-sure': ['bad', IconHelpCircle, 'Not sure'],
};

/** How sure the automatic outline is of itself. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const [tone, icon, word] = verdictLooks[verdict];
  return <Badge tone={tone} icon={icon} word={word} />;
}

const severityLooks: { readonly [S in Flag['severity']]: Look } = {
  info: ['quiet', IconInfoCircle, 'Noted'],
  warn: ['warn', IconAlertTriangle, 'Look'],
  bad: ['bad', IconAlertCircle, 'Outside protocol'],
};

/** A flag by its severity's icon and colour; `word` names what it is about. */
export function SeverityBadge({
  severity,
  word,
  title,
}: {
  readonly severity: Flag['severity'];
  readonly word?: string;
  readonly title?: string;
}) {
  const [tone, icon, severityWord] = severityLooks[severity];
  return <Badge tone={tone} icon={icon} word={word ?? severityWord} {...(title && { title })} />;
}

/** The icon of a severity alone, for sentences that carry the word themselves. */
export function SeverityIcon({ severity }: { readonly severity: Flag['severity'] }) {
  const [tone, Icon, word] = severityLooks[severity];
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={16} stroke={1.75} aria-label={word} role="img" />
    </span>
  );
}

export const roleWords: { readonly [R in Role]: string } = {
  annotator: 'Annotator',
  supervisor: 'Supervisor',
  assistant: 'Research assistant',
  clinician: 'Clinician',
};

/** Reminds an annotator that pathology, predictions and other masks are withheld. */
export function BlindedBadge() {
  return (
    <Badge
      tone="accent"
      icon={IconEyeOff}
      word="Blinded"
      title="Pathology, predictions and other readers' masks are withheld from annotators."
    />
  );
}
