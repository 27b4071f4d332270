import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { figureName } from '#contract/evaluation/figures.ts';
import { modelColoursOf, modelTones } from '#contract/evaluation/model-colours.ts';
import {
  exampleBalance,
  exampleFlow,
  exampleModel,
  exampleResult,
  fullResult,
} from '../../../testing/example-study.ts';
import { drawFigure } from './draw-figure.ts';
import { figuresOf, type FigureData } from './figure-data.ts';
import { figureFile, figureSvg } from './figure-file.ts';
import { figureFont } from './figure-fonts.ts';
import { withFontRuns } from './font-runs.ts';
import { withOutlines } from './outline-text.ts';
import { marksAlong } from './series-layers.ts';
import { sizeOf } from './sized-svg.ts';
import { textRuns, textWidth } from './text-runs.ts';
import { seriesStyle } from './theme.ts';

const full: FigureData = {
  ...{ result: fullResult(), flow: exampleFlow(), balance: exampleBalance() },
};
const nothing: FigureData = { result: null, flow: null, balance: null };
const ofModels = (...models: Parameters<typeof exampleResult>[0]): FigureData => ({
  ...nothing,
  result: exampleResult(models),
});

const texts = (svg: string) => [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map((m) => m[1]);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('every figure gives the same bytes again, whatever was drawn between', async () => {
  const draw = async (name: (typeof figureName.options)[number]) =>
    digest(await figureFile(name, full, 'svg')) + digest(await figureFile(name, full, 'pdf'));
  const first = new Map<string, string>();
  for (const name of figureName.options) first.set(name, await draw(name));
  for (const name of figureName.options.toReversed())
    expect(await draw(name)).toBe(first.get(name));
  const png = async () => digest(await figureFile('roc-fusion', full, 'png'));
  expect(await png()).toBe(await png());
}, 180_000);

test('ROC panels: nine curves in the order of Table 2, each with the AUC of its panel', async () => {
  const told = texts(await drawFigure('roc-networks', full));
  const legends = told.filter((text) => /\(\d\.\d{3}\)$/.test(text));
  expect(legends.slice(0, 3)).toEqual([
    ...['ResNet-18 (0.840)', 'ResNet-18ᵃ (0.832)', 'ResNet-34 (0.824)'],
  ]);
  expect(legends).toHaveLength(27);
  expect(legends[9]).toBe('ResNet-18 (0.800)');
  expect(told.filter((text) => text === '1 − Specificity')).toHaveLength(3);
  expect(told.filter((text) => text === 'Sensitivity')).toHaveLength(3);
  expect(told).toContain('ᵃ Pre-trained models on large-scale medical data');
});

test('ROC panels of the fusions: six curves under the names of Table 3', async () => {
  const told = texts(await drawFigure('roc-fusion', full));
  expect(told.filter((text) => /\(\d\.\d{3}\)$/.test(text)).slice(0, 6)).toEqual([
    ...['Radiomics (0.810)', 'Deep Learning (0.800)', 'Additionᵃ (0.790)'],
    ...['Learnable Additionᵃ (0.780)', 'Concatenationᵃ (0.770)', 'Concatenation (0.832)'],
  ]);
});

test('calibration and decision curves have every model with probabilities once, in the study’s order', async () => {
  const [first, ...others] = fullResult().models;
  const own = exampleModel({ name: 'My network' }, 0.7);
  const models = [own, ...others.toReversed(), { ...first, probabilities: false }];
  const names = [
    ...['ResNet-18ᵃ', 'ResNet-34', 'ResNet-34ᵃ', 'ResNet-50', 'ResNet-50ᵃ', 'DenseNet-121'],
    ...['Swin Transformer', 'Swin Transformerᵃ', 'Radiomics', 'Deep Learning', 'Additionᵃ'],
    ...['Learnable Additionᵃ', 'Concatenationᵃ', 'My network'],
  ];
  for (const figure of ['calibration', 'decision-curve'] as const) {
    const told = texts(await drawFigure(figure, ofModels(...models)));
    expect(told.filter((text) => [...names, 'ResNet-18'].includes(text))).toEqual(names);
    expect(told.filter((text) => text.startsWith('ᵃ'))).toEqual([
      'ᵃ Networks: pre-trained on large-scale medical data',
      'ᵃ Fusions: radiomics features mapped to the dimension of the deep learning features before fusion',
    ]);
  }
});

test.each([1, 6, 7, 13, 15, 26])(
  'calibration of %d models fits a page of A4 and of letter',
  async (n) => {
    const models = Array.from({ length: n }, (_, k) => exampleModel({ name: `Model ${k}` }, 0.8));
    const drawing = await drawFigure('calibration', ofModels(...models));
    const [width, height] = sizeOf(drawing);
    // Between margins of an inch; of the width, 180 mm.
    expect(width).toBeLessThan(510.24);
    expect(height).toBeLessThan(648);
    expect(texts(drawing).filter((text) => text.startsWith('Model '))).toHaveLength(n);
  },
);

test('the perfect curve runs along the edges of its square, and no model leaves an empty one', async () => {
  const perfect = await drawFigure('roc-networks', ofModels(exampleModel({ name: 'm' }, 1)));
  const side = Number(/ d="M0,([\d.]+)L0,0L\1,0" stroke="#5d6b7a"/.exec(perfect)?.[1]);
  expect(side).toBeGreaterThan(100);
  expect(texts(await drawFigure('roc-networks', ofModels()))).toContain('Sensitivity');
});

test('a model trained on synthetic patients is named so beside its curve', async () => {
  const model = exampleModel({ name: 'm', synthetic: true }, 0.8);
  const told = texts(await drawFigure('roc-networks', ofModels(model)));
  expect(told).toContain('mᵇ (0.800)');
  expect(told).toContain('ᵇ Trained on synthetic patients');
});

test('names are text, never markup', async () => {
  const name = `<script>"&'</text>`;
  for (const figure of ['roc-networks', 'calibration', 'decision-curve'] as const) {
    const drawing = await drawFigure(figure, ofModels(exampleModel({ name }, 0.8)));
    expect(drawing).not.toContain('<script>');
    expect(drawing).toContain('&lt;script&gt;');
  }
  const steps = exampleFlow().steps.map((step) => ({ ...step, reason: name }));
  const flow = await drawFigure('flowchart', { ...nothing, flow: { ...exampleFlow(), steps } });
  expect(flow).not.toContain('<script>');
});

test('line breaks in names and reasons are spaces', async () => {
  const model = exampleModel({ name: 'My\r\nmodel' }, 0.8);
  for (const figure of ['roc-networks', 'calibration', 'decision-curve'] as const) {
    const told = texts(await drawFigure(figure, ofModels(model)));
    expect(told.some((text) => text.startsWith('My model'))).toBe(true);
  }
  const steps = exampleFlow().steps.map((step) => ({ ...step, reason: 'Too\nthick' }));
  const flow = await drawFigure('flowchart', { ...nothing, flow: { ...exampleFlow(), steps } });
  expect(texts(flow)).toContain('Too thick (n = 98)');
});

test('a long name is cut in the legend before its AUC is, and the figure stays as wide', async () => {
  const name = 'A model with a name that is longer than a panel is wide, version 2';
  const svg = await drawFigure('roc-networks', ofModels(exampleModel({ name }, 0.8)));
  expect(texts(svg).find((text) => text.startsWith('A model'))).toMatch(/^A model .*… \(0\.800\)$/);
  expect(sizeOf(svg)[0]).toBe(510.236);
});

test('flowchart: counts and reasons of those who left, sets with pN+ and pN-', async () => {
  const told = texts(await drawFigure('flowchart', full));
  expect(told).toEqual(
    expect.arrayContaining([
      ...['Patients screened', 'n = 1893', 'pN+ 560, pN- 1293, pN unknown 40'],
      ...['Excluded (n = 313)', 'Not invasive adenocarcinoma (n = 210, 3 not recorded)'],
      ...['Slice thickness &gt; 2 mm (n = 98)', 'Training Set', 'pN+ 235, pN- 235'],
      ...['Independent Test Set 2', 'pN+ 99, pN- 327'],
    ]),
  );
  expect(told.join()).not.toContain('Previous therapy');
});

test('SVG: text is outlines, so that no font decides how it looks', async () => {
  const svg = await figureSvg('roc-networks', full);
  expect(svg).not.toMatch(/<text|font-family/);
  expect(svg).toContain('<title>ROC curves of the models</title>');
  expect(svg).toMatch(/^<svg width="180mm" height="[\d.]+mm"/);
});

// The outlines against resvg's own text, drawn with the same font: the same ink to a few pixels.
test('SVG: outlines lie where the text lay', async () => {
  const { bytes } = figureFont('Inter', 'regular');
  expect(bytes.length).toBeGreaterThan(100_000);
  const options = {
    fitTo: { mode: 'width', value: 900 },
    font: { loadSystemFonts: false },
  } as const;
  const ink = (svg: string, fontFiles: string[]) => {
    const font = { loadSystemFonts: false, fontFiles };
    const { pixels } = new Resvg(svg, { ...options, font }).render();
    return pixels.filter((_, n) => n % 4 === 0);
  };
  const files = ['400Regular/Inter_400Regular', '600SemiBold/Inter_600SemiBold'].map(
    (file) => new URL(import.meta.resolve(`@expo-google-fonts/inter/${file}.ttf`)).pathname,
  );
  const a = ink(await drawFigure('love-plot', full), files);
  const b = ink(await figureSvg('love-plot', full), []);
  expect(a.length).toBe(b.length);
  let different = 0;
  let dark = 0;
  for (const [n, value] of a.entries()) {
    if (value < 128) dark++;
    if (Math.abs(value - b[n]) > 96) different++;
  }
  expect(dark).toBeGreaterThan(3000);
  expect(different / dark).toBeLessThan(0.02);
});

test('PNG: 180 mm at 300 dots per inch, which the file says', async () => {
  const png = Buffer.from(await figureFile('roc-networks', full, 'png'));
  expect(png.readUInt32BE(16)).toBe(2126);
  const at = png.indexOf('pHYs');
  expect([png.readUInt32BE(at + 4), png.readUInt32BE(at + 8), png[at + 12]]).toEqual([
    ...[11811, 11811, 1],
  ]);
});

test('PDF: a page of the printed size with Inter inside and no date of today', async () => {
  const pdf = Buffer.from(await figureFile('roc-networks', full, 'pdf')).toString('latin1');
  expect(pdf).toMatch(/\/BaseFont \/\w+\+Inter-Regular/);
  expect(pdf).toMatch(/\/MediaBox \[0 0 510\.236/);
  expect(pdf).toContain('D:1980');
  expect(pdf).not.toContain(`D:${new Date().getFullYear()}`);
});

test('figures that the data cannot fill are not offered, and refused by name', async () => {
  expect(figuresOf(full)).toEqual(figureName.options);
  expect(figuresOf(nothing)).toEqual([]);
  const ranks = ofModels(exampleModel({ name: 'm', probabilities: false }, 0.8));
  expect(figuresOf(ranks)).toEqual(['roc-networks']);
  await expect(drawFigure('love-plot', nothing)).rejects.toThrow('"love-plot" needs a balance');
});

test('fifteen models have fifteen marks; more of them still differ without their colours', () => {
  const styles = Array.from({ length: 30 }, (_, n) => seriesStyle(n, 'slate'));
  const first = styles.slice(0, 15);
  expect(new Set(first.map(({ shape, filled }) => `${shape} ${filled}`)).size).toBe(15);
  expect(new Set(styles.map((style) => JSON.stringify(style))).size).toBe(30);
});

test('a model looks the same in every figure, whoever stands beside it', async () => {
  const [first, ...others] = fullResult().models;
  const data = ofModels({ ...first, probabilities: false }, ...others);
  const lines = (svg: string) => [...svg.matchAll(/stroke="(#[0-9a-f]{6})" stroke-width="0.9"/g)];
  const colours = async (name: 'roc-networks' | 'roc-fusion' | 'decision-curve') =>
    new Set(lines(await drawFigure(name, data)).map(([, drawn]) => drawn));
  const [networks, fusions, decisions] = [
    await colours('roc-networks'),
    await colours('roc-fusion'),
    await colours('decision-curve'),
  ];
  const inks = modelColoursOf(data.result?.models ?? []).map((colour) => modelTones[colour].paper);
  expect(new Set(inks).size).toBe(14);
  expect(networks).toEqual(new Set(inks.slice(0, 9)));
  // The pre-trained ResNet-18 of Table 2 is the concatenation of Table 3.
  expect(fusions).toEqual(new Set([...inks.slice(9), inks[1]]));
  expect(decisions).toEqual(new Set([...inks.slice(1), '#8a8a8a', '#000000']));
});

test('marks stand on the line, four a model, apart from those of its neighbours', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0, y: 1 },
    { x: 1, y: 1 },
  ];
  const along = ({ x, y }: { x: number; y: number }) => (x + y) / 2;
  const [a, b] = [0, 1].map((place) => marksAlong(points, { along, place, of: 2 }));
  expect(a).toEqual([
    ...[
      { x: 0, y: 0.125 },
      { x: 0, y: 0.625 },
    ],
    ...[
      { x: 0.125, y: 1 },
      { x: 0.625, y: 1 },
    ],
  ]);
  expect(b[0]).toEqual({ x: 0, y: 0.375 });
});

