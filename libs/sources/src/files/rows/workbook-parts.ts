import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { notAWorkbook } from './archive';

type Files = ReadonlyMap<string, Uint8Array>;
export interface Walk {
  open?: (tag: SaxesTagPlain) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

const PIECE = 256 * 1024;

/**
 * Names come without namespace prefix, because some programs write `x:row`.
 * @throws {UnreadableFile} when the XML is not well-formed
 */
export function walk(xml: Uint8Array, { open, text, close }: Walk): void {
  const run = walking({ ...(open && { open }), ...(text && { text }), ...(close && { close }) });
  for (let at = 0; at < xml.length; at += PIECE) run.write(xml.subarray(at, at + PIECE));
  run.end();
}

/** The same in chunks. */
export function walking({ open, text, close }: Walk): { write: (piece: Uint8Array) => void; end: () => void } {
  const decoder = new TextDecoder();
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw notAWorkbook();
  });
  // custom entities are never expanded: anything but XML's five is a fault
  parser.on('opentag', (tag) => open?.({ ...tag, name: bareName(tag.name) }));
  parser.on('text', (part) => text?.(part));
  parser.on('closetag', (tag) => close?.(bareName(tag.name)));
  return {
    write: (piece) => {
      parser.write(decoder.decode(piece, { stream: true }));
    },
    end: () => {
      parser.write(decoder.decode()).close();
    },
  };
}

const bareName = (name: string): string => name.slice(name.indexOf(':') + 1);

export interface Book {
  sheets: { name: string; file: string }[];
  /** days count from 1904, as in old Macintosh workbooks */
  since1904: boolean;
}

/** Visible sheets in order. */
export function readBook(files: Files): Book {
  const [book, links] = [files.get('xl/workbook.xml'), files.get('xl/_rels/workbook.xml.rels')];
  if (book === undefined || links === undefined) throw notAWorkbook();
  const targets = new Map<string, string>();
  walk(links, {
    open: ({ name, attributes }) => {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  const found: Book = { sheets: [], since1904: false };
  walk(book, {
    open: ({ name, attributes }) => {
      if (name === 'workbookPr') found.since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const link = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const target = (targets.get(link) ?? '').replace(/^\/?(?:xl\/)?/, '');
      found.sheets.push({ name: attributes['name'] ?? '', file: `xl/${target}` });
    },
  });
  return found;
}

/** Shared texts by number; phonetic hints (`rPh`) are left out. */
export function readStrings(files: Files): string[] {
  const strings: string[] = [];
  let within: string | null = null;
  let [inText, phoneticDepth] = [false, 0];
  const xml = files.get('xl/sharedStrings.xml');
  if (xml === undefined) return strings;
  walk(xml, {
    open: ({ name }) => {
      if (name === 'si') within = '';
      if (name === 'rPh') phoneticDepth += 1;
      inText = name === 't' && phoneticDepth === 0;
    },
    text: (text) => {
      if (inText && within !== null) within += text;
    },
    close: (name) => {
      inText = false;
      if (name === 'rPh') phoneticDepth -= 1;
      if (name === 'si') strings.push(within ?? '');
    },
  });
  return strings;
}

/** Meaning of a number: a day, a time of day, both or a plain number. */
export type DateKind = 'day' | 'time' | 'both' | null;

const BUILT_IN: Readonly<Record<number, DateKind>> = {
  ...Object.fromEntries([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'day'])),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'])),
  22: 'both',
};

/** By style number. */
export function readStyles(files: Files): DateKind[] {
  const own = new Map<number, DateKind>();
  const styles: DateKind[] = [];
  let inCells = false;
  const xml = files.get('xl/styles.xml');
  if (xml === undefined) return styles;
  walk(xml, {
    open: ({ name, attributes }) => {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt') own.set(id, kindOf(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(own.get(id) ?? BUILT_IN[id] ?? null);
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Determined by the format's letters outside quotes and brackets. */
export function kindOf(format: string): DateKind {
  const plain = format
    .replace(/AM\/PM|A\/P|"[^"]*"|\\.|_.|\*./gi, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  const [day, time] = [
    /[yd年月日]/.test(plain) || plain.replace(/h[^a-z]*m+|m+[^a-z]*s/g, '').includes('m'),
    /[hs]/.test(plain),
  ];
  if (/general|[#0?]/.test(plain.replace(/s\.0+/g, '')) && !day && !time) return null;
  return day ? (time ? 'both' : 'day') : time ? 'time' : null;
}
