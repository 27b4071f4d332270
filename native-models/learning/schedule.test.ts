import { expect, test } from 'vitest';
import { learningRate, studySchedule } from './schedule.ts';

// Five epochs of one rate, then torch.optim.lr_scheduler.CosineAnnealingLR(T_max=100) of PyTorch 2.13.0.
test.each([
  [0, 1e-4],
  [4, 1e-4],
  [5, 1e-4],
  [6, 9.997532801828658e-5],
  [30, 8.535533905932742e-5],
  [55, 5e-5],
  [99, 8.856374635655655e-7],
  [105, 0],
])('the study’s rate of epoch %i', (epoch, rate) => {
  expect(learningRate(epoch, studySchedule)).toBeCloseTo(rate, 15);
});
