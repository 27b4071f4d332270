import type { Proposal } from '#contract/procedures/annotation.ts';

/** What makes an outline less sure, as the end of a sentence. */
const reasonWords: Readonly<Record<string, string>> = {
  'outline-cut': 'the outline was cut off where it ran into its surroundings',
  'low-density': 'the tumour is not much denser than the lung',
  large: 'it is larger than what the method was measured on',
  small: 'it is smaller than what the method was measured on',
};

/** One sentence on how far a proposal can be relied on. */
export function confidenceSentence({ confidence }: Proposal): string {
  const { value, verdict, reasons } = confidence;
  const share = `About ${Math.round(value * 100)} of 100 such outlines agree with a reader`;
  const because = reasons.map((reason) => reasonWords[reason] ?? reason.replaceAll('-', ' '));
  switch (verdict) {
    case 'accept':
      return `${share}.`;
    case 'check':
      return `${share}: check it${because.length > 0 ? `, as ${because.join(' and ')}` : ''}.`;
    case 'not-sure':
      return `Not sure: ${share.toLowerCase()}${because.length > 0 ? `; ${because.join(' and ')}` : ''}. Compare the proposals, or draw it.`;
  }
}
