import type { Study } from '../evaluation/study-input.ts';
import { studyFiles } from './study-files.ts';

/** Drawing and writing a study takes seconds, so it happens beside the thread that answers calls. */
export const studyTasks = {
  'study-files': ({ study, version }: { readonly study: Study; readonly version: string }) =>
    studyFiles(study, version),
};

export type StudyTasks = typeof studyTasks;
