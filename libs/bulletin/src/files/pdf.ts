import {
  cellRuns,
  chinese,
  figuresOf,
  isNumeric,
  runsOf,
  standingText,
  textOf,
  type Bulletin,
  type BulletinFigure,
  type BulletinSection,
  type BulletinTable,
  type CellGrounds,
  type Run,
} from '@cockpit/contracts';
import pdfmake, { type Content, type Definition } from 'pdfmake';
import { issueOf, printedOf, signatureOf, titleOf, versionOf } from './bulletin-title';
import { chartSvg } from './chart-svg';
import type { DocumentFont } from './document-font';
import {
  CHART_HEIGHT,
  LINE_PITCH,
  MARGIN,
  PAGE_NUMBER_BELOW,
  SIGNS_A_LINE,
  TYPE,
  TYPE_AREA,
  points,
  widthsOf,
} from './layout';

const SONG = 'Song';
/** The font's own line height, relative to its size. */
const NATURAL_LINE = 1.437;
const WIDTH = points(TYPE_AREA.width);
/** The size at which 28 characters fill a line. */
const BODY = Math.min(TYPE.body, WIDTH / SIGNS_A_LINE);
const PADDING = 3;
/** A table with a longer cell (characters) may break rows over pages. */
const MAX_UNBROKEN = 300;

/** A bulletin as PDF in GB/T 9704 layout, with embedded fonts and vector charts. */
export async function pdfOf(bulletin: Bulletin, { normal, bold }: DocumentFont): Promise<Buffer> {
  pdfmake.setFonts({ [SONG]: { normal, bold, italics: normal, bolditalics: bold } });
  // text written by users must not load anything
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
  return Buffer.from(await pdfmake.createPdf(definitionOf(bulletin)).getBuffer());
}

const PAGE_NUMBER = 'page-number';

function definitionOf(bulletin: Bulletin): Definition {
  const figures = figuresOf(bulletin.document);
  return {
    pageSize: 'A4',
    pageMargins: [points(MARGIN.left), points(MARGIN.top), points(MARGIN.right), points(MARGIN.bottom)],
    info: { title: chinese(titleOf(bulletin)), subject: chinese(issueOf(bulletin)) },
    // keeps a heading from standing alone at the end of a page
    pageBreakBefore: ({ headlineLevel }, { getFollowingNodesOnPage }) =>
      headlineLevel === 1 && getFollowingNodesOnPage().every(({ id }) => id === PAGE_NUMBER),
    defaultStyle: { font: SONG, fontSize: BODY, lineHeight: LINE_PITCH / (BODY * NATURAL_LINE) },
    footer: (page) => ({
      id: PAGE_NUMBER,
      text: textOf('bulletin.page', { page }, 'zh-CN'),
      fontSize: TYPE.pageNumber,
      lineHeight: 1,
      alignment: page % 2 === 1 ? 'right' : 'left',
      // one character away from the edge of the type area
      margin: [
        points(MARGIN.left) + TYPE.pageNumber,
        points(PAGE_NUMBER_BELOW) - TYPE.pageNumber / 2,
        points(MARGIN.right) + TYPE.pageNumber,
        0,
      ],
    }),
    content: [
      { text: chinese(titleOf(bulletin)), fontSize: TYPE.title, bold: true, alignment: 'center', lineHeight: 1.1 },
      {
        text: chinese(issueOf(bulletin)),
        alignment: 'center',
        fontSize: TYPE.pageNumber,
        margin: [0, 4, 0, LINE_PITCH / 2],
      },
      ...bulletin.document.sections.flatMap((section) => sectionOf(section, bulletin, figures)),
      ...signed(bulletin),
      small(textOf('bulletin.codes', {}, 'zh-CN'), LINE_PITCH / 2),
      small(chinese(versionOf(bulletin)), 0),
      ...printed(bulletin),
    ],
  };
}

/** Issuing body and approval date, four characters from the right edge. */
function signed(bulletin: Bulletin): Content[] {
  const lines = signatureOf(bulletin);
  const stack = lines.map((text): Content => ({ text, alignment: 'right', margin: [0, 0, 4 * BODY, 0] }));
  return lines.length === 0 ? [] : [{ unbreakable: true, stack, margin: [0, LINE_PITCH, 0, 0] }];
}

