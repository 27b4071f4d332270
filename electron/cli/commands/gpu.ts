/** `gpu list` and `gpu install`: what networks can be computed on. */
import { graphicsCards, setUpGraphicsCards, type GraphicsSetUp } from '#engine/graphics-cards.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { table } from '../table.ts';

export const gpuCommand: Command = {
  description: 'list what networks can run on, or fetch the libraries for NVIDIA cards',
  words: ['list', 'install'],
  examples: ['gpu list'],
  options: {},
  signedIn: false,
  runAlone: answered,
  run: (_session, given) => answered(given),
};

type Devices = GraphicsSetUp['devices'];

const actions: Readonly<Record<string, () => Promise<Answer>>> = {
  list: async () => {
    const value = await graphicsCards();
    return { value, text: textOf(value) };
  },
  install: async () => {
    const value = await setUpGraphicsCards((line) => console.error(line));
    const { outcome, detail } = value.cuda;
    const sentence = `${sentences[outcome]} (${detail})`;
    const text = [sentence, '', textOf(value.devices)].join('\n');
    return { value, text, failed: outcome === 'failed' };
  },
};

const sentences: Readonly<Record<GraphicsSetUp['cuda']['outcome'], string>> = {
  installed: 'The libraries for CUDA were installed.',
  'already-installed': 'The libraries for CUDA are installed already.',
  'not-for-this-system': 'There is nothing to install: libraries for CUDA are for Linux on x64.',
  offline: 'Skipped: NuGet, where the libraries for CUDA are, cannot be reached from here.',
  failed: 'The libraries for CUDA could not be installed.',
};

async function answered({ words }: Given): Promise<Answer> {
  const [word, ...rest] = words;
  const action = word !== undefined && Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (!action || rest.length > 0) throw new UsageError('Say "gpu list" or "gpu install".');
  return action();
}

function textOf(devices: Devices): string {
  const rows = devices.map(({ name, available, note }) => [name, available ? 'yes' : 'no', note]);
  return table(['device', 'available', 'what it is'], rows);
}
