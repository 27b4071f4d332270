import { openEngine } from '#engine/engine.ts';
import { connect } from './engine-client.ts';

/**
 * An engine in a process of its own that fits a model and exports an evaluation, there to be killed.
 * It tells its parent the state of each job as it changes.
 */
export interface JobStage {
  readonly kind: string;
  readonly state: string;
}

const [dataDir, personId, what, id, directory] = process.argv.slice(2);
const engine = await openEngine({ dataDir });
const client = connect(engine);
await client.signIn(personId);
const changes = client.watch('jobs.watch', {}, new AbortController().signal);
const telling = (async () => {
  for await (const event of changes) {
    if (!event.ok) continue;
    const { kind, state } = event.value;
    process.send?.({ kind, state } satisfies JobStage);
  }
})();
if (what === 'fit') await client.value('evaluation.fit', { cohortId: id, kind: 'radiomics' });
else await client.value('evaluation.export', { evaluationId: id, directory });
await telling;
