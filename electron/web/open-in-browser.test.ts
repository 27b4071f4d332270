import { expect, test } from 'vitest';
import { hasDisplay, openCommand } from './open-in-browser.ts';

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
  ['win32', {}, true],
] as const)('on %s with %o there is a display: %s', (platform, env, display) => {
  expect(hasDisplay({ platform, env })).toBe(display);
});

test('the address is one argument on every system', () => {
  const url = 'http://127.0.0.1:4000/?start=a&b=c';
  expect(openCommand('linux', url)).toEqual(['xdg-open', url]);
  expect(openCommand('darwin', url)).toEqual(['open', url]);
  expect(openCommand('win32', url)).toEqual(['rundll32', 'url.dll,FileProtocolHandler', url]);
});
