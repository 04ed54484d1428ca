import { NO_FIGURE, metricText } from '../metric-text';
import { render, textOf } from '../words';
import type { Bulletin, BulletinEdit } from './records';
import type { BulletinCell, BulletinDocument, BulletinFigure, BulletinParagraph, BulletinTable } from './document';

/** A piece of a sentence; codes and targets are shown small after their figure. */
export interface Run {
  readonly text: string;
  readonly code?: true;
  readonly target?: true;
  /** for a target: not reached */
  readonly missed?: true;
}

const CODE = /\[(F\d{1,9}-[0-9A-Z]{3})\]/g;

/** Splits a sentence into words and codes. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let last = 0;
  for (const match of text.matchAll(CODE)) {
    runs.push({ text: text.slice(last, match.index) }, { text: match[1] ?? '', code: true });
    last = match.index + match[0].length;
  }
  return [...runs, { text: text.slice(last) }].filter((run) => run.text !== '');
}

/** The generated Chinese text of a paragraph, which an edit starts from. */
export const generatedText = ({ words }: BulletinParagraph): string => render(words, 'zh-CN') ?? words.code;

/** Text of the bulletin: the edit if there is one, else the generated text. */
export const standingText = (paragraph: BulletinParagraph, edits: Bulletin['edits']): string =>
  edits[paragraph.key]?.text ?? generatedText(paragraph);

/** Whether the figures have changed since an edit was written. */
export const isOutdated = (paragraph: BulletinParagraph, edit: BulletinEdit): boolean =>
  edit.from !== generatedText(paragraph);

/** Figures of a document by code. */
export const figuresOf = (document: Pick<BulletinDocument, 'figures'>): Map<string, BulletinFigure> =>
  new Map(document.figures.map((figure) => [figure.code, figure]));

/** A table cell as an editable paragraph; null if it cannot be edited. */
export const editableCell = (cell: BulletinCell): BulletinParagraph | null =>
  'words' in cell && cell.key !== undefined ? { key: cell.key, words: cell.words } : null;

/** All editable paragraphs of a document, by key. */
export const editableOf = ({ sections }: Pick<BulletinDocument, 'sections'>): Map<string, BulletinParagraph> =>
  new Map(
    sections
      .flatMap(({ paragraphs, tables }) => [
        ...paragraphs,
        ...tables.flatMap(({ rows }) => rows.flat().flatMap((cell) => editableCell(cell) ?? [])),
      ])
      .map((paragraph) => [paragraph.key, paragraph]),
  );

/** Whether a column holds numbers (right-aligned), or dashes for missing ones. */
export const isNumeric = ({ rows }: Pick<BulletinTable, 'rows'>, column: number): boolean =>
  rows.some((row) => {
    const cell = row[column];
    return (
      cell !== undefined &&
      ('figure' in cell || ('text' in cell && (cell.numbers !== undefined || cell.text === NO_FIGURE)))
    );
  });

/** Sources of a cell's text: the figures by code, and the edits. */
export interface CellGrounds {
  readonly figures: ReadonlyMap<string, BulletinFigure>;
  readonly edits?: Bulletin['edits'] | undefined;
}

/** A cell as printed, with the code after a figure. */
export function cellRuns(
  cell: BulletinCell,
  { figures, edits = {} }: CellGrounds,
  language: 'zh-CN' | 'en' = 'zh-CN',
): Run[] {
  if ('text' in cell) return [{ text: cell.text }];
  if ('words' in cell) return runsOf(edits[cell.key ?? '']?.text ?? render(cell.words, language) ?? cell.words.code);
  const figure = figures.get(cell.figure);
  if (figure === undefined) return [{ text: '' }];
  if (figure.value === null) return [{ text: figure.text }];
  const target = targetText(figure, language);
  return [
    { text: figure.text },
    { text: figure.code, code: true },
    ...(target === null ? [] : [{ text: target, target: true, ...missedOf(figure) } as const]),
  ];
}

const missedOf = ({ target }: BulletinFigure): { missed?: true } => (target?.met === false ? { missed: true } : {});

/** Text of a figure's target and whether it was reached; null without a target. */
export function targetText({ metric, target }: BulletinFigure, language: 'zh-CN' | 'en' = 'zh-CN'): string | null {
  if (target === undefined) return null;
  const code = target.met === true ? 'bulletin.target-met' : 'bulletin.target-missed';
  return textOf(code, { target: metricText(metric, target.target, language) }, language);
}
