import {
  NO_FIGURE,
  chinese,
  figuresOf,
  metricName,
  metricText,
  runsOf,
  shownDigits,
  shownValue,
  standingText,
  textOf,
  workbookOf,
  type Bulletin,
  type BulletinCell,
  type BulletinFigure,
  type BulletinTable,
  type CellGrounds,
  type Sheet,
  type WorkbookCell,
} from '@cockpit/contracts';
import { issueOf, titleOf, versionOf } from './bulletin-title';

/** headings of the sheet that lists all figures */
const HEADS = [
  ...(['head-code', 'head-metric', 'head-value', 'head-numerator', 'head-denominator', 'head-hall'] as const),
  ...(['head-from', 'head-to', 'head-split', 'head-counted', 'head-definition'] as const),
] as const;
type Word = (typeof HEADS)[number] | 'sheet-text' | 'sheet-figures' | 'head-target' | 'head-met' | 'met' | 'not-met';
/** Bulletins are written in Chinese. */
const word = (name: Word): string => textOf(`bulletin.${name}`, {}, 'zh-CN');

/** A bulletin as a workbook: its text, one sheet per table with figure codes, and a list of all figures. */
export function excelOf(bulletin: Bulletin): Uint8Array {
  const figures = figuresOf(bulletin.document);
  const tables = bulletin.document.sections.flatMap((section) => section.tables);
  return Buffer.from(
    workbookOf(
      textSheet(bulletin),
      ...tables.map((table) => tableSheet(table, { figures, edits: bulletin.edits })),
      figureSheet(bulletin),
    ),
  );
}

function textSheet(bulletin: Bulletin): Sheet {
  const rows = bulletin.document.sections.flatMap((section) => [
    [chinese(section.title)],
    ...section.paragraphs.map((paragraph) => [plainText(standingText(paragraph, bulletin.edits))]),
  ]);
  return {
    name: word('sheet-text'),
    title: chinese(titleOf(bulletin)),
    head: [chinese(issueOf(bulletin))],
    rows: [...rows, [chinese(versionOf(bulletin))]],
  };
}

const plainText = (text: string): string =>
  runsOf(text)
    .map((run) => (run.code ? `[${run.text}]` : run.text))
    .join('');

/** A figure takes two columns (number and code), and two more with a target. */
function tableSheet(table: BulletinTable, grounds: CellGrounds): Sheet {
  const figureIn = (cell: BulletinCell | undefined): BulletinFigure | undefined =>
    cell !== undefined && 'figure' in cell ? grounds.figures.get(cell.figure) : undefined;
  const kinds = table.columns.map((_, at) => {
    const shown = table.rows.flatMap((row) => figureIn(row[at]) ?? []);
    const isRange = table.rows.some((row) => rangeIn(row[at]).length > 1);
    return { coded: shown.length > 0, targeted: shown.some(({ target }) => target !== undefined), isRange };
  });
  return {
    name: chinese(table.title),
    title: chinese(table.title),
    head: table.columns.flatMap((column, at) => [
      ...(kinds[at]?.isRange === true ? rangeHeads(chinese(column)) : [chinese(column)]),
      ...(kinds[at]?.coded === true ? [word('head-code')] : []),
      ...(kinds[at]?.targeted === true ? [word('head-target'), word('head-met')] : []),
    ]),
    rows: table.rows.map((row) =>
      row.flatMap((cell, at) => {
        const figure = figureIn(cell);
        return [
          ...(kinds[at]?.isRange === true ? rangeCells(cell) : [valueOf(cell, grounds)]),
          ...(kinds[at]?.coded === true ? [figure?.code ?? null] : []),
          ...(kinds[at]?.targeted === true ? targetCells(figure) : []),
        ];
      }),
    ),
  };
}

function targetCells(figure: BulletinFigure | undefined): [WorkbookCell, WorkbookCell] {
  if (figure?.target === undefined) return [null, null];
  const { metric, target } = figure;
  const text = metricText(metric, target.target, 'zh-CN');
  return [numberOf({ metric, value: target.target, text }), word(target.met === true ? 'met' : 'not-met')];
}

/** A range takes two columns, so that its ends can be used in formulas. */
const rangeHeads = (column: string): string[] =>
  (['bulletin.from', 'bulletin.up-to'] as const).map((code) => textOf(code, { column }, 'zh-CN'));
const rangeIn = (cell: BulletinCell | undefined): readonly number[] =>
  cell !== undefined && 'text' in cell ? (cell.numbers?.values ?? []) : [];
function rangeCells(cell: BulletinCell): [WorkbookCell, WorkbookCell] {
  const numbers = 'text' in cell ? cell.numbers : undefined;
  const [low, high] = (numbers?.values ?? []).map((value) => rounded(value, numbers?.digits ?? 0));
  return [low ?? NO_FIGURE, high ?? NO_FIGURE];
}
const rounded = (value: number, digits: number) => ({ value: Number(value.toFixed(digits)), digits });

function valueOf(cell: BulletinCell, { figures, edits }: CellGrounds): WorkbookCell {
  if ('words' in cell) return plainText(edits?.[cell.key ?? '']?.text ?? chinese(cell.words));
  if ('text' in cell) {
    const [value] = rangeIn(cell);
    return value === undefined ? cell.text : rounded(value, cell.numbers?.digits ?? 0);
  }
  const figure = figures.get(cell.figure);
  return figure === undefined ? NO_FIGURE : numberOf(figure);
}

/** The number with printed precision, so that sums of the cells match the printed numbers. */
function numberOf({ metric, value, text }: Pick<BulletinFigure, 'metric' | 'value' | 'text'>): WorkbookCell {
  const shown = shownValue(metric, value);
  if (shown === null) return NO_FIGURE;
  const digits = text.split('.')[1]?.length ?? 0;
  return { value: Number(shown.toFixed(Math.min(digits, shownDigits(metric)))), digits };
}

function figureSheet({ document }: Bulletin): Sheet {
  return {
    name: word('sheet-figures'),
    title: word('sheet-figures'),
    head: HEADS.map(word),
    rows: document.figures.map((figure) => [
      figure.code,
      metricName(figure.metric, 'zh-CN'),
      numberOf(figure),
      figure.numerator,
      figure.denominator,
      figure.part ?? figure.place,
      figure.from,
      figure.to,
      figure.by,
      figure.data.computedAt,
      figure.data.definition,
    ]),
  };
}
