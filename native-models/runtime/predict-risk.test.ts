import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../graph/run-session.ts';
import { tensor } from '../graph/tensor-type.ts';
import { preprocessTestCase } from '../image/preprocess/fixtures/test-case.ts';
import simpleitk from '../image/preprocess/fixtures/simpleitk.json' with { type: 'json' };
import { isotropicCase } from '../image/preprocess/isotropic-case.ts';
import { networkInput } from '../image/preprocess/network-input.ts';
import {
  headBias,
  headWeights,
  networkMeans,
  smallRiskModel,
} from '../testing/small-risk-model.ts';
import { parseRiskModel } from './parse-risk-model.ts';
import { predictRisk, type RiskPrediction } from './predict-risk.ts';
import { encodeRiskNetwork } from './risk-network.ts';
import { createSession } from './session.ts';

const { volume, mask } = preprocessTestCase();
const files = smallRiskModel();
const model = parseRiskModel(JSON.stringify(files.card), files.weights);
let session: Session;
let prediction: RiskPrediction;

beforeAll(async () => {
  session = await createSession(encodeRiskNetwork(model), { threads: 1 });
  prediction = await predictRisk({ volume, mask, model, runSession: session.run });
});
afterAll(() => session.dispose());

const logOdds = (p: number): number => Math.log(p / (1 - p));

test('reads the features of the mask at 1 mm', () => {
  const [size, density] = prediction.features;
  // Voxels of 1 mm³, and their mean, as SimpleITK resamples the case.
  expect(size.value).toBe(simpleitk.maskVoxels);
  expect(density.value).toBeCloseTo(simpleitk.lesionMeanHu, 3);
  expect(size.zScore).toBeCloseTo((simpleitk.maskVoxels - 3000) / 500, 6);
  expect(size.percentile).toBeCloseTo((simpleitk.maskVoxels - 1000) / 4000, 6);
  expect(size.inTrainingRange).toBe(true);
  expect(density.inTrainingRange).toBe(false);
  expect(density.percentile).toBe(0);
});

test('the probability is the linear head on radiomics and network features', async () => {
  const z = prediction.features.map(({ zScore }) => zScore);
  const outputs = await session.run({
    x: tensor([1, 1, 96, 96, 96], networkInput(isotropicCase(volume, mask))),
    radiomics: tensor([1, 2], Float32Array.of(0, 0)),
  });
  const network = [...(outputs.get('features')?.data ?? [])];
  const fused = [...z, ...network];
  const expected = fused.reduce((sum, value, i) => sum + headWeights[i] * value, headBias);
  expect(network.some((value) => Math.abs(value) > 1e-3)).toBe(true);
  expect(logOdds(prediction.probability)).toBeCloseTo(expected, 4);
});

test('the shares explain the distance from the average patient', () => {
  const average = networkMeans.reduce((sum, m, i) => sum + headWeights[2 + i] * m, headBias);
  const shares = prediction.features.reduce((sum, { contribution }) => sum + contribution, 0);
  expect(average + shares + prediction.networkContribution).toBeCloseTo(
    logOdds(prediction.probability),
    4,
  );
});

test('the interval holds the middle 95 % of the refitted heads', () => {
  const [lower, upper] = prediction.interval.map(logOdds);
  const centre = logOdds(prediction.probability);
  // Between neighbouring heads the percentile interpolates probabilities, not log-odds.
  expect(lower - centre).toBeCloseTo(-0.95, 3);
  expect(upper - centre).toBeCloseTo(0.95, 3);
});

test('averaging over rotations is the mean of the turned crops’ probabilities', async () => {
  const averaged = await predictRisk({
    ...{ volume, mask, model, runSession: session.run },
    averageRotations: true,
  });
  const crop = networkInput(isotropicCase(volume, mask));
  const z = Float32Array.from(prediction.features, ({ zScore }) => zScore);
  const n = 96;
  const single = await Promise.all(
    // Turned by an index of our own: (x, z) to (z, n - 1 - x), once more each time.
    [0, 1, 2, 3].map(async (turns) => {
      const x = Float32Array.from(crop, (_, at) => {
        let [i, k] = [Math.floor(at / (n * n)), at % n];
        for (let t = 0; t < turns; t += 1) [i, k] = [k, n - 1 - i];
        return crop[(i * n + (Math.floor(at / n) % n)) * n + k];
      });
      const inputs = { x: tensor([1, 1, n, n, n], x), radiomics: tensor([1, 2], z) };
      const [negative, positive] = (await session.run(inputs)).get('logits')?.data ?? [];
      return 1 / (1 + Math.exp(negative - positive));
    }),
  );
  expect(new Set(single.map((p) => p.toFixed(6))).size).toBe(4);
  expect(single[0]).toBeCloseTo(prediction.probability, 6);
  expect(averaged.probability).toBeCloseTo(single.reduce((sum, p) => sum + p) / 4, 6);
  const [lower, upper] = averaged.interval;
  expect(lower).toBeLessThan(averaged.probability);
  expect(upper).toBeGreaterThan(averaged.probability);
});

test('a lesion wider than the network’s view is reported', async () => {
  expect(prediction.tumourCropped).toBe(false);
  const wide = { ...mask, data: new Uint8Array(mask.data.length) };
  wide.data.fill(1, 150 * 61 * 20 + 150 * 30 + 10, 150 * 61 * 20 + 150 * 30 + 140);
  const result = await predictRisk({ volume, mask: wide, model, runSession: session.run });
  expect(result.tumourCropped).toBe(true);
});

test('a model whose weights or card were changed is refused', () => {
  const spoilt = files.weights.slice();
  spoilt[spoilt.length - 1] ^= 1;
  expect(() => parseRiskModel(JSON.stringify(files.card), spoilt)).toThrow(/not those of the card/);
  const { label: _label, ...unlabelled } = files.card;
  expect(() => parseRiskModel(JSON.stringify(unlabelled), files.weights)).toThrow(/label/);
  const otherFormat = JSON.stringify({ ...files.card, format: 2 });
  expect(() => parseRiskModel(otherFormat, files.weights)).toThrow(RangeError);
});
