import PDFDocument from 'pdfkit';
import svgToPdf from 'svg-to-pdfkit';
import { families, figureFont } from './figure-fonts.ts';
import { withFontRuns } from './font-runs.ts';
import { sizeOf } from './sized-svg.ts';

/** A drawing as a PDF page of its size, with its fonts inside, its text to select, and one date for all. */
export async function pdfOf(svg: string): Promise<Uint8Array> {
  const [width, height] = sizeOf(svg);
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    // A date of now would change the file, and its id, with every run; as in our ZIP archives.
    info: { Producer: 'Nodewise', Creator: 'Nodewise', CreationDate: new Date(Date.UTC(1980, 0)) },
  });
  const registered = new Set<string>();
  svgToPdf(document, withFontRuns(svg), 0, 0, {
    width,
    height,
    assumePt: true,
    fontCallback: (written, bold) => {
      const family = families.find((one) => written.includes(one)) ?? families[0];
      const name = `${family} ${bold ? 'bold' : 'regular'}`;
      if (!registered.has(name)) {
        const { bytes } = figureFont(family, bold ? 'bold' : 'regular');
        document.registerFont(name, Buffer.from(bytes));
        registered.add(name);
      }
      return name;
    },
  });
  return finished(document);
}

async function finished(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.once('end', resolve).once('error', reject);
  });
  document.on('data', (part: Buffer) => parts.push(part));
  document.end();
  await done;
  return Buffer.concat(parts);
}
