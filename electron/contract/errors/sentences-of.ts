/** One sentence for each code of a domain: what happened, where, what to do. Complete by type. */
export type SentencesOf<Errors> = {
  readonly [Code in keyof Errors]: (details: Errors[Code]) => string;
};
