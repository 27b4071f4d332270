import type { Proposal } from '#contract/procedures/annotation.ts';

/** Why an outline should be looked at, one clause per code of the segmentation. */
const reasonClauses: Readonly<Record<string, string>> = {
  'low-confidence': 'the method agrees too little with itself',
  'no-visible-edge': 'most of its border was cut where the image shows no edge',
  faint: 'its core is hardly denser than lung',
  large: 'it is larger than the lesions the method was tried on',
  cropped: 'it runs out of the region that was looked at',
  'misses-click': 'it leaves out the place that was clicked',
  alternative: 'it is the second best reading of the same place',
  rival: 'another candidate scores nearly as well',
};

const advice: { readonly [V in Proposal['confidence']['verdict']]: string } = {
  accept: '',
  check: ' Check its border.',
  'not-sure': ' Compare the proposals, or draw it.',
};

/** How far a proposal can be relied on, why, and what to do. */
export function confidenceSentence({
  confidence,
  outlinedBy,
}: Pick<Proposal, 'confidence' | 'outlinedBy'>): string {
  const { verdict, reasons } = confidence;
  const clauses = reasons.map((reason) => reasonClauses[reason] ?? reason.replaceAll('-', ' '));
  const because = clauses.length > 0 ? `; ${clauses.join(', and ')}` : '';
  return `${trust(confidence, outlinedBy?.name)}${because}.${advice[verdict]}`;
}

/** Where the method itself is out of its range, its share of agreement means nothing. */
function trust({ value, verdict }: Proposal['confidence'], model: string | undefined): string {
  if (verdict === 'not-sure') return 'This may not be the tumour or its border';
  if (value === null) {
    return `How often outlines of ${model ? `the model "${model}"` : 'this method'} agree with a reader is not known`;
  }
  return `About ${Math.round(value * 100)} of 100 such outlines agree with a reader`;
}
