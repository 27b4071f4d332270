#!/usr/bin/env node
/** `npx nodewise …`: the command line, run with the project's own Node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install, main, projectNode, root, runUntilClosed } from './setup.mjs';

await main(async () => {
  const source = join(root, 'electron/cli/cli.ts');
  // Sources are never out of date; an installed program has the built file only.
  const cli = existsSync(source) ? source : join(root, 'out/engine/cli.js');
  await install();
  return runUntilClosed([projectNode, cli, ...process.argv.slice(2)], { cwd: process.cwd() });
});
