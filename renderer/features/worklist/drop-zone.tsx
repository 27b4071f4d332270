import { IconUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { hostBridge } from '../../api/host.ts';
import { droppedEntries, filesOfEntries } from './collect-files.ts';
import type { Importer } from './import-store.ts';
import styles from './worklist.module.css';

/** Takes folders and files dropped anywhere on the window. */
export function DropZone({ importer }: { readonly importer: Importer }) {
  const [over, setOver] = useState(false);
  // Each element under the pointer tells of entering and leaving; the window is left at zero.
  const depth = useRef(0);

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth.current++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (hasFiles(event) && --depth.current <= 0) setOver(false);
    };
    const allow = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void take(event.dataTransfer, importer);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, [importer]);

  if (!over) return null;
  return (
    <div className={styles.drop} role="status">
      <IconUpload size={32} stroke={1.25} aria-hidden />
      Drop to import
    </div>
  );
}

/** On the desktop the engine reads the paths itself; in a browser the files are sent to it. */
async function take(drop: DataTransfer, importer: Importer): Promise<void> {
  const paths = hostBridge(window)?.pathsForFiles(Array.from(drop.files)) ?? [];
  if (paths.length > 0) return importer.start({ paths: [...paths] });
  const files = await filesOfEntries(droppedEntries(drop));
  if (files.length > 0) await importer.send(files);
}
