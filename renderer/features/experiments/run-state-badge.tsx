import type { Run } from '#contract/procedures/experiments.ts';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconPlayerPause,
  IconPlayerPlay,
  type TablerIcon,
} from '@tabler/icons-react';
import { Badge, type Tone } from '../../ui/badge.tsx';

const looks: { readonly [S in Run['state']]: readonly [Tone, TablerIcon, string] } = {
  queued: ['quiet', IconClock, 'Waiting'],
  running: ['accent', IconPlayerPlay, 'Running'],
  paused: ['warn', IconPlayerPause, 'Paused'],
  done: ['good', IconCircleCheck, 'Done'],
  failed: ['bad', IconAlertTriangle, 'Failed'],
  cancelled: ['quiet', IconCircleX, 'Cancelled'],
};

export function stateWord(state: Run['state']): string {
  return looks[state][2];
}

/** What a run is at, as icon, word and colour. */
export function RunStateBadge({ state }: { readonly state: Run['state'] }) {
  const [tone, icon, word] = looks[state];
  return <Badge tone={tone} icon={icon} word={word} />;
}
