import { openEngine } from '#engine/engine.ts';
import { connect, temporaryFolder, type TestClient } from './engine-client.ts';
import { fillStudyLibrary } from './study-library.ts';

/** A new study in small, open to its supervisor. */
export interface OpenStudy {
  readonly client: TestClient;
  /** Ends the engine and removes the library. */
  close(): Promise<void>;
}

export async function openStudy(): Promise<OpenStudy> {
  const folder = temporaryFolder();
  const { supervisor } = fillStudyLibrary(folder.path);
  const engine = await openEngine({ dataDir: folder.path });
  const client = connect(engine);
  await client.signIn(supervisor.id);
  return {
    client,
    close: async () => {
      client.close();
      await engine.close();
      folder.remove();
    },
  };
}
