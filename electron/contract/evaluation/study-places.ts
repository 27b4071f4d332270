import { z } from 'zod';

/** Places of the study's tables and figures; a model has at most one in each. */
export const table2Place = z.enum([
  'ResNet-18',
  'ResNet-18 pretrained',
  'ResNet-34',
  'ResNet-34 pretrained',
  'ResNet-50',
  'ResNet-50 pretrained',
  'DenseNet-121',
  'Swin Transformer',
  'Swin Transformer pretrained',
]);

export const table3Place = z.enum([
  'Radiomics',
  'Deep Learning',
  'Addition',
  'Learnable Addition',
  'Concatenation transformed',
  'Concatenation',
]);
