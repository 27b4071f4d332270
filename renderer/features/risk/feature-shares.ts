import type { Prediction } from '#contract/procedures/risk.ts';

type Feature = Prediction['features'][number];

/** One row of the explanation: a feature, or all of the network's together. */
export interface FeatureRow {
  readonly key: string;
  readonly name: string;
  /** Image and family, or what the network's row is. */
  readonly detail: string;
  readonly feature: Feature | null;
  /** Change of the log-odds against a training-average patient. */
  readonly contribution: number;
  /** Size of the contribution among all sizes, 0 to 1. */
  readonly share: number;
}

/** Features by the size of what they change, the network's part last. */
export function featureRows(
  prediction: Pick<Prediction, 'features' | 'networkContribution'>,
): readonly FeatureRow[] {
  const { features, networkContribution } = prediction;
  const total =
    Math.abs(networkContribution) + features.reduce((sum, f) => sum + Math.abs(f.contribution), 0);
  const share = (contribution: number) => (total === 0 ? 0 : Math.abs(contribution) / total);
  return [
    ...features
      .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .map((feature) => ({
        key: feature.column,
        ...readableColumn(feature.column),
        feature,
        contribution: feature.contribution,
        share: share(feature.contribution),
      })),
    {
      key: 'network',
      name: 'Network features',
      detail: 'all learned image features together',
      feature: null,
      contribution: networkContribution,
      share: share(networkContribution),
    },
  ];
}

/** `original_firstorder_RootMeanSquared` is "Root mean squared", "original, firstorder". */
export function readableColumn(column: string): { readonly name: string; readonly detail: string } {
  const [image, family, ...rest] = column.split('_');
  const words = rest
    .join(' ')
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/(\dD)([A-Z])/g, '$1 $2')
    .replace(/(\d)([A-Z][a-z])/g, '$1 $2')
    .replace(/-/g, ' ')
    .replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
  if (words === '') return { name: column, detail: '' };
  return {
    name: words.charAt(0).toUpperCase() + words.slice(1),
    detail: `${image}, ${familyWords[family] ?? family}`,
  };
}

/** Families whose column name is not already a word. */
const familyWords: Readonly<Record<string, string>> = { firstorder: 'first-order' };
