import type { CohortFlow, Counts } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import { newRule } from '../rules/rule-edits.ts';
import { boxAfterKey, countWords, flowBoxes } from './flow-boxes.ts';

const counts = (positives: number, negatives: number, unknown = 0): Counts => ({
  n: positives + negatives + unknown,
  ...{ positives, negatives, unknown },
});

/** 30 patients: 4 leave by a rule, 2 by hand, 3 have no part, 15 develop in 6 pairs, 6 test. */
const flow: CohortFlow = {
  screened: counts(10, 18, 2),
  steps: [
    step('thick', true, counts(1, 3)),
    step('stage', false, counts(0, 0)),
    step('unknown', true, counts(0, 0, 2)),
  ],
  excludedByHand: counts(0, 2),
  included: counts(9, 13),
  noPart: counts(1, 2),
  development: counts(6, 9),
  unmatched: counts(0, 3),
  sets: [
    { set: 'training', counts: counts(4, 4) },
    { set: 'validation', counts: counts(2, 2) },
    { set: 'test-1', counts: counts(1, 1) },
    { set: 'test-2', counts: counts(1, 1) },
  ],
};

function step(code: string, enabled: boolean, excluded: Counts): CohortFlow['steps'][number] {
  return { code, reason: `Reason ${code}`, enabled, excluded, unknownFact: 0 };
}

const boxes = flowBoxes(flow, { matched: true, rules: [] });
const numbers = (list: typeof boxes) => list.map(({ id, counts: { n } }) => `${id} ${n}`);
const find = (id: string) => {
  const box = boxes.find((each) => each.id === id);
  if (!box) throw new Error(`no box ${id}`);
  return box;
};

test('the boxes read from who was screened to the sets, with what is left after each rule', () => {
  expect(numbers(boxes)).toEqual([
    ...['screened 30', 'left:thick 26', 'rule:thick 4', 'left:stage 26', 'rule:stage 0'],
    ...['left:unknown 24', 'rule:unknown 2', 'by-hand 2', 'included 22', 'no-part 3'],
    ...['development 15', 'test-1 2', 'test-2 2', 'unmatched 3', 'matched 12'],
    ...['training 8', 'validation 4'],
  ]);
  expect(find('rule:stage').off).toBe(true);
  expect(find('left:unknown').counts).toEqual(counts(9, 15));
});

test('without matching there is nobody without a partner', () => {
  expect(numbers(flowBoxes(flow, { matched: false, rules: [] })).slice(-5)).toEqual([
    ...['development 15', 'test-1 2', 'test-2 2', 'training 8', 'validation 4'],
  ]);
});

test('a rule that was just switched is shown so before its patients are counted', () => {
  const thick = { ...newRule([], 'sliceThicknessMm'), code: 'thick', enabled: false };
  const [, , rule] = flowBoxes(flow, { matched: true, rules: [thick] });
  expect([rule.id, rule.off]).toEqual(['rule:thick', true]);
});

test('arrows walk down the exclusions and sideways to what is left', () => {
  const to = (from: string, key: string) => boxAfterKey(boxes, find(from), key)?.id ?? null;
  expect(to('screened', 'ArrowDown')).toBe('rule:thick');
  expect(to('rule:thick', 'ArrowDown')).toBe('rule:stage');
  expect(to('rule:stage', 'ArrowLeft')).toBe('left:stage');
  expect(to('left:stage', 'ArrowDown')).toBe('left:unknown');
  expect(to('rule:unknown', 'ArrowDown')).toBe('by-hand');
  expect(to('by-hand', 'ArrowDown')).toBe('included');
  expect(to('no-part', 'ArrowDown')).toBe('development');
  expect(to('development', 'ArrowRight')).toBe('test-1');
  expect(to('test-2', 'ArrowRight')).toBe(null);
  expect(to('test-2', 'ArrowDown')).toBe('unmatched');
  expect(to('screened', 'ArrowUp')).toBe(null);
  expect(to('screened', 'End')).toBe('validation');
});

test('patients without pathology are named only where there are any', () => {
  expect(countWords(flow.screened)).toBe('10 pN+, 18 pN-, 2 without pN');
  expect(countWords(flow.included)).toBe('9 pN+, 13 pN-');
});
