import { expect, test } from 'vitest';
import { decodeText } from './character-set.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

// The encodings of PS3.5 annexes H (Japanese), I (Korean) and J (Chinese, Unicode).
test.each([
  {
    terms: ['', 'ISO 2022 IR 87'],
    hex: '59616D6164615E5461726F753D 1B2442 3B3345441B2842 5E 1B2442 42404F3A1B2842',
    text: 'Yamada^Tarou=山田^太郎',
  },
  {
    terms: ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
    hex: 'D4CFC0DE5EC0DBB33D 1B2442 3B3345441B284A 5E 1B2442 42404F3A1B284A',
    text: 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
  },
  {
    terms: ['', 'ISO 2022 IR 149'],
    hex: '486F6E675E47696C646F6E673D 1B2429 43 FBF35E 1B2429 43 D1CED4D7',
    text: 'Hong^Gildong=洪^吉洞',
  },
  {
    terms: ['ISO_IR 192'],
    hex: '57616E675E5869616F446F6E673DE78E8B5EE5B08FE69DB1',
    text: 'Wang^XiaoDong=王^小東',
  },
  {
    terms: ['GB18030'],
    hex: '57616E675E5869616F446F6E673DCDF55ED0A1B6AB',
    text: 'Wang^XiaoDong=王^小东',
  },
])('$text', ({ terms, hex, text }) => {
  expect(decodeText(bytes(hex), terms)).toBe(text);
});

test('single-byte sets differ in what the same byte means', () => {
  const byte = Uint8Array.of(0xe4);
  const letters = ['ISO_IR 100', 'ISO_IR 144', 'ISO_IR 126', 'ISO_IR 138'].map((term) =>
    decodeText(byte, [term]),
  );
  expect(letters).toEqual(['ä', 'ф', 'δ', 'ה']);
});

test('without a declared set UTF-8 is read where the bytes are UTF-8, else Latin 1', () => {
  expect(decodeText(Buffer.from('Müller'), [])).toBe('Müller');
  expect(decodeText(Buffer.from('Müller', 'latin1'), [])).toBe('Müller');
});
