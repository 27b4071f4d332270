/**
 * Makes resources/demo-model from synthetic patients: `npm run demo-model`.
 *
 * A narrow 3D ResNet-18 keeps its random start weights; only its batch statistics and the head that
 * joins its features with ten radiomics features are learned. One thread, so that the same machine
 * gives the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaUnderRoc } from '#native/estimators/auc.ts';
import {
  bootstrapHeads,
  fitFusionHead,
  predictFusionHead,
  type HeadData,
} from '#native/estimators/fusion-head.ts';
import { RANDOM_ALGORITHM, seededRandom } from '#native/numeric/random.ts';
import { defaultRadiomicsSettings as settings } from '#native/radiomics/settings.ts';
import type { RiskArchitecture, RiskModelCard } from '#native/runtime/risk-model-card.ts';
import { riskNetwork } from '#native/runtime/risk-network.ts';
import { createSession } from '#native/runtime/session.ts';
import { outOfFoldProbabilities } from './demo-model/cross-validate.ts';
import { frozenNetwork, networkFeatures } from './demo-model/frozen-network.ts';
import {
  cohortOf,
  headInputs,
  parameterCount,
  sha256,
  weightFile,
} from './demo-model/model-files.ts';
import { balancedPatients, syntheticCases } from './demo-model/synthetic-cases.ts';
import { sourceHash } from './source-hash.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'resources/demo-model');

/** Other seeds than the demo study's, so that its patients are new to the model. */
const STUDY_SEED = 41;
const TEST_SEED = 42;
const MODEL_SEED = 5;
const CASES_PER_CLASS = 100;
const TEST_CASES = 60;
const FOLDS = 5;
const REFITS = 200;

const architecture: RiskArchitecture = {
  network: 'resnet3d-basic',
  blocks: [2, 2, 2, 2],
  widths: [8, 16, 24, 32],
  fusion: 'concat',
};
const head = { selection: { count: 10, maxCorrelation: 0.9 }, penalty: 100 };

/** Taken at the start: what runs is what was read then. */
const generator = 'electron/engine/cases/demo';
const generatorVersion = sourceHash(root, [generator]);

const report = (text: string): void => void process.stderr.write(`${text}\n`);

const progress = (done: number): void => {
  if (done % 20 === 0) report(`${done} patients`);
};
const open = (model: Uint8Array) => createSession(model, { threads: 1 });
const random = seededRandom(MODEL_SEED);
const graph = riskNetwork(architecture, head.selection.count);

report('training cases');
const patients = balancedPatients(STUDY_SEED, CASES_PER_CLASS);
const cases = syntheticCases({ patients, seed: STUDY_SEED, settings, progress });
report('network');
const network = await frozenNetwork(graph, cases.images, { random, open });
const data: HeadData = {
  ...cases,
  network: await networkFeatures(graph, network, { images: cases.images, open }),
};

report('head');
const outOfFold = outOfFoldProbabilities(data, { ...head, folds: FOLDS, random });
const fitted = fitFusionHead(data, head);
const refits = bootstrapHeads(fitted, data, { count: REFITS, penalty: head.penalty, random });
const weights = weightFile(network, fitted, refits);

report('new cases');
const fresh = syntheticCases({
  patients: Array.from({ length: TEST_CASES }, (_, index) => index),
  seed: TEST_SEED,
  settings,
  progress,
});
const freshFeatures = await networkFeatures(graph, network, { images: fresh.images, open });
const freshRisk = predictFusionHead(fitted, { ...fresh, network: freshFeatures });
const positives = cases.labels.reduce((sum, label) => sum + label, 0);

const card: RiskModelCard = {
  format: 1,
  id: 'demo-resnet18-narrow-concat',
  name: 'Demo fusion model (narrow 3D ResNet-18 + 10 radiomics features)',
  label: 'demo: trained on synthetic cases, not for patients',
  demo: true,
  intendedUse:
    'To show and test the path from a CT and a mask to a probability. Its number means nothing for a patient.',
  description:
    'A narrow 3D ResNet-18 that was initialised at random and not trained (batch-normalisation statistics taken from 16 training images), its features joined with ten radiomics features; only the joining head was trained, by L2-penalised logistic regression.',
  limits: [
    'Trained on synthetic patients only; no real CT was used.',
    'The network is frozen at random weights: it sees texture and shape, but was not taught what matters.',
    'The ten features are chosen by the largest standardised mean difference, not by the study’s decision tree.',
    'Half of the training cases are pN+; a probability is relative to that share and not to the share among patients.',
    'The penalty of the regression was chosen on synthetic cases of the same generator.',
    'The interval reflects who was in the training set, with selection and scaling kept; it does not cover other scanners or readers.',
  ],
  training: {
    description: `${patients.length} synthetic chest CTs with their true lesion masks, as many pN+ as pN-; pN drawn from a stated formula of the lesion’s traits plus chance`,
    n: patients.length,
    positives,
    generator,
    generatorVersion,
    random: RANDOM_ALGORITHM,
    seed: STUDY_SEED,
  },
  architecture,
  radiomics: { binWidth: settings.binWidth, features: headInputs(fitted, cases.radiomics) },
  cohort: cohortOf(outOfFold, cases.labels),
  metrics: [
    {
      name: `AUC, ${FOLDS}-fold cross-validated on the synthetic training cases`,
      value: areaUnderRoc(outOfFold, cases.labels).toFixed(3),
    },
    {
      name: `AUC on ${TEST_CASES} new synthetic patients`,
      value: areaUnderRoc(freshRisk, fresh.labels).toFixed(3),
    },
    { name: 'Brier score, cross-validated', value: brier(outOfFold, cases.labels).toFixed(3) },
  ],
  parameters: parameterCount(network, fitted),
  weightsSha256: sha256(weights),
};

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'weights.safetensors'), weights);
writeFileSync(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
report(`${folder}: ${weights.length} bytes of weights`);
for (const { name, value } of card.metrics) report(`${name}: ${value}`);

/** Mean squared distance of probability and label. */
function brier(probabilities: Float64Array, labels: Int8Array): number {
  const squares = probabilities.map((p, i) => (p - labels[i]) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}
