import type { Person } from '#contract/people.ts';
import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Connection } from './connection.ts';
import type { Engine } from './engine.ts';

const EngineContext = createContext<Engine | null>(null);

export function EngineProvider({
  engine,
  children,
}: {
  readonly engine: Engine;
  readonly children: ReactNode;
}) {
  return <EngineContext value={engine}>{children}</EngineContext>;
}

export function useEngine(): Engine {
  const engine = use(EngineContext);
  if (!engine) throw new Error('no EngineProvider above this component');
  return engine;
}

export function useConnection(): Connection {
  return useStore(useEngine().connection);
}

/** The signed-in person, or null. */
export function usePerson(): Person | null {
  const signIn = useStore(useEngine().signIn);
  return signIn.status === 'signed-in' ? signIn.person : null;
}
