import type { EChartsCoreOption } from 'echarts/core';
import { embedded, facesFor, facesOfPage } from './font-faces';

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

/** A chart as a picture of its own: the drawing as it is, between its title and its source. Fonts are named, those of the machine that opens it follow. */
export function framed(
  chart: string,
  { title, lines }: Frame,
  { font, text, dim, paper }: Omit<PictureLook, 'theme'>,
): string {
  const { width, height } = PICTURE;
  const top = EDGE + TITLE + 12;
  const whole = top + height + EDGE + lines.length * LINE * 1.5;
  const family = escaped(`${font}, 'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif`).replaceAll('"', "'");
  const line = (said: string, y: number, size: number, fill: string): string =>
    `<text x="${String(EDGE)}" y="${String(y)}" font-size="${String(size)}" fill="${fill}">${escaped(said)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${String(width)}" height="${String(whole)}" viewBox="0 0 ${String(width)} ${String(whole)}" font-family="${family}">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${paper}"/>`,
    line(title, EDGE + TITLE, TITLE, text),
    `<g transform="translate(0 ${String(top)})">${chart}</g>`,
    ...lines.map((said, i) => line(said, top + height + EDGE + i * LINE * 1.5, LINE, dim)),
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
export async function pngOf(svg: string): Promise<Blob> {
  const fonts = `<style>${await embedded(facesFor(svg, facesOfPage()))}</style>`;
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg.replace('<title>', `${fonts}<title>`)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width * PIXELS, image.height * PIXELS];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('the browser drew nothing'));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A name that every file system takes. */
export const fileName = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, '-')
    .slice(0, 120);
