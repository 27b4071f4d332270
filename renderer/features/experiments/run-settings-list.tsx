import type { Run } from '#contract/procedures/experiments.ts';
import { useQuery } from '../../api/use-query.ts';
import { dateTime, noValue } from '../../ui/format.ts';
import { Facts, Section } from '../../ui/section.tsx';
import { rate } from './epoch-words.ts';
import {
  fusionWords,
  learnsWords,
  networkWords,
  normalisationWords,
  radiomicsWords,
} from './experiment-words.ts';

/** All that decides a run, as it was stored, with its hash and version. */
export function RunSettingsList({ run }: { readonly run: Run }) {
  const { query } = useQuery('weights.list', {});
  const { settings: s, settingsHash, codeVersion } = run;
  const weights =
    query.status === 'ready' ? query.value.find(({ id }) => id === s.weightsId) : undefined;
  return (
    <Section title="Settings">
      <Facts
        facts={[
          ['Network', networkWords[s.network]],
          ['Fusion', fusionWords[s.fusion].name],
          ['Radiomics', radiomicsWords[s.radiomics].name],
          ['Begins from', s.weightsId === null ? 'random weights' : (weights?.name ?? s.weightsId)],
          ['Width', `${s.width} of the study’s`],
          ['Input', `${s.inputSize}³ voxels of 1 mm`],
          ['Epochs, batch', `${s.epochs}, ${s.batch} cases`],
          ['Learning rate', rate(s.learningRate)],
          ['Decay of the averaged copy', String(s.emaDecay)],
          ['Learns', learnsWords[s.learns].name.toLowerCase()],
          ['Normalisation', normalisationWords[s.normalisation].name.toLowerCase()],
          ['Contrastive loss', yes(s.contrastive)],
          ['Auxiliary heads', yes(s.auxiliary)],
          ['Class weights', yes(s.classWeights)],
          ['Augmentation', yes(s.augmentation)],
          ['Stops early', s.earlyStop === null ? 'no' : `after ${s.earlyStop} epochs without gain`],
          ['Seed', String(s.seed)],
          ['Device', s.device],
          [
            'Settings hash',
            <span key="hash" className="mono">
              {settingsHash}
            </span>,
          ],
          ['Code', codeVersion],
          ['Begun', run.startedAt === null ? noValue : dateTime(run.startedAt)],
          ['Ended', run.endedAt === null ? noValue : dateTime(run.endedAt)],
        ]}
      />
    </Section>
  );
}

function yes(on: boolean): string {
  return on ? 'yes' : 'no';
}
