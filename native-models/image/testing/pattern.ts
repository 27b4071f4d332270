import type { Geometry } from '../volume.ts';

/**
 * A small irregular image given by a formula, so that the references of `image-reference.json`
 * could be computed on the same numbers in Python.
 */
export const patternGeometry: Geometry = {
  dimensions: [9, 8, 7],
  spacingMm: [0.8, 0.7, 2.5],
  originMm: [-10, 5, 30],
  direction: [0.36, -0.8, 0.48, 0.48, 0.6, 0.64, -0.8, 0, 0.6],
};

export function pattern(): Int16Array {
  const [nx, ny, nz] = patternGeometry.dimensions;
  const data = new Int16Array(nx * ny * nz);
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) data[at] = (i * 7 + j * 13 + k * 29 + i * j * k) % 17;
    }
  }
  return data;
}

/** A region of the pattern: 1 where `inside` holds for the value. */
export function region(inside: (value: number) => boolean): Uint8Array {
  return Uint8Array.from(pattern(), (value) => +inside(value));
}
