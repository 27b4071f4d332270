import { posix, win32 } from 'node:path';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder. */
  readonly home: string;
}

/** The library's folder where nobody chose one: the platform's place for a person's data. */
export function defaultLibrary({ platform, env, home }: Machine): string {
  if (platform === 'darwin') {
    return posix.join(home, 'Library/Application Support/Nodewise/library');
  }
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData/Local'), 'Nodewise/library');
  }
  return posix.join(env.XDG_DATA_HOME || posix.join(home, '.local/share'), 'nodewise/library');
}
