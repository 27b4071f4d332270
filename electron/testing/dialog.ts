import type { FromStandIn, ToStandIn } from './test-messages.ts';

const choices: (readonly string[])[] = [];
process.on('message', (message: ToStandIn) => choices.push(message.paths));

/** Native dialogs that a test answers beforehand; one without an answer is cancelled. */
export const dialog = {
  showOpenDialog: async () => {
    const filePaths = choices.shift() ?? [];
    return { canceled: filePaths.length === 0, filePaths };
  },
  showErrorBox: (title: string, content: string) => {
    process.send?.({ kind: 'error-box', title, content } satisfies FromStandIn);
  },
};
