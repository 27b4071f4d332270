export function pngOf(_svg: string): Uint8Array {
  return new Uint8Array();
}
