import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Experiment, Run } from '#contract/procedures/experiments.ts';

import { temporaryFolder } from '../testing/engine-client.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { fillStudyLibrary, tinySettings } from '../testing/study-library.ts';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
const folder = temporaryFolder();
beforeAll(() => void fillStudyLibrary(folder.path));
afterAll(() => folder.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param interruptAt What is on standard error when Ctrl+C is pressed. */
function nodewise(typed: readonly string[], interruptAt?: RegExp): Promise<Ended> {
  const args = [cli, ...typed, '--data', folder.path, '--as', 'Supervisor'];
  const child = spawn(process.execPath, args, { detached: true });
  let [stdout, stderr] = ['', ''];
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interrupted || !interruptAt?.test(stderr)) return;
    interrupted = true;
    // As a terminal does: to the command and all that it has started.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const { network, width, inputSize, batch } = tinySettings;
const settings = Object.entries({ network, width, inputSize, batch });
const typedSettings = settings.map(([key, value]) => `${key}=${value}`);

/** The tiny settings but for the network. */
const typedGrid = typedSettings.filter((typed) => !typed.startsWith('network='));

interface Answered {
  readonly runs: readonly Run[];
  readonly radiomicsOnly: Experiment['radiomicsOnly'];
}

test('Ctrl+C pauses a run, which goes on later and predicts every case into a table', async () => {
  const [first, ...more] = [...typedSettings, 'epochs=12'];
  const typed = ['train', '--name', 'By hand', '--json', '--set', first, ...more];
  const paused = await nodewise(typed, /epoch [2-9] of 12/);
  expect(paused.code).toBe(1);
  const { runs } = JSON.parse(paused.stdout) as Answered;
  expect(runs).toMatchObject([
    { state: 'paused', name: 'By hand', settings: { epochs: 12, width } },
  ]);
  expect(runs[0].epoch).toBeGreaterThanOrEqual(1);
  expect(runs[0].epoch).toBeLessThan(12);

  const resumed = await nodewise(['resume', runs[0].id.slice(0, 8)]);
  expect(resumed.code).toBe(0);
  expect(resumed.stdout).toMatch(/By hand +done +12 +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+/);

  const out = join(folder.path, 'predicted.csv');
  const inferred = await nodewise(['infer', 'By hand', '--out', out]);
  expect(inferred.stdout).toContain('24 cases predicted by "By hand"');
  const [header, ...lines] = readFileSync(out, 'utf8').trim().split(/\r?\n/);
  expect(header.replace('\uFEFF', '')).toBe('case,probability');
  expect(lines).toHaveLength(24);
  const probabilities = lines.map((line) => Number(line.split(',')[1]));
  expect(probabilities.every((p) => p > 0 && p < 1)).toBe(true);
});

test.each([
  [['train', '--set', 'depth=3'], 'There is no setting "depth".'],
  [['train', '--set', 'width=2'], 'width: '],
  [['train', '--preset', 'slow'], '--preset is one of paper, fine-tune, quick.'],
  [['train', '--seed', 'x'], '--seed is a whole number from 0 to 4294967295.'],
  [['weights', 'burn'], 'Say "weights list", "weights import FILE…", '],
])('%j is told to be a mistake', async (typed, sentence) => {
  const { code, stderr } = await nodewise(typed);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

test('the grid leaves out what has no weights, and tells why each run failed', async () => {
  const { code, stdout, stderr } = await nodewise(['grid', ...typedGrid, 'device=none']);
  expect(code).toBe(1);
  expect(stderr).toContain('8 pretrained models are left out');
  for (const name of ['ResNet-18', 'ResNet-34', 'ResNet-50', 'DenseNet-121', 'Swin Transformer']) {
    expect(stdout).toMatch(new RegExp(`${name}, scratch, concat +failed`));
  }
  expect(stdout.match(/^[0-9a-f]{8} failed: The device "none" cannot be used here/gm)).toHaveLength(
    5,
  );
});

const [zip, traced, empty] = [
  'generated/tiny_medicalnet_resnet18_zip.pth',
  'generated/tiny_medicalnet_resnet18_expected.json',
  'lung250m/predictions.pth',
].map((name) => sharedFile(`data/torch/${name}`));
const isThere = zip !== undefined && traced !== undefined && empty !== undefined;

/** What a file of MedicalNet must be told to hold. */
interface Told {
  readonly tensors: number;
  /** The share of the study's channels that its first stage has. */
  readonly width: number;
  /** Weights, without counters, of the layers that the study's network has too. */
  readonly backbone: number;
  /** Those up to the last stage with the study's channels at that width. */
  readonly fitting: number;
}

/**
 * By the names that stand as text in the file, and the channels of each stage as PyTorch traced them.
 */
function toldBy(file: string, trace: string): Told {
  const name = /module\.([a-z_\d.]+?\.(weight|bias|running_mean|running_var|num_batches_tracked))/g;
  const found = readFileSync(file, 'latin1').matchAll(name);
  const names = [...new Set([...found].map(([, tensor]) => tensor))];
  const { outputs } = JSON.parse(readFileSync(trace, 'utf8')) as {
    readonly outputs: Readonly<Record<string, { readonly shape: readonly number[] }>>;
  };
  const channels = [1, 2, 3, 4].map((stage) => outputs[`layer${stage}`].shape[1]);
  const differing = channels.findIndex((count, n) => count !== channels[0] * 2 ** n);
  const stages = differing < 0 ? channels.length : differing;
  const upTo = (stage: number): number => {
    const layers = new RegExp(`^(conv1|bn1|layer[1-${stage}])\\..*(?<!tracked)$`);
    return names.filter((tensor) => layers.test(tensor)).length;
  };
  const width = channels[0] / 64;
  return { tensors: names.length, width, backbone: upTo(4), fitting: upTo(stages) };
}

test.skipIf(!isThere)('a file of PyTorch is imported, reported and begun from', async () => {
  const { tensors, width, backbone, fitting } = toldBy(zip ?? '', traced ?? '');
  const refused = await nodewise(['weights', 'import', empty ?? '']);
  expect(refused.stderr).toContain(
    '"predictions.pth" cannot be read as weights: it holds no tensors',
  );
  const imported = await nodewise(['weights', 'import', zip ?? '']);
  expect(imported.stdout).toContain(
    `tiny_medicalnet_resnet18_zip.pth: pytorch-zip, ${tensors} tensors; weightsId=`,
  );

  const named = ['weights', 'report', 'tiny_medicalnet_resnet18_zip.pth', 'resnet18'];
  const { stdout: whole } = await nodewise(named);
  expect(whole).toMatch(/^matched: 0\n/);
  expect(whole).toContain(`\nother shape: ${backbone} (`);
  const { stdout: narrow } = await nodewise([...named, '--width', String(width)]);
  expect(narrow).toMatch(new RegExp(`^matched: ${fitting}\n`));
  const [id] = /[0-9a-f]{8}(?=-)/.exec(imported.stdout) ?? [];
  const trained = await nodewise([
    'train',
    ...typedGrid,
    `width=${width}`,
    `weightsId=${id}`,
    'epochs=1',
    '--name',
    'Begun',
  ]);
  expect(trained.stdout).toMatch(/Begun +done +1 /);
});

test('a file that is no weights is refused with its reason, and nothing is stored', async () => {
  const refused = await nodewise(['weights', 'import', cli]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/"cli\.ts" cannot be read as weights: .* Nothing was stored/);
  const listed = await nodewise(['weights']);
  expect(listed.stdout).not.toContain('cli.ts');
});
