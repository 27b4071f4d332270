import type { FactComparison } from './procedures/feature-comparison.ts';

/** How many different values are spelled out before they are only counted. */
const spelled = 2;
/** A hash is told by its first letters, as everywhere in the program. */
const hashLetters = 12;

const subjects: { readonly [F in FactComparison['fact']]: { name: string; named: boolean } } = {
  preset: { name: 'preset', named: true },
  settings: { name: 'settings', named: true },
  code: { name: 'code version', named: true },
  // A hash of voxels tells nothing that its difference does not tell.
  image: { name: 'image', named: false },
  mask: { name: 'mask', named: false },
};

/**
 * What two extractions differ in besides their values, a sentence a fact; then what is the same.
 *
 * @param cases Cases that both have.
 */
export function describeFacts(facts: readonly FactComparison[], cases: number): readonly string[] {
  const told = facts.filter(({ first, second }) => first.length > 0 && second.length > 0);
  const same = told.filter((fact) => fact.cases === 0).map(({ fact }) => subjects[fact].name);
  return [
    ...told.filter((fact) => fact.cases > 0).map((fact) => difference(fact, cases)),
    ...(same.length > 0 ? [`The same in both: ${same.join(', ')}.`] : []),
    ...facts.filter((fact) => !told.includes(fact)).map(silence),
  ];
}

function difference({ fact, first, second, cases }: FactComparison, all: number): string {
  const { name, named } = subjects[fact];
  const where = cases === all ? 'in every case' : `in ${cases} of ${all} cases`;
  const values = named ? `: ${listed(first)} in the first, ${listed(second)} in the second` : '';
  return `${capital(name)} ${fact === 'settings' ? 'differ' : 'differs'} ${where}${values}.`;
}

function silence({ fact, first, second }: FactComparison): string {
  const { name } = subjects[fact];
  if (first.length === 0 && second.length === 0) return `Neither tells the ${name}.`;
  return `The ${first.length > 0 ? 'second' : 'first'} does not tell the ${name}.`;
}

function listed(values: readonly string[]): string {
  return values.length > spelled ? `${values.length} different ones` : values.map(short).join(', ');
}

function short(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, hashLetters) : value;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
