import type { Vec3 } from '#contract/geometry.ts';
import type { Plane } from './plane.ts';

export interface OrientationLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** Letters of the directions to which LPS x, y, z point: left, posterior, head. */
const positive = ['L', 'P', 'H'] as const;
const negative = ['R', 'A', 'F'] as const;

/** A second letter appears from this share of the direction on: about 14 degrees off the axis. */
const obliqueFrom = 0.25;

/** What lies at the four sides of the screen. */
export function orientationLetters({ right, down }: Plane): OrientationLetters {
  return {
    left: directionLetters(opposite(right)),
    right: directionLetters(right),
    top: directionLetters(opposite(down)),
    bottom: directionLetters(down),
  };
}

/** Patient directions of a unit vector (LPS), strongest first, e.g. "L" or "LP". */
export function directionLetters(vector: Vec3): string {
  return [0, 1, 2]
    .filter((axis) => Math.abs(vector[axis]) >= obliqueFrom)
    .sort((a, b) => Math.abs(vector[b]) - Math.abs(vector[a]))
    .map((axis) => (vector[axis] > 0 ? positive[axis] : negative[axis]))
    .join('');
}

function opposite([x, y, z]: Vec3): Vec3 {
  return [-x, -y, -z];
}
