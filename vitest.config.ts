import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{native-models,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: './scripts/one-temporary-folder.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
