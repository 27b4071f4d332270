import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { fixed, noValue, volumeMm3 } from '../../ui/format.ts';
import type { DeskSession } from './desk-session.ts';
import { saveSentence } from './save-words.ts';

/** The desk's part of the status line. */
export function DeskStatus({ session }: { readonly session: DeskSession }) {
  const { store, parts } = session;
  const { plane, detail, volume } = parts;
  const slice = useStore(store, (s) => s.slice);
  const hover = useStore(store, (s) => s.hover);
  const counts = useStore(store, (s) => s.counts);
  const loaded = useStore(store, (s) => s.loadedSlices);
  const hu = hover ? session.huAt(hover) : null;
  const position = plane.axes[2] === 2 ? detail.slicePositionsMm.at(slice) : null;
  const voxelMm3 = plane.columnMm * plane.rowMm * plane.depthMm;
  const voxels = counts.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <StatusItem label="Slice">
        {slice + 1} / {plane.depth}
      </StatusItem>
      <StatusItem label="Position">{fixed(position, 1)} mm</StatusItem>
      <StatusItem label="HU">
        <span className="mono">
          {hu === null ? noValue : String(Math.round(hu)).padStart(5, '\u2007')}
        </span>
      </StatusItem>
      <StatusItem label="Mask">{volumeMm3(voxels * voxelMm3)} mm³</StatusItem>
      {loaded < volume.loaded.length && (
        <StatusItem label="Loading">
          {loaded} of {volume.loaded.length} slices
        </StatusItem>
      )}
      <SaveStatus session={session} />
    </>
  );
}

function SaveStatus({ session }: { readonly session: DeskSession }) {
  const save = useStore(session.store, (s) => s.save);
  const now = useNow();
  return (
    <StatusItem label="">
      <span role="status" data-save={save.status}>
        {saveSentence(save, now)}
      </span>
    </StatusItem>
  );
}

/** The time, every second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
