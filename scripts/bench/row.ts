/** One measured figure of the benchmark. */
export interface BenchRow {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}
