/** Thirds of the lung from the hilum to the pleura. */
export type LungThird = 'inner' | 'middle' | 'outer';

/** What is known of a patient before surgery. */
export interface ClinicalRecord {
  /** Number or name of the hospital. */
  readonly hospital: string;
  readonly ageYears: number;
  readonly sex: 'female' | 'male';
  /** Longest axial diameter of the whole lesion in cm. */
  readonly diameterCm: number;
  readonly density: 'solid' | 'part-solid';
  /** Consolidation-to-tumour ratio: solid over whole diameter, in (0, 1]; 1 for a solid lesion. */
  readonly ctr: number;
  readonly location: LungThird;
  /** Clinical tumour stage by the diameter of the solid part, such as `cT1a`. */
  readonly cT: string;
  /** Clinical node stage, such as `cN0`. */
  readonly cN: string;
  /** Clinical stage of metastasis, such as `cM0`. */
  readonly cM: string;
  readonly contrast: boolean;
  /** Days from the CT to the operation. */
  readonly intervalDays: number;
  readonly sliceThicknessMm: number;
  /** Whether lymph nodes were taken at surgery. */
  readonly lymphNodeAssessment: boolean;
  /** Whether this tumour had been treated before. */
  readonly previousTherapy: boolean;
}

/** What the pathologist found; kept apart because annotators are blind to it. */
export interface Outcome {
  /** Lymph node metastasis at surgery. */
  readonly pN: 'pN+' | 'pN-';
  readonly lymphovascularInvasion?: boolean;
  /** Differentiation: 1 well, 2 moderate, 3 poor. */
  readonly grade?: '1' | '2' | '3';
  /** Predominant pathological type. */
  readonly histology?: string;
  readonly solidDiameterCm?: number;
}
