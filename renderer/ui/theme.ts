import { modelTones, type ModelColour } from '#contract/evaluation/model-colours.ts';
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/**
 * The only place that names colours and sizes of the interface. Components use the CSS variables
 * `--nw-NAME`; canvas code reads the same values with `token`.
 */
const tokens = {
  'viewport-black': '#000',
  'surface-0': '#0b0d10',
  'surface-1': '#12151a',
  'surface-2': '#191d24',
  'surface-3': '#232933',
  line: '#2b323d',
  'text-1': '#e8ecf1',
  'text-2': '#aab4c0',
  /** Disabled and decorative text only: its contrast is below 4.5. */
  'text-3': '#6f7b89',
  accent: '#4cc2ff',
  /** Text on an accent surface. */
  'on-accent': '#06121b',
  'accent-soft': '#4cc2ff1f',
  mask: '#ffb020',
  'mask-fill': '#ffb0202e',
  'second-reader': '#b18cff',
  good: '#57c785',
  warn: '#f2c14e',
  bad: '#ff6b6b',
  /** Colours of charts of no model, told apart also by colour-blind readers (after Okabe and Ito). */
  'chart-1': '#56b4e9',
  'chart-2': '#e69f00',
  'chart-3': '#5d6b7a',
  ...modelTokens('screen'),
  /** Sheets of figures, which are journal-plain on screen too. */
  paper: '#fff',
  /** Words on the picture itself, on screen and on paper. */
  'on-picture': '#e8ecf1',
  'good-soft': '#57c7851f',
  'warn-soft': '#f2c14e1f',
  'bad-soft': '#ff6b6b24',
  radius: '6px',
  'font-ui': "'Inter Variable', 'Inter', system-ui, sans-serif",
  'font-mono': "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace",
  'control-height': '28px',
  'touch-height': '32px',
  'rail-width': '56px',
} as const;

export type Token = keyof typeof tokens;

/** The value of a token, for canvases; elements use `var(--nw-NAME)`. */
export function token(name: Token): string {
  return tokens[name];
}

/** Journal-plain colours of paper, for print and figures. */
const paper: Partial<Record<Token, string>> = {
  'surface-0': '#fff',
  'surface-1': '#fff',
  'surface-2': '#f4f5f7',
  'surface-3': '#e6e9ed',
  line: '#c3c9d1',
  'text-1': '#111418',
  'text-2': '#3d4550',
  'text-3': '#66707c',
  accent: '#00639c',
  'on-accent': '#fff',
  'accent-soft': '#00639c1a',
  mask: '#a35f00',
  good: '#1c7a43',
  warn: '#7a5a00',
  bad: '#b3261e',
  ...modelTokens('paper'),
};

/** The colours of models on screen, or those of their figures. */
function modelTokens(tone: 'screen' | 'paper'): { [C in ModelColour as `model-${C}`]: string } {
  const entries = Object.entries(modelTones).map(([name, tones]) => [`model-${name}`, tones[tone]]);
  return Object.fromEntries(entries) as { [C in ModelColour as `model-${C}`]: string };
}

export function modelVariable(colour: ModelColour): string {
  return `var(--nw-model-${colour})`;
}

/** The paper colours as declarations of the same variables, for `@media print`. */
export const printDeclarations = declarations(paper);

function declarations(values: Partial<Record<Token, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `--nw-${name}: ${value};`)
    .join(' ');
}

/** Ten shades that Mantine asks for, from our surfaces and text: index 0 lightest, 9 darkest. */
const dark: MantineColorsTuple = [
  tokens['text-1'],
  tokens['text-2'],
  '#8b96a3',
  tokens['text-3'],
  tokens.line,
  tokens['surface-3'],
  tokens['surface-2'],
  tokens['surface-1'],
  tokens['surface-0'],
  tokens['viewport-black'],
];

/** One colour stands for all shades: states are told by opacity and line, not by hue. */
const flat = (colour: string): MantineColorsTuple =>
  Array.from({ length: 10 }, () => colour) as unknown as MantineColorsTuple;

export const theme = createTheme({
  colors: {
    dark,
    accent: flat(tokens.accent),
    mask: flat(tokens.mask),
    good: flat(tokens.good),
    warn: flat(tokens.warn),
    bad: flat(tokens.bad),
  },
  primaryColor: 'accent',
  autoContrast: true,
  luminanceThreshold: 0.35,
  focusRing: 'auto',
  fontFamily: tokens['font-ui'],
  fontFamilyMonospace: tokens['font-mono'],
  fontSizes: { xs: '12px', sm: '12px', md: '13px', lg: '16px', xl: '28px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '24px', xl: '32px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: tokens.radius, lg: tokens.radius, xl: tokens.radius },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  headings: {
    fontFamily: tokens['font-ui'],
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '16px', lineHeight: '24px' },
      h2: { fontSize: '13px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, fz: 12 } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.6, blur: 0 },
      },
    },
  },
});

/** Puts the tokens on the page and points Mantine's own variables at them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [`--nw-${name}`, value]),
  ),
  dark: {
    '--mantine-color-body': tokens['surface-0'],
    '--mantine-color-text': tokens['text-1'],
    '--mantine-color-dimmed': tokens['text-2'],
    '--mantine-color-placeholder': '#8b96a3',
    '--mantine-color-default': tokens['surface-2'],
    '--mantine-color-default-hover': tokens['surface-3'],
    '--mantine-color-default-border': tokens.line,
    '--mantine-color-error': tokens.bad,
  },
  light: {},
});
