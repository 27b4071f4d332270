import type { SentencesOf } from './sentences-of.ts';
import { quoted } from './quoted.ts';

/** Failures of images, of masks in files, and of the two on one grid. */
export interface ImageErrors {
  'image-unreadable': { readonly file: string; readonly reason: string };
  'image-not-3d': { readonly file?: string; readonly sizes: readonly number[] };
  'image-spacing': {
    readonly file?: string;
    readonly axis: 'i' | 'j' | 'k';
    readonly spacingMm: number;
  };
  /** One CT series is meant and several, or none, were found. */
  'series-not-unique': { readonly file: string; readonly series: number };
  /** A series whose slices do not stand for one even grid of HU. */
  'series-unsound': { readonly file: string; readonly problems: readonly string[] };
  'voxels-not-finite': {
    readonly what: 'image' | 'mask';
    readonly count: number;
    /** Index (i, j, k) of the first one, from 0. */
    readonly first: readonly number[];
  };
  'geometry-differs': {
    readonly differences: readonly {
      readonly what: 'dimensions' | 'spacing' | 'origin' | 'direction';
      readonly image: readonly number[];
      readonly mask: readonly number[];
      /** Largest difference of two numbers: voxels, mm, mm, or no unit. */
      readonly by: number;
    }[];
  };
  /** The mask was drawn in the coordinates of another examination. */
  'frame-of-reference-differs': { readonly mask: string };
  /** Values between the whole numbers: a probability map or an image, not labels. */
  'mask-not-labels': { readonly file: string; readonly value: number };
  /** The chosen region of a mask file has no voxels. */
  'region-empty': { readonly region: string };
  'region-outside': { readonly region: string; readonly outside: number; readonly of: number };
  'region-not-chosen': { readonly regions: readonly string[] };
  'region-unknown': { readonly asked: string; readonly regions: readonly string[] };
}

export const imageSentences: SentencesOf<ImageErrors> = {
  'image-unreadable': ({ file, reason }) => `"${file}" cannot be read: ${reason}.`,
  'image-not-3d': ({ file, sizes }) =>
    `One three-dimensional image is needed; ${quoted(file, 'this one')} has ${sizes.length} dimensions (${sizes.join(' × ')}). Save the one image that is meant as a file of its own.`,
  'image-spacing': ({ file, axis, spacingMm }) =>
    `The spacing of ${quoted(file, 'the image')} along ${axis} is ${spacingMm} mm. It must be a number above 0; correct the file's header.`,
  'series-not-unique': ({ file, series }) =>
    series === 0
      ? `"${file}" holds no CT series. A NIfTI or NRRD image is named by its file, not by its folder.`
      : `"${file}" holds ${series} CT series. Name a folder with one of them.`,
  'series-unsound': ({ file, problems }) =>
    `The series in "${file}" is not one even grid of Hounsfield units: ${problems.join('; ')}. A mask would fall on the wrong slices or values would be wrong; complete or correct the series first.`,
  'voxels-not-finite': ({ what, count, first }) =>
    `${count} voxels of the ${what} are not numbers, the first at index (${first.join(', ')}). Nothing was computed.`,
  'geometry-differs': ({ differences }) =>
    `Image and mask do not lie on the same grid: ${differences.map(describeDifference).join('; ')}. Resample one of them first; there is no tolerance to widen.`,
  'frame-of-reference-differs': ({ mask }) =>
    `The Frame of Reference UID of "${mask}" is not that of the image: it was drawn on another scan, whose coordinates mean other places. Choose the mask of this series.`,
  'mask-not-labels': ({ file, value }) =>
    `"${file}" holds the value ${value}, which is no label: labels are whole numbers, 0 outside. Threshold the map, or name the mask and not the image.`,
  'region-empty': ({ region }) => `The mask has no voxels in ${region}.`,
  'region-outside': ({ region, outside, of }) =>
    `${region} lies outside the image (${outside} of ${of} parts). It may belong to another image.`,
  'region-not-chosen': ({ regions }) =>
    `The mask holds several regions: ${listed(regions)}. Choose one by its label or name.`,
  'region-unknown': ({ asked, regions }) =>
    `The mask has no region ${asked}. It holds: ${listed(regions) || 'none'}.`,
};

const differences = {
  dimensions: { verb: 'differ', unit: ' voxels' },
  spacing: { verb: 'differs', unit: ' mm' },
  origin: { verb: 'differs', unit: ' mm' },
  direction: { verb: 'differs', unit: '' },
};

function describeDifference({
  what,
  image,
  mask,
  by,
}: ImageErrors['geometry-differs']['differences'][number]): string {
  const { verb, unit } = differences[what];
  const shown = (values: readonly number[]): string =>
    values.map((value) => Number(value.toPrecision(8))).join(', ');
  return `${what} ${verb} by ${Number(by.toPrecision(4))}${unit} (image ${shown(image)}; mask ${shown(mask)})`;
}

/** The first of many; an atlas has hundreds of regions. */
function listed(names: readonly string[]): string {
  const shown = 20;
  const more = names.length - shown;
  return names.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
