/** A display window in HU. */
export interface WindowLevel {
  readonly level: number;
  readonly width: number;
}

/** The study protocol's lung window; it is fixed so that every reader sees the same edge. */
export const studyWindow: WindowLevel = { level: -600, width: 2000 };

/** HU shown as black and as white. */
export function windowRange({ level, width }: WindowLevel): {
  readonly lower: number;
  readonly upper: number;
} {
  return { lower: level - width / 2, upper: level + width / 2 };
}

/** Grey 0 to 255 of a HU value: linear between the window's ends. */
export function grey(hu: number, { level, width }: WindowLevel): number {
  const share = (hu - (level - width / 2)) / width;
  return Math.round(255 * Math.min(1, Math.max(0, share)));
}
