import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import 'mantine-datatable/styles.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { cssVariables, printDeclarations, theme } from './theme.ts';

/** The look of the whole window: a reading room at night, and plain paper when printed. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="dark">
      <style>{`@media print { :root:root { ${printDeclarations} } }`}</style>
      <Notifications position="bottom-right" limit={4} />
      {children}
    </MantineProvider>
  );
}
