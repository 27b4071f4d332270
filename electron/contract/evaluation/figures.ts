import { z } from 'zod';

export const figureName = z.enum([
  'flowchart',
  'roc-networks',
  'roc-fusion',
  'calibration',
  'decision-curve',
  'love-plot',
]);
export type FigureName = z.infer<typeof figureName>;

export const figureFormat = z.enum(['svg', 'png', 'pdf']);
export type FigureFormat = z.infer<typeof figureFormat>;