test('an element without text takes nothing behind it along', () => {
  const drawing = '<g><text x="1"/></g><text font-size="10px">l</text>';
  expect(withOutlines(drawing)).toMatch(/^<g><text x="1"\/><\/g><path /);
  expect(withFontRuns('<g><text x="1"/></g><text x="1">院</text>')).toBe(
    '<g><text x="1"/></g><text x="1"><tspan font-family="Noto Sans SC">院</tspan></text>',
  );
});

test('a name in another script is drawn in the font that has it, in every format', async () => {
  const data = ofModels(exampleModel({ name: '协和医院 网络' }, 0.8));
  const drawing = await drawFigure('roc-networks', data);
  expect(texts(drawing)).toContain('协和医院 网络 (0.800)');
  // The strokes of a character are many; those of the box of an unknown one are two.
  const [path] = withOutlines('<text font-size="10px">院</text>').match(/ d="[^"]*"/) ?? [''];
  expect(path.split('M').length - 1).toBeGreaterThan(4);
  const pdf = Buffer.from(await figureFile('roc-networks', data, 'pdf')).toString('latin1');
  expect(pdf).toMatch(/\/BaseFont \/\w+\+NotoSansSC-Regular/);
  expect(pdf).toMatch(/\/BaseFont \/\w+\+Inter-Regular/);
});

