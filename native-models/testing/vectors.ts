export function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((v, n) => v - b[n]);
}

export function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, v, n) => sum + v * b[n], 0);
}

export const norm = (a: Float32Array): number => Math.sqrt(dot(a, a));
export const distance = (a: Float32Array, b: Float32Array): number => norm(difference(a, b));
export const cosine = (a: Float32Array, b: Float32Array): number => dot(a, b) / (norm(a) * norm(b));
