/**
 * Runs the built Electron main process without Electron:
 * `node --import ./electron/testing/register.ts out/main/main.js`.
 *
 * It answers `import 'electron'` with a stand-in that drives Chromium. What is tested is the built
 * main process, preload script and engine process, each in a process of its own; what is not
 * tested is Electron itself. The same journeys run in the real one where its binary is present.
 */
import { registerHooks } from 'node:module';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
