import type { Bulletin } from '@cockpit/contracts';
import type { DocumentFont } from './document-font';
import { excelOf } from './excel';
import { pdfOf } from './pdf';
import { wordOf } from './word';

export const pdf = ({ bulletin, font }: { readonly bulletin: Bulletin; readonly font: DocumentFont }) =>
  pdfOf(bulletin, font);
export const docx = ({ bulletin }: { readonly bulletin: Bulletin }) => wordOf(bulletin);
export const xlsx = ({ bulletin }: { readonly bulletin: Bulletin }) => excelOf(bulletin);
