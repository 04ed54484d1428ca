/** GB/T 9704 for pages of A4: what PDF and Word share. Lengths are millimetres, sizes of type are points. */
export const PAGE = { width: 210, height: 297 } as const;
export const MARGIN = { top: 37, left: 28, right: 26, bottom: 35 } as const;
/** 版心 */
export const TYPE_AREA = {
  width: PAGE.width - MARGIN.left - MARGIN.right,
  height: PAGE.height - MARGIN.top - MARGIN.bottom,
} as const;
export const LINES = 22;
export const SIGNS_A_LINE = 28;

/** 二号 · 三号 · 四号 · 五号; codes of figures are small, and in the way of nobody who reads */
export const TYPE = { title: 22, body: 16, pageNumber: 14, table: 10.5, code: 6.5 } as const;
/** How high a chart is, points. */
export const CHART_HEIGHT = 150;
/** How far the page number stands below the type area. */
export const PAGE_NUMBER_BELOW = 7;

export const points = (mm: number): number => (mm * 72) / 25.4;
/** What a document of Word is measured in: a twentieth of a point. */
export const twips = (mm: number): number => Math.round(points(mm) * 20);
/** from line to line, points */
export const LINE_PITCH = points(TYPE_AREA.height) / LINES;

/** Widths of columns that fill the type area, in the proportions given. */
export function widthsOf(widths: readonly number[], whole: number): number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  return widths.map((width) => (whole * width) / sum);
}
