import { useStore } from 'zustand';
import { fixed, noValue, volumeMm3 } from '../../ui/format.ts';
import { Facts, Section } from '../../ui/section.tsx';
import type { DeskSession } from './desk-session.ts';

/** Size of the mask, following every stroke. */
export function MeasuresList({ session }: { readonly session: DeskSession }) {
  const { plane, detail } = session.parts;
  const counts = useStore(session.store, (s) => s.counts);
  const slice = useStore(session.store, (s) => s.slice);
  const longAxis = useStore(session.store, (s) => s.longAxis);
  const pixelMm2 = plane.columnMm * plane.rowMm;
  const voxels = counts.reduce((sum, count) => sum + count, 0);
  const occupied = counts.flatMap((count, at) => (count > 0 ? [at + 1] : []));
  const first = occupied.at(0);
  const range = first === undefined ? noValue : `${first}–${occupied.at(-1)}`;
  return (
    <Section title="Measures">
      <Facts
        facts={[
          ['Volume', `${volumeMm3(voxels * pixelMm2 * plane.depthMm)} mm³`],
          ['Long axis', longAxis ? `${fixed(longAxis.lengthMm, 1)} mm` : noValue],
          ['Its slice', longAxis ? longAxis.slice + 1 : noValue],
          ['This slice', `${fixed(counts[slice] * pixelMm2, 1)} mm²`],
          ['Slices', range],
          ['CTR', fixed(detail.clinical?.ctr, 2)],
        ]}
      />
    </Section>
  );
}
