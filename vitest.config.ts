import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{native-models,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: './scripts/one-temporary-folder.ts',
    pool: 'forks',
    maxWorkers: 2,
    // What hangs is ended; a busy machine has time for what only takes longer.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
