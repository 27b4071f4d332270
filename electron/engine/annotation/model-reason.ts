/** Letters of a reason that a person still reads. */
const longest = 240;

/**
 * Why a model or a card cannot be used, in the words of whoever found out: our own checks, the
 * parser of JSON or ONNX Runtime, without the places in its sources and the paths of this machine.
 */
export function modelReason(error: unknown): string {
  if (!(error instanceof Error)) return 'for an unknown reason';
  const words = error.message
    .replaceAll(/(?:[A-Za-z]:)?[\\/][^\s:"']*[\\/][^\s:"']*(?::\d+)?/g, '…')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s.]+$/, '');
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}
