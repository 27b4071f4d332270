/** A step that an engine in a process of its own has done. */
export interface RunEventMessage {
  /** Place of the run in its experiment. */
  readonly run: number;
  /** Counted from 0. */
  readonly epoch: number;
}
