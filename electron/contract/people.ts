import { z } from 'zod';

/** What a person does here; see the README for what each role may see. */
export const role = z.enum(['annotator', 'supervisor', 'assistant', 'clinician']);
export type Role = z.infer<typeof role>;

export const person = z.object({
  id: z.string(),
  name: z.string(),
  role,
  /** Whether sign-in asks for a passcode. */
  hasPasscode: z.boolean(),
  active: z.boolean(),
});
export type Person = z.infer<typeof person>;

/** Every signed-in role. */
export const everyone = ['annotator', 'supervisor', 'assistant', 'clinician'] as const;
/** Roles that may see pathology and predictions' ground truth. */
export const unblinded = ['supervisor', 'assistant'] as const;
/** Roles that may see a patient's predicted risk. */
export const riskReaders = ['supervisor', 'assistant', 'clinician'] as const;
/** Roles that draw masks. */
export const readers = ['annotator', 'supervisor'] as const;
/** Roles that bring data in and out and look after the library. */
export const keepers = ['supervisor', 'assistant'] as const;
