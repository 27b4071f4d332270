import { Skeleton } from '@mantine/core';

/** Grey rows of the size that the content will have, so that nothing jumps when it comes. */
export function SkeletonRows({
  rows,
  height = 28,
  label,
}: {
  readonly rows: number;
  /** Height of one row in px. */
  readonly height?: number;
  readonly label: string;
}) {
  return (
    <div role="status" aria-label={label} style={{ display: 'grid', gap: 4 }}>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={height} radius="sm" />
      ))}
    </div>
  );
}