/** 版记 (imprint): issuing body and date between two lines, one character from the edges. */
function printed(bulletin: Bulletin): Content[] {
  const imprint = printedOf(bulletin);
  if (imprint === null) return [];
  const [who, when] = imprint;
  const row: Content[] = [{ text: who }, { text: when, alignment: 'right' }];
  return [
    {
      fontSize: TYPE.pageNumber,
      lineHeight: 1.1,
      margin: [0, LINE_PITCH, 0, 0],
      table: { widths: ['*', 'auto'], body: [row] },
      layout: {
        hLineWidth: () => points(0.35),
        vLineWidth: () => 0,
        paddingLeft: (at: number) => (at === 0 ? TYPE.pageNumber : 0),
        paddingRight: (at: number) => (at === 1 ? TYPE.pageNumber : 0),
      },
    },
  ];
}

const small = (text: string, above: number): Content => ({
  text,
  fontSize: TYPE.table,
  lineHeight: 1.1,
  margin: [0, above, 0, 0],
});

function sectionOf(
  section: BulletinSection,
  bulletin: Bulletin,
  figures: ReadonlyMap<string, BulletinFigure>,
): Content[] {
  const { edits } = bulletin;
  const paragraphs = section.paragraphs.map((paragraph): Content => ({
    text: runsOf(standingText(paragraph, edits)).map((run) => runContent(run, BODY)),
    leadingIndent: 2 * BODY,
  }));
  const heading: Content = { text: chinese(section.title), bold: true, leadingIndent: 2 * BODY, headlineLevel: 1 };
  return [
    heading,
    ...paragraphs,
    ...section.charts.map((chart): Content => ({
      unbreakable: true,
      stack: [caption(chinese(chart.title)), { svg: chartSvg(chart, SONG, WIDTH, CHART_HEIGHT), width: WIDTH }],
    })),
    ...section.tables.map((table) => tableOf(table, { figures, edits })),
  ];
}

const caption = (text: string): Content => ({
  text,
  fontSize: TYPE.table + 1.5,
  bold: true,
  alignment: 'center',
  lineHeight: 1.1,
  margin: [0, 4, 0, 2],
});

const SMALL = { fontSize: TYPE.code, color: '#404040' } as const;
const runContent = ({ text, code, target }: Run, size: number): Content =>
  code ? { ...SMALL, text, noWrap: true } : target ? { ...SMALL, text: `\n${text}` } : { text, fontSize: size };

/** The table name repeats on every page. */
function tableOf(table: BulletinTable, grounds: CellGrounds): Content {
  const lines = 2 * PADDING * table.columns.length + table.columns.length + 1;
  const [name, ...none] = table.columns.map((_, at): Content => ({
    ...(at === 0 ? { ...caption(chinese(table.title)), colSpan: table.columns.length } : { text: '' }),
    border: [false, false, false, false],
  }));
  const head = table.columns.map((column): Content => ({ text: chinese(column), bold: true, alignment: 'center' }));
  const isShort = table.rows
    .flat()
    .every((cell) => cellRuns(cell, grounds).reduce((sum, { text }) => sum + text.length, 0) <= MAX_UNBROKEN);
  const rows = table.rows.map((row) =>
    row.map((cell, at): Content => ({
      text: cellRuns(cell, grounds).map((run) => runContent(run, TYPE.table)),
      alignment: isNumeric(table, at) ? 'right' : 'left',
    })),
  );
  return {
    fontSize: TYPE.table,
    lineHeight: 1,
    margin: [0, 0, 0, LINE_PITCH / 2],
    table: {
      headerRows: 2,
      // a row longer than a page must break
      dontBreakRows: isShort,
      keepWithHeaderRows: isShort ? 1 : 0,
      widths: widthsOf(table.widths, WIDTH - lines),
      body: [[name, ...none], head, ...rows],
    },
    layout: {
      hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
      vLineWidth: () => 0.5,
      paddingLeft: () => PADDING,
      paddingRight: () => PADDING,
    },
  };
}
