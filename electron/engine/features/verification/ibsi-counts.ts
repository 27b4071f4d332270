import type { CheckedValue, IbsiCount } from '#contract/procedures/verification.ts';

/** Counts by part, configuration and family, in the order in which they first occur. */
export function ibsiCounts(values: readonly CheckedValue[]): IbsiCount[] {
  const groups = Map.groupBy(values, ({ part, configuration, family }) =>
    [part, configuration, family].join('\n'),
  );
  return [...groups.values()].map((group) => {
    const [{ part, configuration, family }] = group;
    const count = (outcome: CheckedValue['outcome']): number =>
      group.filter((value) => value.outcome === outcome).length;
    const [passed, failed] = [count('passed'), count('failed')];
    return {
      ...{ part, configuration, family, passed, failed },
      claimed: passed + failed,
      notImplemented: count('not implemented'),
    };
  });
}
