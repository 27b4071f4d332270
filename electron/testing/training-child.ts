import type { RunEventMessage } from './training-messages.ts';
import { openEngine } from '#engine/engine.ts';
import { connect } from './engine-client.ts';
import { tinySettings } from './study-library.ts';

/**
 * An engine in a process of its own that trains the same run twice, there to be killed. It tells its
 * parent of each step.
 */
const [dataDir, personId] = process.argv.slice(2);
const engine = await openEngine({ dataDir });
const client = connect(engine);
await client.signIn(personId);
const runs = ['straight', 'killed'].map((name) => ({ name, settings: tinySettings }));
const experiment = await client.value('experiments.create', { name: 'Twice', seed: 1, runs });
const ids = experiment.runs.map(({ id }) => id);
const events = client.watch('experiments.watch', {}, new AbortController().signal);
for await (const event of events) {
  if (!event.ok || event.value.kind !== 'step') continue;
  const { runId, epoch } = event.value;
  process.send?.({ run: ids.indexOf(runId), epoch } satisfies RunEventMessage);
}
