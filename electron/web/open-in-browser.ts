import { spawn } from 'node:child_process';

interface Desktop {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether a window can be shown: always on macOS and Windows, by the session's variables else. */
export function hasDisplay({ platform, env }: Desktop): boolean {
  return (
    platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  );
}

/** The command that opens an address in the person's browser. */
export function openCommand(
  platform: NodeJS.Platform,
  url: string,
): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // `start` is a shell builtin that would split the address at its `&`.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

/** Opens the address where there is a display; a machine without a browser only shows it printed. */
export function openInBrowser(url: string, desktop: Desktop): void {
  if (!hasDisplay(desktop)) return;
  const [command, ...args] = openCommand(desktop.platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
