import type { Bulletin, BulletinFormat } from '@cockpit/contracts';
import { excelOf } from './excel';
import { pdfOf } from './pdf';
import { wordOf } from './word';

const WRITERS: Readonly<Record<BulletinFormat, (bulletin: Bulletin) => Promise<Uint8Array>>> = {
  pdf: pdfOf,
  docx: wordOf,
  xlsx: (bulletin) => Promise.resolve(excelOf(bulletin)),
};

export const write = ({ bulletin, format }: { readonly bulletin: Bulletin; readonly format: BulletinFormat }) =>
  WRITERS[format](bulletin);
