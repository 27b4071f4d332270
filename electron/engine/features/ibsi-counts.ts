import type { CheckedValue } from './ibsi-certificate.ts';

/** How many reference values of one family and configuration are met. */
export interface IbsiCount {
  readonly configuration: string;
  readonly family: string;
  readonly claimed: number;
  readonly passed: number;
  readonly failed: number;
  readonly notImplemented: number;
}

/** Counts by configuration and family, in the order in which they first occur. */
export function ibsiCounts(values: readonly CheckedValue[]): readonly IbsiCount[] {
  const groups = Map.groupBy(values, ({ configuration, family }) => `${configuration}\n${family}`);
  return [...groups.values()].map((group) => {
    const [{ configuration, family }] = group;
    const count = (outcome: CheckedValue['outcome']): number =>
      group.filter((value) => value.outcome === outcome).length;
    const [passed, failed] = [count('passed'), count('failed')];
    return {
      ...{ configuration, family, passed, failed },
      claimed: passed + failed,
      notImplemented: count('not implemented'),
    };
  });
}
