import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { synthesisePatient } from '#engine/cases/demo/synthesise.ts';
import { featureColumns } from '#native/radiomics/registry.ts';
import { parseRiskModel } from '#native/runtime/parse-risk-model.ts';
import { predictRisk } from '#native/runtime/predict-risk.ts';
import { encodeRiskNetwork } from '#native/runtime/risk-network.ts';
import { createSession } from '#native/runtime/session.ts';
import { balancedPatients } from './synthetic-cases.ts';

const folder = join(import.meta.dirname, '../../resources/demo-model');
const weightsPath = join(folder, 'weights.safetensors');
const model = parseRiskModel(
  readFileSync(join(folder, 'card.json'), 'utf8'),
  readFileSync(weightsPath),
);

test('the shipped demo model says what it is', () => {
  const { card } = model;
  expect(card.label).toBe('demo: trained on synthetic cases, not for patients');
  expect(card.demo).toBe(true);
  expect(statSync(weightsPath).size).toBeLessThan(2e6);
  expect(card.training.positives).toBe(card.training.n / 2);
  expect(card.cohort.labels.length).toBe(card.training.n);
  expect(card.cohort.probabilities).toEqual(card.cohort.probabilities.toSorted((a, b) => a - b));
});

test('it reads ten features that are computed', () => {
  const columns = new Set(featureColumns.map(({ column }) => column));
  const read = model.card.radiomics.features.map(({ column }) => column);
  expect(new Set(read).size).toBe(10);
  for (const column of read) expect(columns).toContain(column);
});

test('a training patient lies in the range of the training set', async () => {
  const { seed, n } = model.card.training;
  const [first] = balancedPatients(seed, n / 2);
  const { volume, noduleMask: mask } = synthesisePatient(first, { seed });
  const session = await createSession(encodeRiskNetwork(model), { threads: 1 });
  try {
    const prediction = await predictRisk({ volume, mask, model, runSession: session.run });
    for (const { column, inTrainingRange, zScore } of prediction.features) {
      expect(inTrainingRange, column).toBe(true);
      expect(Math.abs(zScore)).toBeLessThan(6);
    }
    const [lower, upper] = prediction.interval;
    expect(prediction.probability).toBeGreaterThan(0);
    expect(prediction.probability).toBeLessThan(1);
    expect(upper - lower).toBeGreaterThan(0.01);
  } finally {
    await session.dispose();
  }
});
