import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { sourceHash } from './source-hash.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}out/stamps.json`;

/** One output folder: what it is made from, and how. */
interface Part {
  readonly sources: readonly string[];
  readonly run: () => Promise<unknown>;
}

/** Everything that decides about the output besides a part's own sources. */
const shared = ['package.json', 'package-lock.json', 'scripts/build.ts'];

const parts: Readonly<Record<string, Part>> = {
  main: {
    sources: ['electron/main', 'electron/contract'],
    run: () => build(nodeConfig('main', { main: 'electron/main/main.ts' })),
  },
  preload: {
    sources: ['electron/preload', 'electron/contract'],
    run: () => build(preloadConfig()),
  },
  engine: {
    sources: ['electron', 'native-models'],
    run: async () => {
      await build(
        nodeConfig('engine', {
          'engine-process': 'electron/main/engine-process.ts',
          supervisor: 'electron/web/supervisor.ts',
          server: 'electron/web/server.ts',
          worker: 'electron/engine/worker.ts',
          'train-process': 'electron/engine/train-process.ts',
          'task-process': 'electron/engine/task-process.ts',
          'device-process': 'native-models/runtime/device-process.ts',
          cli: 'electron/cli/cli.ts',
        }),
      );
      await cp(`${root}electron/engine/store/migrations`, `${root}out/engine/migrations`, {
        recursive: true,
      });
    },
  },
  renderer: {
    sources: ['renderer', 'electron/contract', 'vite.config.ts'],
    run: () => build({ configFile: `${root}vite.config.ts`, logLevel: 'warn' }),
  },
};

/**
 * Code that Node runs: packages stay outside, entries and shared chunks lie flat in one folder,
 * so that a worker is found beside whichever file starts it.
 */
function nodeConfig(folder: string, input: Record<string, string>): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: `out/${folder}`,
      emptyOutDir: true,
      target: 'node24',
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** A sandboxed preload must be one CommonJS file. */
function preloadConfig(): InlineConfig {
  const config = nodeConfig('preload', { preload: 'electron/preload/preload.ts' });
  const output = { format: 'cjs', entryFileNames: '[name].cjs' } as const;
  return {
    ...config,
    build: { ...config.build, rolldownOptions: { ...config.build?.rolldownOptions, output } },
  };
}

const stamps: Record<string, string> = existsSync(stampFile)
  ? (JSON.parse(readFileSync(stampFile, 'utf8')) as Record<string, string>)
  : {};
const wanted = process.argv.slice(2);

for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const hash = sourceHash(root, [...shared, ...part.sources]);
  if (stamps[name] === hash && existsSync(`${root}out/${name}`)) continue;
  const started = performance.now();
  try {
    await part.run();
  } catch (error) {
    // The bundler's message names the file and the line; its stack is about the bundler.
    console.error(`The ${name} part does not build.\n${(error as Error).message}`);
    process.exit(1);
  }
  // Sources may have changed while they were built; the hash taken before then no longer matches.
  stamps[name] = hash;
  mkdirSync(`${root}out`, { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
  console.log(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
