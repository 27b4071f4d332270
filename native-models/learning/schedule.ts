/** Shape of the learning rate over the epochs. */
export interface Schedule {
  /** Rate of the first epochs. */
  readonly rate: number;
  /** Epochs before the rate begins to fall. */
  readonly constantEpochs: number;
  /** Epochs over which a half cosine would fall to 0, counted from the first falling one. */
  readonly cosineEpochs: number;
}

export const studySchedule: Schedule = { rate: 1e-4, constantEpochs: 5, cosineEpochs: 100 };

/** Learning rate of an epoch, counted from 0. */
export function learningRate(epoch: number, schedule: Schedule): number {
  const { rate, constantEpochs, cosineEpochs } = schedule;
  if (epoch < constantEpochs) return rate;
  const angle = (Math.min(epoch - constantEpochs, cosineEpochs) * Math.PI) / cosineEpochs;
  return (rate * (1 + Math.cos(angle))) / 2;
}
