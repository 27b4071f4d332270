import { AppError } from '#contract/errors.ts';
import { openEngine } from '#engine/engine.ts';
import { localClient } from '#engine/local-client.ts';
import type { Answer, Command, Given, Session } from './command.ts';
import { followJob, progressLine } from './follow-job.ts';
import { signIn } from './sign-in.ts';

export interface RunOptions {
  readonly dataDir: string;
  /** Name of the person to act as. */
  readonly as: string | undefined;
  readonly passcode: string | undefined;
  /** Aborted by Ctrl+C. */
  readonly cancel: AbortSignal;
  /** Shows what a running job does, on a line that the next call replaces. */
  readonly onProgress: (line: string) => void;
}

/** Opens the library, runs one command through the same RPC as every window, and closes it. */
export async function run(command: Command, given: Given, options: RunOptions): Promise<Answer> {
  const engine = await openEngine({ dataDir: options.dataDir });
  const client = localClient(engine);
  const call: Session['call'] = async (name, input) => {
    const reply = await client.call(name, input);
    if (!reply.ok) throw new AppError(reply.error.code, reply.error.details);
    return reply.value;
  };
  const session: Session = {
    call,
    watch: client.watch,
    interrupted: options.cancel,
    show: options.onProgress,
    signIn: () => signIn(call, options.as, options.passcode),
    finish: (jobId, name) =>
      followJob(client, jobId, {
        cancel: options.cancel,
        onProgress: (job) =>
          options.onProgress(progressLine(name === undefined ? job : { ...job, title: name })),
      }),
  };
  try {
    if (command.signedIn) await session.signIn();
    return await command.run(session, given);
  } finally {
    client.close();
    await engine.close();
  }
}
