/** Greek letters, which fonts of text seldom have and those of formulas always do. */
const greekCommands =
  'αalpha βbeta γgamma δdelta εvarepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu ξxi πpi ' +
  'ρrho ςvarsigma σsigma τtau υupsilon φvarphi χchi ψpsi ωomega ' +
  'ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega';
/** Those for which TeX takes the Latin letter of their shape. */
const greekShapes = 'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΧX οo';

const greek = Object.fromEntries([
  ...greekCommands.split(' ').map(([letter, ...name]) => [letter, `$\\${name.join('')}$`]),
  ...greekShapes.split(' ').map(([letter, shape]) => [letter, `$\\mathrm{${shape}}$`]),
]) as Readonly<Record<string, string>>;

/** What LaTeX takes for a command, and signs of the tables that not every engine has. */
const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '`': '\\textasciigrave{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '"': '\\textquotedbl{}',
  // After the end of a row they would be taken for its distance to the next, or for a ban of breaks.
  '[': '{[}',
  '*': '{*}',
  '±': '$\\pm$',
  '−': '$-$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '≠': '$\\neq$',
  '≈': '$\\approx$',
  '∞': '$\\infty$',
  '√': '$\\surd$',
  '→': '$\\rightarrow$',
  '–': '--',
  '—': '---',
  '’': "'",
  '\u00a0': '~',
  '\u2003': '\\quad ',
  '\u2009': '\\,',
  '\u2011': '-',
  '\n': ' ',
  '\r': ' ',
  ᵃ: '\\textsuperscript{a}',
  ᵇ: '\\textsuperscript{b}',
  ...greek,
};

/** Two of these in a row would become another sign. */
const ligatures = /([-,'!?])(?=\1)/g;

/** "n = 235" stays on one line. */
const equation = / = /g;

/** The text as LaTeX prints it to the letter, in any of its engines as far as they have the letters. */
export function latexText(text: string): string {
  return [
    ...text.normalize('NFC').replace(ligatures, '$1\u0000').replace(equation, '\u00a0=\u00a0'),
  ]
    .map((sign) => (sign === '\u0000' ? '{}' : (commands[sign] ?? sign)))
    .join('');
}

/** Letters of Latin alphabets and signs that the fonts of every engine have. */
const usual =
  /[\u0020-\u007e\u00a1-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0218-\u021b\u2010-\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u20ac]/;

/** What of the texts the usual fonts of LaTeX do not have, such as Chinese; each once, in order. */
export function foreignSigns(texts: readonly string[]): string {
  const signs = texts.flatMap((text) => [...text.normalize('NFC')]);
  return [...new Set(signs)].filter((sign) => !(sign in commands) && !usual.test(sign)).join('');
}
