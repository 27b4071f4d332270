import type { MenuItemConstructorOptions } from 'electron';

/**
 * The native menu. It leaves undo, redo, zoom and single letters to the page: an accelerator here
 * would take them from the correction desk. Cut, copy and paste serve text fields, which on macOS
 * know these keys only through a menu.
 */
export function menuTemplate(facts: {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
}): MenuItemConstructorOptions[] {
  const mac = facts.platform === 'darwin';
  const developer: MenuItemConstructorOptions[] = facts.packaged
    ? []
    : [{ type: 'separator' }, { role: 'toggleDevTools' }];
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [mac ? { role: 'close' } : { role: 'quit' }] },
    {
      label: '&Edit',
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    { label: '&View', submenu: [{ role: 'togglefullscreen' }, ...developer] },
    { role: 'windowMenu' },
  ];
}
