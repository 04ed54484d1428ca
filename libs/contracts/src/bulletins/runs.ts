import { NO_FIGURE, metricText } from '../metric-text';
import { render, textOf } from '../words';
import type { Bulletin, BulletinEdit } from './records';
import type { BulletinCell, BulletinDocument, BulletinFigure, BulletinParagraph, BulletinTable } from './document';

/** A piece of a sentence; a code and a target stand small beside the figure they follow. */
export interface Run {
  readonly text: string;
  readonly code?: true;
  readonly target?: true;
  /** of a target: it was not reached */
  readonly missed?: true;
}

const CODE = /\[(F\d{1,9}-[0-9A-Z]{3})\]/g;

/** A sentence in pieces, the codes apart from the words. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let last = 0;
  for (const match of text.matchAll(CODE)) {
    runs.push({ text: text.slice(last, match.index) }, { text: match[1] ?? '', code: true });
    last = match.index + match[0].length;
  }
  return [...runs, { text: text.slice(last) }].filter((run) => run.text !== '');
}

/** A generated paragraph as it was written, in Chinese: what an edit begins from. */
export const generatedText = ({ words }: BulletinParagraph): string => render(words, 'zh-CN') ?? words.code;

/** What stands in the bulletin: what somebody wrote, else what was generated. */
export const standingText = (paragraph: BulletinParagraph, edits: Bulletin['edits']): string =>
  edits[paragraph.key]?.text ?? generatedText(paragraph);

/** Whether the figures have changed under an edit since it was written. */
export const isOutdated = (paragraph: BulletinParagraph, edit: BulletinEdit): boolean =>
  edit.from !== generatedText(paragraph);

/** The figures of a document by their code. */
export const figuresOf = (document: Pick<BulletinDocument, 'figures'>): Map<string, BulletinFigure> =>
  new Map(document.figures.map((figure) => [figure.code, figure]));

/** The cell of a table as the paragraph it is edited as; null where nobody edits it. */
export const editableCell = (cell: BulletinCell): BulletinParagraph | null =>
  'words' in cell && cell.key !== undefined ? { key: cell.key, words: cell.words } : null;

/** Everything of a document that somebody may rewrite, by key. */
export const editableOf = ({ sections }: Pick<BulletinDocument, 'sections'>): Map<string, BulletinParagraph> =>
  new Map(
    sections
      .flatMap(({ paragraphs, tables }) => [
        ...paragraphs,
        ...tables.flatMap(({ rows }) => rows.flat().flatMap((cell) => editableCell(cell) ?? [])),
      ])
      .map((one) => [one.key, one]),
  );

/** Whether a column holds numbers, which stand under each other's ends, or the dashes of missing ones. */
export const isNumeric = ({ rows }: Pick<BulletinTable, 'rows'>, column: number): boolean =>
  rows.some((row) => {
    const cell = row[column];
    return (
      cell !== undefined &&
      ('figure' in cell || ('text' in cell && (cell.numbers !== undefined || cell.text === NO_FIGURE)))
    );
  });

/** What a cell is written from: the figures by code, and what people wrote in place of words. */
export interface CellGrounds {
  readonly figures: ReadonlyMap<string, BulletinFigure>;
  readonly edits?: Bulletin['edits'] | undefined;
}

/** A cell as it is printed, with the code beside a figure. */
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

/** What a figure was to reach, and whether it did; null where nothing was set. */
export function targetText({ metric, target }: BulletinFigure, language: 'zh-CN' | 'en' = 'zh-CN'): string | null {
  if (target === undefined) return null;
  const code = target.met === true ? 'bulletin.target-met' : 'bulletin.target-missed';
  return textOf(code, { target: metricText(metric, target.target, language) }, language);
}
