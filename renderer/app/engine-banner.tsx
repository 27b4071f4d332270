import type { EngineState } from '#contract/host.ts';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useEngine } from '../api/engine-context.tsx';
import { hostBridge } from '../api/host.ts';
import styles from './engine-banner.module.css';

type Notice = 'none' | 'restarting' | 'stopped' | 'reconnected';

const words: { readonly [N in Exclude<Notice, 'none'>]: string } = {
  restarting: 'The engine stopped. Restarting… Your edits are kept.',
  stopped: 'The engine stopped several times in a row. Quit Nodewise and start it again.',
  reconnected: 'Reconnected.',
};

/** How long "Reconnected" stays, ms. */
const reconnectedMs = 4000;

/** Tells above everything else that the engine is gone, and when it is back. */
export function EngineBanner() {
  const notice = useEngineNotice();
  if (notice === 'none') return null;
  const good = notice === 'reconnected';
  const Icon = good ? IconCircleCheck : IconAlertTriangle;
  return (
    <div role="alert" className={styles.banner} data-tone={good ? 'good' : 'bad'}>
      <Icon size={16} aria-hidden />
      {words[notice]}
    </div>
  );
}

function useEngineNotice(): Notice {
  const engine = useEngine();
  const [notice, setNotice] = useState<Notice>('none');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = engine.connection.subscribe((now, before) => {
      clearTimeout(timer);
      if (now === 'lost') setNotice('restarting');
      if (now !== 'connected') return;
      setNotice(before === 'lost' ? 'reconnected' : 'none');
      timer = setTimeout(() => setNotice('none'), reconnectedMs);
    });
    hostBridge(window)?.onEngineState((state: EngineState) => {
      if (state === 'stopped') setNotice('stopped');
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [engine]);

  return notice;
}
