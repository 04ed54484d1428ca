import { editableCell, type Bulletin } from '@cockpit/contracts';
import { LONG_NAME, bulletinFixture } from './files.fixture';
import { LINE_PITCH, LINES, MARGIN, PAGE, SIGNS_A_LINE, TYPE, TYPE_AREA, points } from './layout';
import { documentFont } from './document-font';
import { pdfOf } from './pdf';
import { readPdf, textOfPdf, type PdfPage, type PdfPiece } from './read-pdf.fixture';

const SENT = {
  state: 'sent',
  approvedBy: 'manager',
  approvedAt: '2026-11-23T01:00:00.000Z',
  sentAt: '2026-11-23T02:00:00.000Z',
} as const;
/** A paragraph of nothing but Chinese signs, longer than two pages. */
const LONG = '一'.repeat(SIGNS_A_LINE * LINES * 2);

const linesOf = ({ pieces }: PdfPage): Map<number, PdfPiece[]> => {
  const lines = new Map<number, PdfPiece[]>();
  for (const piece of pieces.filter(({ text }) => text.trim() !== ''))
    lines.set(Math.round(piece.y), [...(lines.get(Math.round(piece.y)) ?? []), piece]);
  return lines;
};
const lineWith = (pages: readonly PdfPage[], text: string): PdfPiece[] => {
  const found = pages
    .flatMap((page) => [...linesOf(page).values()])
    .find((pieces) =>
      pieces
        .map((one) => one.text)
        .join('')
        .includes(text),
    );
  if (found === undefined) throw new Error(`nowhere “${text}”`);
  return found.sort((a, b) => a.x - b.x);
};
const left = (pieces: readonly PdfPiece[]): number => Math.min(...pieces.map(({ x }) => x));
const right = (pieces: readonly PdfPiece[]): number => Math.max(...pieces.map(({ x, width }) => x + width));
const isPageNumber = ({ y }: PdfPiece): boolean => y < points(MARGIN.bottom);

