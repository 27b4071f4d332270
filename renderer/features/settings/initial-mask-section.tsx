import type { Segmenter } from '#contract/procedures/segmenters.ts';
import { Button, Radio } from '@mantine/core';
import { useEngine } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyError, notifyUndo } from '../../ui/notify.tsx';
import { Facts, Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { declaredFacts } from './declared-facts.ts';
import { ImportSegmenterForm } from './import-segmenter-form.tsx';
import styles from './settings-page.module.css';

/** The radio of the program's own method; ids of models are never empty. */
const ownMethod = '';

/** Who outlines new cases: the program's own method, or a model that somebody brought. */
export function InitialMaskSection() {
  const engine = useEngine();
  const { query, reload } = useQuery('segmenters.list', {}, { topics: ['segmenters'] });

  const choose = async (id: string | null) => {
    const reply = await engine.call('segmenters.choose', { segmenterId: id });
    if (!reply.ok) notifyError(reply.error);
    reload();
  };
  const restore = async ({ id }: Segmenter, chosen: boolean) => {
    const reply = await engine.call('segmenters.restore', { segmenterId: id });
    if (!reply.ok) notifyError(reply.error);
    else if (chosen) await choose(id);
    reload();
  };
  const remove = async (model: Segmenter, chosen: boolean) => {
    const reply = await engine.call('segmenters.remove', { segmenterId: model.id });
    if (!reply.ok) return notifyError(reply.error);
    reload();
    const instead = chosen ? ' Nodewise outlines new cases again.' : '';
    notifyUndo(`“${model.name}” was removed.${instead}`, () => void restore(model, chosen));
  };

  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading') return <SkeletonRows rows={6} label="Loading the models" />;
  const { chosenId, segmenters } = query.value;
  return (
    <>
      <Section
        title="Initial mask"
        note="Outlines every new case, and a case on its desk when it is asked to find the tumour. Masks that are stored stay as they are."
      >
        <Radio.Group
          aria-label="Initial mask"
          value={chosenId ?? ownMethod}
          onChange={(id) => void choose(id === ownMethod ? null : id)}
        >
          <ul className={styles.models}>
            <li>
              <Radio
                value={ownMethod}
                label="Nodewise automatic"
                description="The program’s own method without a learned network; tells how sure it is and offers other outlines."
              />
            </li>
            {segmenters.map((model) => (
              <li key={model.id}>
                <div className={styles.model}>
                  <Radio
                    value={model.id}
                    label={model.name}
                    description="A segmentation model of this library. Nothing is known of how often it agrees with a reader."
                  />
                  <Button
                    size="compact-xs"
                    aria-label={`Remove ${model.name}`}
                    onClick={() => void remove(model, model.id === chosenId)}
                  >
                    Remove
                  </Button>
                </div>
                <div className={styles.declared}>
                  <Facts facts={declaredFacts(model)} />
                </div>
              </li>
            ))}
          </ul>
        </Radio.Group>
      </Section>
      <ImportSegmenterForm onImported={reload} />
    </>
  );
}
