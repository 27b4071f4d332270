/** Settings that change feature values; stored beside every exported value. */
export interface RadiomicsSettings {
  /** Width of the grey-level bins, in the unit of the image (HU for CT); > 0. */
  readonly binWidth: number;
}

/** The study's setting: PyRadiomics' default bin width. */
export const defaultRadiomicsSettings: RadiomicsSettings = { binWidth: 25 };
