import {
  cellRuns,
  chinese,
  figuresOf,
  isNumeric,
  runsOf,
  standingText,
  textOf,
  type Bulletin,
  type BulletinChart,
  type BulletinFigure,
  type BulletinSection,
  type BulletinTable,
  type CellGrounds,
  type Run,
} from '@cockpit/contracts';
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { ChartRun } from 'docx/charts';
import { issueOf, signatureOf, titleOf, versionOf } from './bulletin-title';
import {
  CHART_HEIGHT,
  LINE_PITCH,
  MARGIN,
  PAGE,
  PAGE_NUMBER_BELOW,
  TYPE,
  TYPE_AREA,
  points,
  twips,
  widthsOf,
} from './layout';

const LATIN = 'Times New Roman';
/**
 * 仿宋 for the body, 小标宋 for the title, 黑体 for headings, 宋体 for tables. They apply to East Asian text and fall back where
 * they are not installed.
 */
const font = (eastAsia: string) => ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia });
const FONT = {
  body: font('仿宋_GB2312'),
  title: font('方正小标宋简体'),
  heading: font('黑体'),
  table: font('宋体'),
} as const;
/** Word measures font sizes in half points. */
const half = (size: number): number => Math.round(size * 2);
const EXACT = { line: Math.round(LINE_PITCH * 20), lineRule: LineRuleType.EXACT } as const;
const INDENT = { firstLine: TYPE.body * 2 * 20 } as const;

/** A bulletin as an editable Word document in GB/T 9704 layout. */
export function wordOf(bulletin: Bulletin): Promise<Buffer> {
  const figures = figuresOf(bulletin.document);
  const document = new Document({
    title: chinese(titleOf(bulletin)),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: FONT.body, size: half(TYPE.body) } },
        title: { run: { font: FONT.title, size: half(TYPE.title) }, paragraph: CENTERED },
        heading1: {
          run: { font: FONT.heading, size: half(TYPE.body) },
          paragraph: { spacing: EXACT, indent: INDENT, keepNext: true },
        },
      },
      paragraphStyles: [
        {
          id: 'Body',
          name: '正文段落',
          basedOn: 'Normal',
          quickFormat: true,
          paragraph: { spacing: EXACT, indent: INDENT },
        },
        {
          id: 'TableName',
          name: '表名',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: FONT.heading, size: half(TYPE.table + 1.5) },
          paragraph: { ...CENTERED, ...TIGHT, keepNext: true },
        },
        {
          id: 'TableText',
          name: '表内文字',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: FONT.table, size: half(TYPE.table) },
          paragraph: TIGHT,
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: {
              top: twips(MARGIN.top),
              left: twips(MARGIN.left),
              right: twips(MARGIN.right),
              bottom: twips(MARGIN.bottom),
              footer: twips(MARGIN.bottom - PAGE_NUMBER_BELOW - 5),
            },
          },
        },
        footers: { default: pageNumber('odd'), even: pageNumber('even') },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(chinese(titleOf(bulletin)))] }),
          line([{ text: chinese(issueOf(bulletin)) }], { font: FONT.body, size: TYPE.pageNumber }, CENTERED),
          ...bulletin.document.sections.flatMap((section) => sectionOf(section, bulletin, figures)),
          ...signatureOf(bulletin).map((text, at) =>
            line([{ text }], BODY, {
              style: 'Body',
              alignment: AlignmentType.RIGHT,
              indent: { right: 4 * TYPE.body * 20 },
              ...(at === 0 ? { spacing: { ...EXACT, before: EXACT.line }, keepNext: true } : {}),
            }),
          ),
          line([{ text: textOf('bulletin.codes', {}, 'zh-CN') }], SMALL, { style: 'TableText', keepNext: true }),
          line([{ text: chinese(versionOf(bulletin)) }], SMALL, { style: 'TableText' }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const CENTERED = { alignment: AlignmentType.CENTER } as const;
/** Smaller text does not use the 22-line pitch. The height is exact because programs treat line grids differently. */
const TIGHT = { spacing: { line: 320, lineRule: LineRuleType.EXACT } } as const;
const BODY = { font: FONT.body, size: TYPE.body } as const;
const SMALL = { font: FONT.table, size: TYPE.table } as const;
interface Look {
  readonly font: ReturnType<typeof font>;
  readonly size: number;
  readonly strong?: boolean;
}

const runOptions = ({ text, code, target }: Run, look: Look): IRunOptions => ({
  text,
  ...(target ? { break: 1 } : {}),
  font: look.font,
  size: half(code || target ? TYPE.code : look.size),
  bold: look.strong ?? false,
});
const line = (runs: readonly Run[], look: Look, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...more, children: runs.map((run) => new TextRun(runOptions(run, look))) });

/** On the outer side, one character away from the edge of the type area. */
function pageNumber(side: 'odd' | 'even'): Footer {
  const look = { font: FONT.table, size: half(TYPE.pageNumber) };
  const inset = TYPE.pageNumber * 20;
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: inset } : { left: inset },
        children: [new TextRun({ ...look, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

function sectionOf(section: BulletinSection, { edits }: Bulletin, figures: ReadonlyMap<string, BulletinFigure>) {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(chinese(section.title))] }),
    ...section.paragraphs.map((paragraph) => line(runsOf(standingText(paragraph, edits)), BODY, { style: 'Body' })),
    ...section.charts.flatMap((chart) => [caption(chinese(chart.title)), drawn(chart)]),
    ...section.tables.flatMap((table) => [
      caption(chinese(table.title)),
      tableOf(table, { figures, edits }),
      line([], SMALL, { style: 'TableText' }),
    ]),
  ];
}

const caption = (text: string): Paragraph =>
  new Paragraph({ style: 'TableName', keepNext: true, children: [new TextRun(text)] });

/** A native Word chart: vectors with editable data. */
function drawn(chart: BulletinChart): Paragraph {
  const width = points(TYPE_AREA.width);
  const text = { name: '宋体', size: TYPE.table - 1.5, color: '000000' };
  return new Paragraph({
    children: [
      new ChartRun({
        type: 'column',
        categories: chart.points.map(({ label }) => label),
        series: [{ name: chinese(chart.title), values: chart.points.map(({ value }) => value), color: '4A5A6A' }],
        legend: false,
        font: { name: '宋体', color: '000000' },
        categoryAxis: { font: text },
        valueAxis: { font: text, numberFormat: '#,##0', gridlines: false, minimum: 0 },
        ...(chart.points.length > 12
          ? {}
          : { dataLabels: { value: true, position: 'outsideEnd', numberFormat: '#,##0', font: text } as const }),
        // images are measured in CSS pixels
        transformation: { width: (width * 96) / 72, height: (CHART_HEIGHT * 96) / 72 },
      }),
    ],
  });
}

function tableOf(table: BulletinTable, grounds: CellGrounds): Table {
  const widths = widthsOf(table.widths, twips(TYPE_AREA.width)).map(Math.round);
  const cell = (runs: readonly Run[], at: number, isHead: boolean, isFigure: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      children: [
        line(
          runs,
          { ...SMALL, strong: isHead },
          {
            style: 'TableText',
            alignment: isHead ? AlignmentType.CENTER : isFigure ? AlignmentType.RIGHT : AlignmentType.LEFT,
          },
        ),
      ],
    });
  return new Table({
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: twips(TYPE_AREA.width), type: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map((column, at) => cell([{ text: chinese(column) }], at, true, false)),
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((bodyCell, at) => cell(cellRuns(bodyCell, grounds), at, false, isNumeric(table, at))),
          }),
      ),
    ],
  });
}
