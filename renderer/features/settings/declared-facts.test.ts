import { expect, test } from 'vitest';
import type { Segmenter } from '#contract/procedures/segmenters.ts';
import { declaredFacts } from './declared-facts.ts';

const model: Segmenter = {
  id: 'm',
  name: 'Lung U-Net',
  modelSha256: '0123456789abcdef0123',
  cardSha256: 'c',
  bytes: 2048,
  channels: 2,
  importedAt: '2026-01-01T00:00:00.000Z',
  declares: {
    axes: 'RAS',
    spacingMm: [1.5, 1.5, 2],
    hu: [-160, 240],
    to: [0, 1],
    patch: [96, 96, 64],
    overlap: 0.25,
    rule: { kind: 'argmax', label: 1 },
    largestOnly: true,
  },
};

test('a card in words', () => {
  const facts = new Map(declaredFacts(model));
  expect(facts.get('Spacing')).toBe('1.5 × 1.5 × 2 mm, axes RAS');
  expect(facts.get('Window')).toBe('96 × 96 × 64 voxels, overlap 25 %');
  expect(facts.get('Intensities')).toBe('-160 to 240 HU become 0 to 1');
  expect(facts.get('Inside')).toBe('where label 1 of 2 is the highest; the largest piece');
  expect(facts.get('Model')).toContain('0123456789abcdef…');
});

test('log-odds and all pieces in words', () => {
  const rule = { kind: 'threshold', channel: 0, threshold: 0.5, of: 'logits' } as const;
  const declares = { ...model.declares, rule, largestOnly: false };
  const facts = new Map(declaredFacts({ ...model, channels: 1, declares }));
  expect(facts.get('Inside')).toBe('where channel 0 is at least 0.5 after the sigmoid; all pieces');
});
