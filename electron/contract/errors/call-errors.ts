import type { SentencesOf } from './sentences-of.ts';

/** Failures of a call, of its job and of the processes that serve it. */
export interface CallErrors {
  'invalid-input': {
    readonly issues: readonly { readonly path: string; readonly message: string }[];
  };
  'sign-in-required': Record<string, never>;
  'wrong-passcode': { readonly personId: string };
  'not-allowed': { readonly procedure: string; readonly role: string };
  'not-found': {
    readonly what:
      | 'procedure'
      | 'person'
      | 'case'
      | 'draft'
      | 'mask'
      | 'proposal'
      | 'job'
      | 'import'
      | 'export'
      | 'model'
      | 'prediction'
      | 'features'
      | 'upload'
      | 'folder'
      | 'certificate'
      | 'experiment'
      | 'run'
      | 'weights'
      | 'device'
      | 'preset'
      | 'segmenter'
      | 'cohort'
      | 'patient'
      | 'evaluation'
      | 'fitted-model'
      | 'figure';
    readonly id: string;
  };
  'job-cancelled': { readonly jobId: string };
  'worker-lost': { readonly task: string };
  'engine-lost': Record<string, never>;
  /** A defect or an unforeseen state. The id finds the full record in the engine log. */
  internal: { readonly logId: string };
}

export const callSentences: SentencesOf<CallErrors> = {
  'invalid-input': ({ issues }) =>
    `Please check: ${issues.map((i) => `${i.path || 'input'} (${i.message})`).join('; ')}.`,
  'sign-in-required': () => 'Sign in first.',
  'wrong-passcode': () => 'This passcode is not right. Try again.',
  'not-allowed': ({ procedure, role }) =>
    `The role ${role} may not use "${procedure}". Sign in as somebody whose role includes it.`,
  'not-found': ({ what, id }) => {
    if (what === 'folder')
      return `There is no folder "${id}" on this machine, or it may not be read.`;
    if (what === 'features')
      return `No features are stored of ${id}. Extract them first, or choose others.`;
    return `There is no ${thingNames[what] ?? what} "${id}" in this library.`;
  },
  'job-cancelled': () => 'Cancelled. What was finished before stays.',
  'worker-lost': ({ task }) =>
    `The calculation "${task}" stopped unexpectedly, perhaps for lack of memory. Run it again.`,
  'engine-lost': () => 'The engine stopped and is being restarted. Your edits are kept here.',
  internal: ({ logId }) => `Something failed that should not. Quote ${logId} when you report it.`,
};

/** What is called otherwise in words than in code. */
const thingNames: Readonly<Partial<Record<CallErrors['not-found']['what'], string>>> = {
  segmenter: 'segmentation model',
  'fitted-model': 'fitted model',
};
