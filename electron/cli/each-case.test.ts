import { expect, test } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { Given, Session } from './command.ts';
import { eachCase } from './each-case.ts';

const all: Given = { words: [], option: () => undefined, flag: (name) => name === 'all' };
const session = {
  call: async () => [
    { id: 'a', code: 'P-0001' },
    { id: 'b', code: 'P-0002' },
    { id: 'c', code: 'P-0003' },
  ],
} as unknown as Session;

const noMask = (caseId: string): AppError => new AppError('mask-missing', { caseId });

test('a case that fails leaves the others theirs, and is named with its reason', async () => {
  const found = await eachCase(session, all, async (caseId) => {
    if (caseId === 'b') throw noMask(caseId);
    return { voxels: caseId.length };
  });
  expect(found.done.map(({ code }) => code)).toEqual(['P-0001', 'P-0003']);
  expect(found.failed).toBe(true);
  expect(found.failures).toEqual([expect.stringMatching(/^P-0002: This case has no mask yet\./)]);
  expect(found.value[1]).toEqual({
    code: 'P-0002',
    error: { code: 'mask-missing', details: { caseId: 'b' } },
  });
});

test('where all fail, the first reason is the error', async () => {
  const failing = eachCase(session, all, async (caseId) => {
    throw noMask(caseId);
  });
  await expect(failing).rejects.toMatchObject({ code: 'mask-missing', details: { caseId: 'a' } });
});

test('Ctrl+C ends the row at once', async () => {
  const tried: string[] = [];
  const failing = eachCase(session, all, async (caseId) => {
    tried.push(caseId);
    if (caseId === 'b') throw new AppError('job-cancelled', { jobId: 'j' });
    return {};
  });
  await expect(failing).rejects.toMatchObject({ code: 'job-cancelled' });
  expect(tried).toEqual(['a', 'b']);
});
