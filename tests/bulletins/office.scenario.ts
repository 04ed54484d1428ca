import { chinese, figuresOf, type Bulletin } from '@cockpit/contracts';
import { excelOf } from '../../libs/bulletin/src/files/excel';
import { bulletinFixture } from '../../libs/bulletin/src/files/files.fixture';
import { partsOf } from '../../libs/bulletin/src/files/office-parts.fixture';
import { documentFont } from '../../libs/bulletin/src/files/document-font';
import { pdfOf } from '../../libs/bulletin/src/files/pdf';
import { readPdf, textOfPdf } from '../../libs/bulletin/src/files/read-pdf.fixture';
import { wordOf } from '../../libs/bulletin/src/files/word';
import { libreOffice, type Office } from '../support/libre-office';

const plain = (text: string): string => text.replace(/\s/g, '');

/** The files as the programs of an office open them; where there is no LibreOffice and none can be had, as their packages must be. */
describe('Word and Excel files of a bulletin', () => {
  let bulletin: Bulletin;
  let office: Office | null;
  beforeAll(async () => {
    [bulletin, office] = await Promise.all([bulletinFixture(), libreOffice()]);
    if (office === null) console.info('without LibreOffice only the packages are checked');
  }, 600_000);

  /** `F3-7K2 1,234` of every figure that stands nowhere in a text. */
  const missingIn = (text: string): string[] => {
    const whole = plain(text);
    return [...figuresOf(bulletin.document).values()]
      .filter(({ text: shown, code }) => !whole.includes(`${shown}${code}`))
      .map(({ code, text: shown }) => `${code} ${shown}`);
  };

  it('opens in a text program with as many pages as the PDF has, every figure beside its code', async () => {
    const word = await wordOf(bulletin);
    expect(partsOf(word).has('word/document.xml')).toBe(true);
    if (office === null) return;
    const opened = await office.convert('bulletin.docx', word, 'pdf');
    expect(missingIn(textOfPdf(opened))).toEqual([]);
    const [pages, own] = [readPdf(opened), readPdf(await pdfOf(bulletin, await documentFont()))];
    expect(Math.abs(pages.length - own.length)).toBeLessThanOrEqual(1);
    // the charts are drawn, and not as pictures of dots
    const titles = bulletin.document.sections.flatMap(({ charts }) => charts.map(({ title }) => chinese(title)));
    expect(titles.length).toBeGreaterThan(0);
    for (const title of titles) {
      const page = pages.find(({ pieces }) => plain(pieces.map(({ text }) => text).join('')).includes(plain(title)));
      expect(page?.paths).toBeGreaterThan(10);
    }
    expect(pages.every(({ pictures }) => pictures === 0)).toBe(true);
  }, 300_000);

  it('opens in a spreadsheet with the digits of the page, and no number too wide for its column', async () => {
    const excel = excelOf(bulletin);
    expect(partsOf(excel).has('xl/workbook.xml')).toBe(true);
    if (office === null) return;
    const text = textOfPdf(await office.convert('bulletin.xlsx', excel, 'pdf:calc_pdf_Export'));
    expect(text).not.toContain('###');
    expect(missingIn(text.replaceAll('[', ''))).toEqual([]);
  }, 300_000);
});
