/** A symmetric 3 × 3 matrix by its six different entries. */
export interface SymmetricMatrix {
  readonly xx: number;
  readonly yy: number;
  readonly zz: number;
  readonly xy: number;
  readonly xz: number;
  readonly yz: number;
}

/**
 * Eigenvalues of a symmetric 3 × 3 matrix, largest first.
 *
 * Source: Smith OK, Commun ACM 4:168, 1961 (trigonometric solution of the cubic).
 */
export function symmetricEigenvalues(m: SymmetricMatrix): [number, number, number] {
  const mean = (m.xx + m.yy + m.zz) / 3;
  const [x, y, z] = [m.xx - mean, m.yy - mean, m.zz - mean];
  const off = m.xy * m.xy + m.xz * m.xz + m.yz * m.yz;
  const spread = Math.sqrt((x * x + y * y + z * z + 2 * off) / 6);
  if (spread === 0) return [mean, mean, mean];
  const determinant =
    x * (y * z - m.yz * m.yz) - m.xy * (m.xy * z - m.yz * m.xz) + m.xz * (m.xy * m.yz - y * m.xz);
  // Rounding alone can leave the cosine just outside [-1, 1].
  const cosine = Math.min(1, Math.max(-1, determinant / (2 * spread ** 3)));
  const angle = Math.acos(cosine) / 3;
  const largest = mean + 2 * spread * Math.cos(angle);
  const smallest = mean + 2 * spread * Math.cos(angle + (2 * Math.PI) / 3);
  return [largest, 3 * mean - largest - smallest, smallest];
}
