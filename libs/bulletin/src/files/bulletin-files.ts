import { WORKBOOK_TYPE, type Bulletin, type BulletinFormat } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { fileNameOf } from './bulletin-title';

export const FILE_TYPES: Readonly<Record<BulletinFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: WORKBOOK_TYPE,
};
/** Their libraries are large, so they are loaded with the first document and not with the process. */
const WRITERS: Readonly<Record<BulletinFormat, (bulletin: Bulletin) => Promise<Uint8Array>>> = {
  pdf: async (bulletin) => (await import('./pdf.js')).pdfOf(bulletin),
  docx: async (bulletin) => (await import('./word.js')).wordOf(bulletin),
  xlsx: async (bulletin) => (await import('./excel.js')).excelOf(bulletin),
};

/** A bulletin as files, all from the one document. */
@Injectable()
export class BulletinFiles {
  async render(bulletin: Bulletin, format: BulletinFormat): Promise<{ name: string; content: Buffer }> {
    const content = Buffer.from(await WRITERS[format](bulletin));
    return { name: `${fileNameOf(bulletin)}.${format}`, content };
  }
}
