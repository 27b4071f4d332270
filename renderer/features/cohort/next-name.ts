/** A name that is not taken: "Cohort 3". */
export function nextName(base: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${base} ${n}`)) n += 1;
  return `${base} ${n}`;
}

/** The name of a copy, "Cohort 3, copy", within the 80 letters that a name may have. */
export function copyName(of: string, taken: readonly string[]): string {
  const base = `${of.replace(/, copy(?: \d+)?$/, '').slice(0, 70)}, copy`;
  return taken.includes(base) ? nextName(base, [...taken, `${base} 1`]) : base;
}