describe('the pages of a bulletin, by GB/T 9704', () => {
  let bulletin: Bulletin;
  let content: Buffer;
  let pages: PdfPage[];
  beforeAll(async () => {
    bulletin = { ...(await bulletinFixture()), ...SENT };
    content = await pdfOf(bulletin, await documentFont());
    pages = readPdf(content);
  }, 60_000);

  it('are A4, with everything but the page number inside 156 × 225 mm, 37 mm from above and 28 mm from the left', () => {
    expect([TYPE_AREA.width, TYPE_AREA.height, MARGIN.top, MARGIN.left]).toEqual([156, 225, 37, 28]);
    for (const { width, height, pieces } of pages) {
      expect(width).toBeCloseTo(points(PAGE.width), 0);
      expect(height).toBeCloseTo(points(PAGE.height), 0);
      const body = pieces.filter((one) => !isPageNumber(one) && one.text.trim() !== '');
      expect(left(body)).toBeGreaterThanOrEqual(points(MARGIN.left) - 0.5);
      expect(right(body)).toBeLessThanOrEqual(points(PAGE.width - MARGIN.right) + 1.5);
      expect(Math.max(...body.map(({ y, size }) => y + size * 0.8))).toBeLessThanOrEqual(
        points(PAGE.height - MARGIN.top) + 1,
      );
    }
  });

  it('have 22 lines of 28 signs', async () => {
    const [paragraph] = bulletin.document.sections[0]?.paragraphs ?? [];
    const edit = { text: LONG, from: 'x', by: 'manager', at: SENT.sentAt };
    const long = readPdf(await pdfOf({ ...bulletin, edits: { [paragraph?.key ?? '']: edit } }, await documentFont()));
    const full = long.find(({ pieces }) =>
      pieces.filter((one) => !isPageNumber(one)).every(({ text }) => /^一*$/.test(text.trim())),
    );
    const lines = [...(full === undefined ? [] : linesOf(full))].filter(([, [piece]]) => piece && !isPageNumber(piece));
    expect(lines).toHaveLength(LINES);
    expect(new Set(lines.map(([, pieces]) => pieces.map(({ text }) => text.trim()).join('').length))).toEqual(
      new Set([SIGNS_A_LINE]),
    );
    const heights = lines.map(([y]) => y).sort((a, b) => b - a);
    heights.slice(1).forEach((y, at) => {
      expect(Math.abs((heights[at] ?? 0) - y - LINE_PITCH)).toBeLessThan(1.1);
    });
  }, 60_000);

  it('begin with the title of 二号 in the middle, and give body, page number and tables their sizes', () => {
    const title = lineWith(pages, '“一窗通办”');
    expect(title[0]?.size).toBeCloseTo(TYPE.title, 1);
    const middle = (left(title) + right(title)) / 2;
    expect(middle).toBeCloseTo(points(MARGIN.left + TYPE_AREA.width / 2), 0);
    expect(lineWith(pages, '本期取号')[0]?.size).toBeCloseTo(TYPE.body, 0);
    expect(lineWith(pages, '去年同期')[0]?.size).toBeCloseTo(TYPE.table, 1);
    // headings and paragraphs begin two signs in
    for (const text of ['一、总体情况', '本期取号', '五、问题整改'])
      expect(left(lineWith(pages, text)) - points(MARGIN.left)).toBeCloseTo(
        2 * (points(TYPE_AREA.width) / SIGNS_A_LINE),
        0,
      );
  });

  it('have their number outside, 四号, one sign from the edge', () => {
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach(({ pieces }, at) => {
      const number = pieces.filter((one) => isPageNumber(one) && one.text.trim() !== '');
      expect(
        number
          .map(({ text }) => text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(`—${String(at + 1)}—`);
      expect(number[0]?.size).toBeCloseTo(TYPE.pageNumber, 1);
      const [inside, edge] =
        at % 2 === 0
          ? [right(number), points(PAGE.width - MARGIN.right) - TYPE.pageNumber]
          : [left(number), points(MARGIN.left) + TYPE.pageNumber];
      expect(Math.abs(inside - edge)).toBeLessThan(2);
    });
  });

  it('repeat the name and head of a table that goes on, and leave neither alone at the foot', async () => {
    const [paragraph] = bulletin.document.sections[0]?.paragraphs ?? [];
    let mostHeads = 0;
    // wherever the first table and the headings come to lie
    for (const lines of [1, 5, 9, 13]) {
      const edit = { text: '一'.repeat(SIGNS_A_LINE * lines), from: 'x', by: 'manager', at: SENT.sentAt };
      const laid = readPdf(await pdfOf({ ...bulletin, edits: { [paragraph?.key ?? '']: edit } }, await documentFont()));
      const texts = laid.map((page) =>
        [...linesOf(page).values()].map((pieces) => pieces.map(({ text }) => text).join('')),
      );
      for (const page of texts) {
        const last = page.filter((line) => !line.trim().startsWith('—')).at(-1) ?? '';
        expect(last).not.toMatch(/^[一二三四五六]、|^主要指标$|^限时接待率：|^档次|^指标/);
      }
      const named = texts.flat().filter((line) => line.includes('主要指标'));
      const headed = texts.flat().filter((line) => line.includes('去年同期'));
      expect(named.length).toBe(headed.length);
      mostHeads = Math.max(mostHeads, headed.length);
    }
    // the table went on somewhere
    expect(mostHeads).toBeGreaterThan(1);
  }, 60_000);

  it('carry their fonts and draw charts as vectors', () => {
    const raw = content.toString('latin1');
    const fonts = [...raw.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.every((name) => /^[A-Z]{6}\+NotoSerifSC/.test(name ?? ''))).toBe(true);
    expect([...raw.matchAll(/\/FontFile2? /g)].length).toBeGreaterThanOrEqual(2);
    expect(pages.map(({ pictures }) => pictures)).toEqual(pages.map(() => 0));
    expect(pages[0]?.paths).toBeGreaterThan(10);
  });

  it('end with who issued it and when, once it is approved and sent', async () => {
    expect(left(lineWith(pages, '2026年11月23日印发'))).toBeLessThan(points(MARGIN.left) + 2 * TYPE.pageNumber);
    const text =
      pages
        .at(-1)
        ?.pieces.map((one) => one.text)
        .join('') ?? '';
    expect(text).toContain('2026年11月23日');
    const draft = readPdf(await pdfOf(await bulletinFixture(), await documentFont()));
    expect(draft.flatMap(({ pieces }) => pieces.map((one) => one.text)).join('')).not.toContain('印发');
  }, 60_000);

  it('lose nothing of a text or of a cell that is longer than a page', async () => {
    const key = bulletin.document.sections[0]?.paragraphs[0]?.key ?? '';
    const cell = bulletin.document.sections
      .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.flat()))
      .flatMap((one) => editableCell(one) ?? [])[0]?.key;
    const edit = (text: string) => ({ text, from: 'x', by: 'manager', at: SENT.sentAt });
    const edits = { [key]: edit('甲'.repeat(2000)), [cell ?? '']: edit('乙'.repeat(2000)) };
    const text = textOfPdf(await pdfOf({ ...bulletin, edits }, await documentFont()));
    expect(text.split('甲')).toHaveLength(2001);
    expect(text.split('乙')).toHaveLength(2001);
  }, 60_000);

  it('hold names of 60 signs whole', () => {
    const text = pages
      .flatMap(({ pieces }) => pieces.map((one) => one.text))
      .join('')
      .replace(/\s/g, '');
    expect(text).toContain(LONG_NAME);
  });
});
