import { WORKBOOK_TYPE, type Bulletin, type BulletinFormat } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { fileNameOf } from './bulletin-title';
import { excelOf } from './excel';
import { pdfOf } from './pdf';
import { wordOf } from './word';

export const FILE_TYPES: Readonly<Record<BulletinFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: WORKBOOK_TYPE,
};
const WRITERS: Readonly<Record<BulletinFormat, (bulletin: Bulletin) => Promise<Uint8Array>>> = {
  pdf: pdfOf,
  docx: wordOf,
  xlsx: (bulletin) => Promise.resolve(excelOf(bulletin)),
};

/** A bulletin as files, all from the one document. */
@Injectable()
export class BulletinFiles {
  async render(bulletin: Bulletin, format: BulletinFormat): Promise<{ name: string; content: Buffer }> {
    const content = Buffer.from(await WRITERS[format](bulletin));
    return { name: `${fileNameOf(bulletin)}.${format}`, content };
  }
}
