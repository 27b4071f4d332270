import { z } from 'zod';
import type { FilterSpec } from '#native/radiomics/filters/filter-spec.ts';
import { waveletBands } from '#native/radiomics/filters/wavelet.ts';
import type { Preset } from '../preset-schema.ts';
import type { Unsupported } from './settings.ts';

type Image = Preset['images'][number];
type Parameters = Readonly<Record<string, unknown>>;

interface ImageType {
  /** The parameters that are known, with the values that can be honoured. */
  readonly parameters: Readonly<Record<string, z.ZodType>>;
  readonly images: (parameters: Parameters) => readonly NamedSpec[];
}

interface NamedSpec {
  readonly image: string;
  readonly spec: FilterSpec;
}

/** PyRadiomics' image types and the columns' names that each gives. */
const imageTypes: Readonly<Record<string, ImageType>> = {
  Original: plain('original', 'original'),
  Square: plain('square', 'square'),
  SquareRoot: plain('squareroot', 'square-root'),
  Logarithm: plain('logarithm', 'logarithm'),
  Exponential: plain('exponential', 'exponential'),
  Gradient: {
    ...plain('gradient', 'gradient'),
    parameters: { gradientUseSpacing: z.literal(true) },
  },
  LoG: {
    parameters: { sigma: z.array(z.number().positive()).min(1) },
    images: ({ sigma = [] }) =>
      (sigma as readonly number[]).map((sigmaMm) => ({
        image: `log-sigma-${sigmaText(sigmaMm)}-mm-3D`,
        spec: { filter: 'laplacian-of-gaussian', sigmaMm },
      })),
  },
  Wavelet: {
    parameters: {
      wavelet: z.literal('coif1'),
      start_level: z.literal(0),
      level: z.literal(1),
    },
    images: () =>
      waveletBands.map((band) => ({
        image: `wavelet-${band}`,
        spec: { filter: 'wavelet', band },
      })),
  },
};

/** The images of a section `imageType`; without one, the original. */
export function imagesOf(types: Readonly<Record<string, Parameters | null | undefined>>): {
  readonly images: Image[];
  readonly unsupported: readonly Unsupported[];
} {
  const given = Object.keys(types).length === 0 ? { Original: null } : types;
  const unsupported: Unsupported[] = [];
  const images: Image[] = [];
  for (const [type, parameters] of Object.entries(given)) {
    if (!Object.hasOwn(imageTypes, type)) {
      unsupported.push({ name: `imageType ${type}`, reason: 'this filter is not supported' });
      continue;
    }
    const refused = refusedParameters(type, parameters ?? {});
    unsupported.push(...refused);
    if (refused.length > 0) continue;
    const named = imageTypes[type].images(parameters ?? {});
    if (named.length === 0) {
      unsupported.push({ name: `imageType ${type}`, reason: 'it gives no image; say its sigma' });
    }
    images.push(...named);
  }
  return { images, unsupported };
}

function refusedParameters(type: string, parameters: Parameters): readonly Unsupported[] {
  const known = imageTypes[type].parameters;
  return Object.entries(parameters).flatMap(([name, value]): Unsupported[] => {
    const at = `imageType ${type} ${name}`;
    // PyRadiomics lets an image type override any setting; a preset has one set for all images.
    if (!Object.hasOwn(known, name)) {
      return [{ name: at, reason: 'settings of a single image type are not supported' }];
    }
    const honoured = known[name].safeParse(value).success;
    return honoured ? [] : [{ name: at, reason: `the value ${JSON.stringify(value)}` }];
  });
}

function plain(
  image: string,
  filter: 'original' | 'square' | 'square-root' | 'logarithm' | 'exponential' | 'gradient',
): ImageType {
  return { parameters: {}, images: () => [{ image, spec: { filter } }] };
}

/** PyRadiomics writes sigma 1 as "1-0" and 2.5 as "2-5". */
function sigmaText(sigma: number): string {
  return (Number.isInteger(sigma) ? `${sigma}.0` : String(sigma)).replace('.', '-');
}
