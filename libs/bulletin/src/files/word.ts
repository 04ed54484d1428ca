import {
  cellRuns,
  chinese,
  figuresOf,
  runsOf,
  standingText,
  textOf,
  type Bulletin,
  type BulletinChart,
  type BulletinFigure,
  type BulletinSection,
  type BulletinTable,
  type Run,
} from '@cockpit/contracts';
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  ImageRun,
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
import { issueOf, titleOf, versionOf } from './bulletin-title';
import { chartSvg } from './chart-svg';
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
/** 仿宋 for the body, 小标宋 for the title, 黑体 for headings, 宋体 for tables: named for East Asian signs, so that they are found where they are. */
const font = (eastAsia: string) => ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia });
const FONT = {
  body: font('仿宋_GB2312'),
  title: font('方正小标宋简体'),
  heading: font('黑体'),
  table: font('宋体'),
} as const;
/** Word counts half points. */
const half = (size: number): number => Math.round(size * 2);
const EXACT = { line: Math.round(LINE_PITCH * 20), lineRule: LineRuleType.EXACT } as const;
const INDENT = { firstLine: TYPE.body * 2 * 20 } as const;
/** Word from 2016 on draws the vectors; what does not leaves an empty place. */
const NOTHING = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A bulletin as Word edits it before the seal: the layout of GB/T 9704, its tables as tables. */
export function wordOf(bulletin: Bulletin): Promise<Buffer> {
  const figures = figuresOf(bulletin.document);
  const document = new Document({
    title: chinese(titleOf(bulletin)),
    styles: { default: { document: { run: { font: FONT.body, size: half(TYPE.body) } } } },
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
          grid: { linePitch: EXACT.line, type: DocumentGridType.LINES },
        },
        footers: { default: pageNumber() },
        children: [
          line([{ text: chinese(titleOf(bulletin)) }], { font: FONT.title, size: TYPE.title }, CENTERED),
          line([{ text: chinese(issueOf(bulletin)) }], { font: FONT.body, size: TYPE.pageNumber }, CENTERED),
          ...bulletin.document.sections.flatMap((section) => sectionOf(section, bulletin, figures)),
          line([{ text: textOf('bulletin.codes', {}, 'zh-CN') }], SMALL),
          line([{ text: chinese(versionOf(bulletin)) }], SMALL),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const CENTERED = { alignment: AlignmentType.CENTER } as const;
const SMALL = { font: FONT.table, size: TYPE.table } as const;
interface Look {
  readonly font: ReturnType<typeof font>;
  readonly size: number;
  readonly strong?: boolean;
}

const runOptions = ({ text, code, target }: Run, look: Look): IRunOptions => ({
  ...{ text: target ? ` ${text}` : text, font: look.font, size: half(code || target ? TYPE.code : look.size) },
  bold: look.strong ?? false,
});
const line = (runs: readonly Run[], look: Look, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...more, children: runs.map((run) => new TextRun(runOptions(run, look))) });

function pageNumber(): Footer {
  const look = { font: FONT.table, size: half(TYPE.pageNumber) };
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ ...look, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

function sectionOf(section: BulletinSection, { edits }: Bulletin, figures: ReadonlyMap<string, BulletinFigure>) {
  const body = { spacing: EXACT, indent: INDENT };
  return [
    line([{ text: chinese(section.title) }], { font: FONT.heading, size: TYPE.body }, { ...body, keepNext: true }),
    ...section.paragraphs.map((paragraph) =>
      line(runsOf(standingText(paragraph, edits)), { font: FONT.body, size: TYPE.body }, body),
    ),
    ...section.charts.flatMap((chart) => [caption(chinese(chart.title)), picture(chart)]),
    ...section.tables.flatMap((table) => [caption(chinese(table.title)), tableOf(table, figures), line([], SMALL)]),
  ];
}

const caption = (text: string): Paragraph =>
  line([{ text }], { font: FONT.heading, size: TYPE.table + 1.5 }, { ...CENTERED, keepNext: true });

function picture(chart: BulletinChart): Paragraph {
  const width = points(TYPE_AREA.width);
  return new Paragraph({
    children: [
      new ImageRun({
        type: 'svg',
        data: Buffer.from(chartSvg(chart, 'SimSun', width, CHART_HEIGHT)),
        // pictures are measured in pixels of the screen
        transformation: { width: (width * 96) / 72, height: (CHART_HEIGHT * 96) / 72 },
        fallback: { type: 'png', data: NOTHING },
      }),
    ],
  });
}

function tableOf(table: BulletinTable, figures: ReadonlyMap<string, BulletinFigure>): Table {
  const widths = widthsOf(table.widths, twips(TYPE_AREA.width)).map(Math.round);
  const cell = (runs: readonly Run[], at: number, isHead: boolean, isFigure: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      children: [
        line(
          runs,
          { ...SMALL, strong: isHead },
          {
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
            children: row.map((one, at) => cell(cellRuns(one, figures), at, false, 'figure' in one)),
          }),
      ),
    ],
  });
}
