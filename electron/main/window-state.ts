import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** A rectangle of the desktop in device-independent pixels. */
const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Rectangle = z.infer<typeof rectangle>;

const windowState = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

/** The page is laid out for at least this much. */
export const minimumSize = { width: 1024, height: 640 } as const;
const usualSize = { width: 1600, height: 1000 } as const;
/** So much of a window must lie on a screen that it can be seen and dragged. */
const graspable = 120;

/**
 * Where to open the window: as it was left, unless the screen it was on is gone or smaller now.
 *
 * @param screens Work areas of the present screens, the primary one first.
 */
export function placeWindow(
  saved: WindowState | undefined,
  screens: readonly Rectangle[],
): WindowState {
  const home = saved && screens.find((screen) => overlaps(screen, saved.bounds));
  if (!home) return { bounds: centred(screens[0]), maximized: saved?.maximized ?? false };
  const { x, y, width, height } = saved.bounds;
  const bounds = {
    x,
    y,
    width: Math.min(Math.max(width, minimumSize.width), home.width),
    height: Math.min(Math.max(height, minimumSize.height), home.height),
  };
  return { bounds, maximized: saved.maximized };
}

function centred(screen: Rectangle): Rectangle {
  const width = Math.min(usualSize.width, screen.width);
  const height = Math.min(usualSize.height, screen.height);
  return {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 2),
    width,
    height,
  };
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  // The title bar must be within reach: a window above the screen cannot be dragged back.
  return across >= graspable && down >= graspable && b.y >= a.y - 10;
}

/** What was saved, or undefined when it is absent or not readable any more. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A state that cannot be written is not worth a message at the end of a session. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    return;
  }
}
