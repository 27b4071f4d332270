import { openEngine } from '#engine/engine.ts';
import { connect } from './engine-client.ts';

/**
 * An engine in a process of its own that extracts a cohort, there to be killed. It tells its
 * parent of each case whose features it has stored.
 */
export interface StoredCase {
  readonly caseId: string | null;
}

const [dataDir, personId, ...caseIds] = process.argv.slice(2);
const engine = await openEngine({ dataDir });
const client = connect(engine);
await client.signIn(personId);
const changes = client.watch('library.watch', {}, new AbortController().signal);
const telling = (async () => {
  for await (const event of changes) {
    if (!event.ok || event.value.topic !== 'features') continue;
    process.send?.({ caseId: event.value.caseId } satisfies StoredCase);
  }
})();
await client.value('features.extract', { caseIds });
await telling;
