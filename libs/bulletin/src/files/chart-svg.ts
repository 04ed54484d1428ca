import { bulletinChartOption, textOf, type BulletinChart } from '@cockpit/contracts';
import { init } from 'echarts';

const INK = '#000000';
const LOOK = { ink: INK, bar: '#4a5a6a', line: '#b8b8b8', size: 9 } as const;

/** A chart as SVG from the same chart option as the page. Lengths are points. */
export function chartSvg(chart: BulletinChart, font: string, width: number, height: number): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption(bulletinChartOption(chart, { ...LOOK, font, noData: textOf('bulletin.no-data', {}, 'zh-CN') }));
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}
