/** GB/T 9704 layout of A4 pages, shared by PDF and Word. Lengths are millimetres, font sizes are points. */
export const PAGE = { width: 210, height: 297 } as const;
export const MARGIN = { top: 37, left: 28, right: 26, bottom: 35 } as const;
/** 版心 (type area) */
export const TYPE_AREA = {
  width: PAGE.width - MARGIN.left - MARGIN.right,
  height: PAGE.height - MARGIN.top - MARGIN.bottom,
} as const;
export const LINES = 22;
export const SIGNS_A_LINE = 28;

/** 二号 · 三号 · 四号 · 五号; figure codes are small so that they do not disturb reading */
export const TYPE = { title: 22, body: 16, pageNumber: 14, table: 10.5, code: 6.5 } as const;
/** Chart height, points. */
export const CHART_HEIGHT = 150;
/** Distance of the page number below the type area. */
export const PAGE_NUMBER_BELOW = 7;

export const points = (mm: number): number => (mm * 72) / 25.4;
/** Word's unit: a twentieth of a point. */
export const twips = (mm: number): number => Math.round(points(mm) * 20);
/** line pitch, points */
export const LINE_PITCH = points(TYPE_AREA.height) / LINES;

/** Column widths that fill the given width in the given proportions. */
export function widthsOf(widths: readonly number[], total: number): number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  return widths.map((width) => (total * width) / sum);
}
