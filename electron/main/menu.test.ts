import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

const items = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

const roles = (facts: Parameters<typeof menuTemplate>[0]) =>
  items(menuTemplate(facts)).map((item) => item.role);

test.each(['linux', 'darwin', 'win32'] as const)(
  'on %s no menu item takes a key of the correction desk',
  (platform) => {
    const all = items(menuTemplate({ platform, packaged: true }));
    expect(all.every((item) => item.accelerator === undefined)).toBe(true);
    // These roles bring Ctrl+Z, Ctrl+Shift+Z, Ctrl+R and Ctrl+plus or minus with them.
    const taken = [
      'undo',
      'redo',
      'reload',
      'forceReload',
      'zoomIn',
      'zoomOut',
      'editMenu',
      'viewMenu',
    ];
    expect(all.filter((item) => taken.includes(item.role ?? ''))).toEqual([]);
  },
);

test('the developer tools are in the menu of a checkout only', () => {
  expect(roles({ platform: 'linux', packaged: false })).toContain('toggleDevTools');
  expect(roles({ platform: 'linux', packaged: true })).not.toContain('toggleDevTools');
});

test('macOS has the application menu, the others quit by the file menu', () => {
  expect(roles({ platform: 'darwin', packaged: true })).toContain('appMenu');
  expect(roles({ platform: 'win32', packaged: true })).toContain('quit');
});
