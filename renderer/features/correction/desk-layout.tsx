import { useEffect, useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { AxialPane } from './axial-pane.tsx';
import { useDeskKeys } from './desk-keys.ts';
import styles from './desk-layout.module.css';
import type { DeskSession } from './desk-session.ts';
import { DeskStatus } from './desk-status.tsx';
import { OfferBar } from './offer-bar.tsx';
import { ReformatPane } from './reformat-pane.tsx';
import { SidePanel } from './side-panel.tsx';
import { SliceStrip } from './slice-strip.tsx';
import { ToolBar } from './tool-bar.tsx';

/** The parts of an open desk; their sizes are remembered. */
export function DeskLayout({
  session,
  onDone,
}: {
  readonly session: DeskSession;
  readonly onDone: () => void;
}) {
  useDeskKeys(session, onDone);
  useWarnUnsaved(session);
  const layout = useDefaultLayout({ id: 'nodewise:desk', storage: localStorage });
  return (
    <div className={styles.desk}>
      <ToolBar session={session} />
      <Group id="desk" className={styles.group} {...layout}>
        <Panel id="images" minSize="50%" className={styles.centre}>
          <Images session={session} />
          <SliceStrip session={session} />
        </Panel>
        <Separator className={styles.separator} />
        <Panel id="side" defaultSize="264px" minSize="220px" maxSize="420px">
          <SidePanel session={session} onDone={onDone} />
        </Panel>
      </Group>
      <DeskStatus session={session} />
    </div>
  );
}

/** Axial large; the other two beside it where that leaves the larger axial image, else below. */
function Images({ session }: { readonly session: DeskSession }) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(true);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      if (element.clientHeight > 0) setWide(element.clientWidth > element.clientHeight);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const orientation = wide ? 'horizontal' : 'vertical';
  const layout = useDefaultLayout({ id: `nodewise:images-${orientation}`, storage: localStorage });
  return (
    <div ref={box} className={styles.images}>
      <Group id="views" key={orientation} orientation={orientation} {...layout}>
        <Panel id="axial" minSize="66.7%" defaultSize="72%" className={styles.axial}>
          <AxialPane session={session} />
          <OfferBar session={session} />
        </Panel>
        <Separator className={styles.separator} />
        <Panel id="references" minSize="12%">
          <div className={styles.references} data-wide={wide}>
            <ReformatPane session={session} name="sagittal" />
            <ReformatPane session={session} name="coronal" />
          </div>
        </Panel>
      </Group>
    </div>
  );
}

/** Closing the window while edits are only here asks first. */
function useWarnUnsaved(session: DeskSession): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      session.endStroke();
      if (session.editor.hasUnsaved()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [session]);
}