test('a character that no font has stands as its code, and no other character changes', () => {
  expect(textRuns('A 院B😀')).toEqual([
    { family: 'Inter', text: 'A ' },
    { family: 'Noto Sans SC', text: '院' },
    { family: 'Inter', text: 'B[U+1F600]' },
  ]);
  expect(textRuns('ΑΒΓ Größe Ł − ≤ ᵃ\u200d')).toEqual([
    { family: 'Inter', text: 'ΑΒΓ Größe Ł − ≤ ᵃ' },
  ]);
});

test('a reason without spaces is broken to the width of its box', async () => {
  const reason = '非浸润性腺癌'.repeat(12);
  const steps = exampleFlow().steps.map((step) => ({ ...step, reason }));
  const flow = await drawFigure('flowchart', { ...nothing, flow: { ...exampleFlow(), steps } });
  const lines = texts(flow).filter((text) => text.includes('腺癌'));
  expect(lines.join('')).toBe(`${reason} (n = 210, 3 not recorded)${reason} (n = 98)`);
  expect(Math.max(...lines.map((line) => textWidth(line, 6.5)))).toBeLessThan(233);
});

// Advances by HarfBuzz 15.0.0 (uharfbuzz 0.57.0) in units of the font, 2048 to its size.
test.each([
  ['AV', 2686, 2826],
  ['1 − Specificity', 13549, 13871],
  ['Independent Test Set 1', 22040, 22447],
  ['ResNet-18ᵃ (0.837)', 18339, 18812],
])('the width of "%s", with kerning, is that of another shaper', (text, regular, bold) => {
  expect(textWidth(text, 2048)).toBe(regular);
  expect(textWidth(text, 2048, 'bold')).toBe(bold);
});
