import type { ErrorCode, ErrorDetails, WireError } from './errors.ts';
import { annotationSentences } from './errors/annotation-errors.ts';
import { callSentences } from './errors/call-errors.ts';
import { cohortSentences } from './errors/cohort-errors.ts';
import { evaluationSentences } from './errors/evaluation-errors.ts';
import { featureSentences } from './errors/feature-errors.ts';
import { imageSentences } from './errors/image-errors.ts';
import { librarySentences } from './errors/library-errors.ts';
import { trainingSentences } from './errors/training-errors.ts';
import type { SentencesOf } from './errors/sentences-of.ts';

/**
 * One sentence per code. The table is complete by type, so a new code without its sentence does not
 * compile. Window and terminal say the same words.
 */
const errorSentences: SentencesOf<ErrorDetails> = {
  ...callSentences,
  ...librarySentences,
  ...imageSentences,
  ...annotationSentences,
  ...featureSentences,
  ...cohortSentences,
  ...trainingSentences,
  ...evaluationSentences,
};

/** The sentence for an error, with its facts. */
export function describeError(error: WireError): string {
  return sentenceOf(error.code, error.details);
}

function sentenceOf<C extends ErrorCode>(code: C, details: ErrorDetails[C]): string {
  return errorSentences[code](details);
}
