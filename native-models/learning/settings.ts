/** Which layers of a network learn. */
export type LearningPart = 'all' | 'last-stage' | 'heads';

/**
 * Statistics of batch normalisation in training.
 *
 * - `batch`: of the whole batch, in one graph, as in the study. Gradients flow through them.
 * - `two-pass`: the same losses and gradients to rounding, patient by patient: all go from layer to
 *   layer together, forwards and on a second pass backwards. A part of the memory, about 1.3 times the
 *   time.
 * - `frozen`: the stored ones, which stay as they are; scales and biases still learn.
 */
export type NormalisationMode = 'batch' | 'two-pass' | 'frozen';

/** What decides a run besides its network, start weights and cases. */
export interface TrainingSettings {
  /** Edge of the cubic input in voxels. */
  readonly inputSize: number;
  readonly epochs: number;
  /** Cases of a batch. */
  readonly batch: number;
  readonly learningRate: number;
  /** Decay of the averaged copy of the weights at each step. */
  readonly emaDecay: number;
  readonly seed: number;
  readonly learns: LearningPart;
  readonly normalisation: NormalisationMode;
  /** NT-Xent is part of the loss. */
  readonly contrastive: boolean;
  /** The auxiliary heads learn too. */
  readonly auxiliary: boolean;
  /** Both classes count alike in the cross-entropy, however many cases they have. */
  readonly classWeights: boolean;
  /** Random crops and rotations; else the central crop. */
  readonly augmentation: boolean;
  /**
   * Where only a part learns, augmented crops drawn once for each case, whose features the frozen
   * part computes once; `DEFAULT_VIEWS` where absent.
   */
  readonly views?: number;
  /** Ends after so many epochs without a better validation AUC; null: never. */
  readonly earlyStop: number | null;
}

const DEFAULT_VIEWS = 4;

/** Crops of each case whose features are kept; 1 is the central crop alone. */
export function viewsOf({ augmentation, views = DEFAULT_VIEWS }: TrainingSettings): number {
  return augmentation ? views : 1;
}
