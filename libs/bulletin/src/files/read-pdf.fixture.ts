import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A piece of text as it stands on a page; points from its lower left corner. */
const Piece = z.object({ text: z.string(), x: z.number(), y: z.number(), size: z.number(), width: z.number() });
const Page = z.object({
  width: z.number(),
  height: z.number(),
  pieces: z.array(Piece),
  /** pictures made of dots */
  pictures: z.number(),
  /** lines and areas that are drawn */
  paths: z.number(),
});
export type PdfPiece = z.infer<typeof Piece>;
export type PdfPage = z.infer<typeof Page>;

/** What stands on every page and where, by the reader of PDF that browsers have; it comes as a module only. */
export function readPdf(content: Uint8Array): PdfPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'bulletin-'));
  const file = join(folder, 'bulletin.pdf');
  const read = `
    import { readFileSync } from 'node:fs';
    import { OPS, getDocument } from ${JSON.stringify(`file://${resolve('node_modules/pdfjs-dist/legacy/build/pdf.mjs')}`)};
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(${JSON.stringify(file)})), verbosity: 0 }).promise;
    const pages = [];
    for (let n = 1; n <= pdf.numPages; n += 1) {
      const page = await pdf.getPage(n);
      const { width, height } = page.getViewport({ scale: 1 });
      const { fnArray } = await page.getOperatorList();
      const count = (...ops) => fnArray.filter((one) => ops.includes(one)).length;
      const { items } = await page.getTextContent();
      pages.push({
        width, height,
        pieces: items.map(({ str, transform, width }) => ({ text: str, x: transform[4], y: transform[5], size: transform[0], width })),
        pictures: count(OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject),
        paths: count(OPS.constructPath),
      });
    }
    console.log(JSON.stringify(pages));`;
  try {
    writeFileSync(file, content);
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', read], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64e6,
    }).toString();
    return z.array(Page).parse(JSON.parse(said));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of all pages, a page a line. */
export const textOfPdf = (content: Uint8Array): string =>
  readPdf(content)
    .map(({ pieces }) => pieces.map(({ text }) => text).join(''))
    .join('\n');
