import { expect, test } from 'vitest';
import { defaultLibrary } from './library-folder.ts';

test.each([
  {
    platform: 'linux',
    env: {},
    home: '/home/ada',
    folder: '/home/ada/.local/share/nodewise/library',
  },
  {
    platform: 'linux',
    env: { XDG_DATA_HOME: '/mnt/data' },
    home: '/home/ada',
    folder: '/mnt/data/nodewise/library',
  },
  {
    platform: 'darwin',
    env: {},
    home: '/Users/ada',
    folder: '/Users/ada/Library/Application Support/Nodewise/library',
  },
  {
    platform: 'win32',
    env: { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
    home: 'C:\\Users\\ada',
    folder: 'C:\\Users\\ada\\AppData\\Local\\Nodewise\\library',
  },
] as const)('on $platform with $env the library lies in $folder', ({ folder, ...machine }) => {
  expect(defaultLibrary(machine)).toBe(folder);
});
