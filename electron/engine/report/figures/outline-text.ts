export function withOutlines(svg: string): string {
  return svg;
}
