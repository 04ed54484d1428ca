import type { EChartsCoreOption } from 'echarts/core';

/** What stands around a chart that leaves the page: what it shows, of whom and when, and where it can be seen again. */
export interface Frame {
  readonly title: string;
  /** below the chart */
  readonly lines: readonly string[];
}
export interface PictureLook {
  readonly theme: object;
  readonly font: string;
  readonly text: string;
  readonly dim: string;
  readonly paper: string;
}

export const PICTURE = { width: 1200, height: 560 } as const;
const [EDGE, TITLE, LINE] = [24, 22, 14];

const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Where the parts of a picture stand, from above. */
function placesOf({ lines }: Frame): { whole: number; title: number; chart: number; lines: number[] } {
  const chart = EDGE + TITLE + 12;
  return {
    whole: chart + PICTURE.height + EDGE + lines.length * LINE * 1.5,
    title: EDGE + TITLE,
    chart,
    lines: lines.map((_, i) => chart + PICTURE.height + EDGE + i * LINE * 1.5),
  };
}
const familyOf = (font: string): string => `${font}, 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif`;

/** A chart as a picture of its own: the drawing as it is, between its title and its source. Fonts are named, those of the machine that opens it follow. */
export function framed(chart: string, frame: Frame, { font, text, dim, paper }: Omit<PictureLook, 'theme'>): string {
  const { width } = PICTURE;
  const at = placesOf(frame);
  const family = escaped(familyOf(font)).replaceAll('"', "'");
  const line = (said: string, y: number, size: number, fill: string): string =>
    `<text x="${String(EDGE)}" y="${String(y)}" font-size="${String(size)}" fill="${fill}">${escaped(said)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${String(width)}" height="${String(at.whole)}" viewBox="0 0 ${String(width)} ${String(at.whole)}" font-family="${family}">`,
    `<title>${escaped(frame.title)}</title><rect width="100%" height="100%" fill="${paper}"/>`,
    line(frame.title, at.title, TITLE, text),
    `<g transform="translate(0 ${String(at.chart)})">${chart}</g>`,
    ...frame.lines.map((said, i) => line(said, at.lines[i] ?? 0, LINE, dim)),
    '</svg>',
  ].join('');
}

/** The picture of the very option that is on screen, drawn anew at one size. */
export async function pictureOf(option: EChartsCoreOption, frame: Frame, look: PictureLook): Promise<string> {
  const { init } = await import('../../shared/echarts');
  const chart = init(null, look.theme, { renderer: 'svg', ssr: true, ...PICTURE });
  try {
    chart.setOption({ ...option, animation: false });
    return framed(chart.renderToSVGString(), frame, look);
  } finally {
    chart.dispose();
  }
}

/** As sharp as print asks. */
const PIXELS = 2;

/** The same as points of colour, in the fonts of the page. @throws {Error} where the browser cannot draw it */
export async function pngOf(option: EChartsCoreOption, frame: Frame, look: PictureLook): Promise<Blob> {
  const { init } = await import('../../shared/echarts-canvas');
  // pieces of a font come when a sign of them is drawn on the page: all that this picture needs are fetched before
  await document.fonts.load(`${String(LINE)}px ${look.font}`, await pictureOf(option, frame, look));
  const [canvas, at] = [document.createElement('canvas'), placesOf(frame)];
  [canvas.width, canvas.height] = [PICTURE.width * PIXELS, at.whole * PIXELS];
  const ink = canvas.getContext('2d');
  if (ink === null) throw new Error('the browser draws no pictures');
  ink.scale(PIXELS, PIXELS);
  ink.fillStyle = look.paper;
  ink.fillRect(0, 0, PICTURE.width, at.whole);
  const write = (said: string, y: number, size: number, colour: string): void => {
    [ink.font, ink.fillStyle] = [`${String(size)}px ${familyOf(look.font)}`, colour];
    ink.fillText(said, EDGE, y);
  };
  write(frame.title, at.title, TITLE, look.text);
  frame.lines.forEach((said, i) => {
    write(said, at.lines[i] ?? 0, LINE, look.dim);
  });
  const chart = init(document.createElement('div'), look.theme, { renderer: 'canvas', ...PICTURE });
  try {
    chart.setOption({ ...option, animation: false });
    ink.drawImage(chart.renderToCanvas({ pixelRatio: PIXELS }), 0, at.chart, PICTURE.width, PICTURE.height);
  } finally {
    chart.dispose();
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the browser drew nothing'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** A name that every file system takes. */
export const fileName = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, '-')
    .slice(0, 120);
