import PDFDocument from 'pdfkit';
import svgToPdf from 'svg-to-pdfkit';
import { interFont } from './inter-font.ts';
import { sizeOf } from './sized-svg.ts';

/** A drawing as a PDF page of its size, with Inter embedded, its text to select, and one date for all. */
export async function pdfOf(svg: string): Promise<Uint8Array> {
  const [width, height] = sizeOf(svg);
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    // A date of now would change the file, and its id, with every run; as in our ZIP archives.
    info: { Producer: 'Nodewise', Creator: 'Nodewise', CreationDate: new Date(Date.UTC(1980, 0)) },
  });
  for (const weight of ['regular', 'bold'] as const) {
    document.registerFont(weight, Buffer.from(interFont(weight).bytes));
  }
  svgToPdf(document, svg, 0, 0, {
    width,
    height,
    assumePt: true,
    fontCallback: (_family, bold) => (bold ? 'bold' : 'regular'),
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
