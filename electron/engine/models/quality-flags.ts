import type { CaseSummary, MaskVersion } from '#contract/procedures/cases.ts';
import type { QualityFlag } from '#contract/procedures/risk.ts';
import type { RiskPrediction } from '#native/runtime/predict-risk.ts';

/** The study protocol's largest slice thickness, mm, with the rounding of written thicknesses. */
const protocolThicknessMm = 2 * 1.01;

/** All that decides how much a number may mean for a patient. */
export interface QualityInput {
  readonly summary: CaseSummary;
  readonly mask: MaskVersion;
  readonly prediction: RiskPrediction;
  readonly demoModel: boolean;
}

type Rule = (input: QualityInput) => QualityFlag | undefined;

/** One rule a flag; the order is the order on the page. */
const rules: readonly Rule[] = [
  ({ demoModel }) => when(demoModel, 'synthetic-model', 'warn'),

  ({ mask, summary }) =>
    when(
      mask.source === 'automatic' && summary.draftVerdict === 'not-sure',
      'not-sure-mask',
      'bad',
    ),

  ({ mask: { source, outlinedBy } }) =>
    when(
      source === 'automatic',
      'automatic-mask',
      'warn',
      outlinedBy ? { by: outlinedBy.name } : {},
    ),

  ({ prediction, mask }) =>
    when(prediction.tumourCropped, 'tumour-cropped', 'bad', {
      extentMm: Math.round(mask.longAxisMm),
    }),

  ({ prediction }) => {
    const outside = prediction.features.filter(({ inTrainingRange }) => !inTrainingRange);
    return when(outside.length > 0, 'feature-out-of-range', 'warn', {
      count: outside.length,
      names: outside.map(({ column }) => column).join(', '),
    });
  },

  ({ summary: { sliceThicknessMm: thicknessMm } }) =>
    when(thicknessMm !== null && thicknessMm > protocolThicknessMm, 'slice-thickness', 'warn', {
      thicknessMm: thicknessMm ?? 0,
    }),

  ({ summary }) => repeated(summary, 'missing-slices', 'bad'),
  ({ summary }) => repeated(summary, 'gantry-tilt', 'bad'),
  ({ summary }) => repeated(summary, 'contrast-unknown', 'info'),
];

export function qualityFlags(input: QualityInput): QualityFlag[] {
  return rules.flatMap((rule) => rule(input) ?? []);
}

function when(
  holds: boolean,
  code: QualityFlag['code'],
  severity: QualityFlag['severity'],
  facts: QualityFlag['facts'] = {},
): QualityFlag | undefined {
  return holds ? { code, severity, facts } : undefined;
}

/** A finding of the import that matters for the number, too. */
function repeated(
  { flags }: CaseSummary,
  code: 'missing-slices' | 'gantry-tilt' | 'contrast-unknown',
  severity: QualityFlag['severity'],
): QualityFlag | undefined {
  const found = flags.find((flag) => flag.code === code);
  return found && { code, severity, facts: found.facts };
}
