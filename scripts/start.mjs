/** `npm start`: installs and builds what is missing, then opens the workstation. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  electronBinary,
  electronObstacle,
  electronRuns,
  fetchElectron,
} from './electron-binary.mjs';
import { build, install, main, projectNode, Refusal, root, runUntilClosed } from './setup.mjs';

const usage = `Opens the Nodewise workstation.

  npm start -- [options]

  --host electron|browser  the window to use; by default Electron where it can run
  --data DIR               the library's folder; by default one in your user data folder
  --demo                   fill an empty library with the synthetic demo study
  --no-open                print the address of the browser host and open nothing
  --help                   show this`;

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return 0;
  }
  await install();
  await build();

  if (options.host === 'browser') return openBrowser(options);
  const { binary, obstacle } = await findElectron();
  if (binary) return openElectron(binary, options);
  if (options.host === 'electron') throw new Refusal(`Electron cannot be used: ${obstacle}.`);
  console.log(`Electron is not used: ${obstacle}. Opening Nodewise in the browser instead.`);
  return openBrowser(options);
});

function readOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        host: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new Refusal(`${error.message}\n\n${usage}`);
  }
  if (values.host !== undefined && !['electron', 'browser'].includes(values.host)) {
    throw new Refusal(`--host is "electron" or "browser", not "${values.host}".`);
  }
  return values;
}

async function findElectron() {
  const { platform, env } = process;
  const obstacle = electronObstacle({ platform, env, uid: process.getuid?.() });
  if (obstacle) return { obstacle };
  const binary = electronBinary() ?? (await fetchElectron());
  if (!binary) return { obstacle: 'its binary is not here and could not be fetched' };
  if (!electronRuns(binary)) return { obstacle: 'its binary does not run on this system' };
  return { binary };
}

function openElectron(binary, options) {
  return runUntilClosed([binary, root, ...hostArguments(options)]);
}

function openBrowser(options) {
  const supervisor = join(root, 'out/engine/supervisor.js');
  const noOpen = options['no-open'] ? ['--no-open'] : [];
  // The channel closes when this process is killed, too, and the supervisor then ends.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  return runUntilClosed([projectNode, supervisor, ...hostArguments(options), ...noOpen], { stdio });
}

function hostArguments({ data, demo }) {
  return [...(data === undefined ? [] : ['--data', resolve(data)]), ...(demo ? ['--demo'] : [])];
}
