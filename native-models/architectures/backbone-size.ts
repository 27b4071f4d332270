import { densenet121 } from './densenet.ts';
import type { BackboneSize } from './families.ts';
import { resnet18, resnet34, resnet50, type ResNetSize } from './resnet.ts';
import { studySwin } from './swin/swin.ts';

/** The study's five networks, by name. */
export type BackboneName = 'resnet18' | 'resnet34' | 'resnet50' | 'densenet121' | 'swin';

interface Recipe {
  readonly scaled: (width: number) => BackboneSize;
  /** Edge of the smallest image of which the last stage still has a position. */
  readonly smallest: number;
}

const recipes: Readonly<Record<BackboneName, Recipe>> = {
  resnet18: residual(resnet18),
  resnet34: residual(resnet34),
  resnet50: residual(resnet50),
  densenet121: {
    smallest: 32,
    scaled: (width) => ({
      ...densenet121,
      family: 'densenet',
      initial: toMultiple(densenet121.initial * width, 4),
      growth: toMultiple(densenet121.growth * width, 4),
    }),
  },
  swin: {
    smallest: 32,
    scaled: (width) => ({
      ...studySwin,
      family: 'swin',
      // Every stage doubles channels and heads, so that four channels for each of the first stage's
      // heads are enough for all.
      embed: toMultiple(studySwin.embed * width, 4 * studySwin.heads[0]),
    }),
  },
};

/**
 * Size of a network of the study, or of a narrower one of the same depth.
 *
 * @param width Channels as a share of the study's, in (0, 1]: every number of channels is multiplied
 * by it and rounded to the nearest multiple of 4, of 12 in the Swin Transformer, at least one such
 * multiple. Numbers of layers, of heads and the window stay.
 * @param inputSize Edge of the cubic image in voxels.
 * @throws RangeError when the image is too small for the network or the width out of range.
 */
export function backboneOf(name: BackboneName, width: number, inputSize: number): BackboneSize {
  const { smallest, scaled } = recipes[name];
  if (!(width > 0 && width <= 1)) throw new RangeError(`a width is in (0, 1], got ${width}`);
  if (inputSize < smallest) {
    throw new RangeError(`${name} needs images of at least ${smallest} voxels, got ${inputSize}`);
  }
  return scaled(width);
}

function residual(size: ResNetSize): Recipe {
  return {
    smallest: 16,
    scaled: (width) => {
      const [a, b, c, d] = size.widths.map((channels) => toMultiple(channels * width, 4));
      return { ...size, family: 'resnet', widths: [a, b, c, d] };
    },
  };
}

function toMultiple(channels: number, of: number): number {
  return Math.max(1, Math.round(channels / of)) * of;
}
