import type { Ink } from './ink-tokens';

/**
 * ECharts theme from the tokens of the page's theme: what an option does not say itself looks like the rest of the page.
 * Series take the roles in the order in which they are told apart best, also without colour vision.
 */
export function chartTheme(ink: Ink, font: string): object {
  const axis = {
    axisLine: { lineStyle: { color: ink.line } },
    axisTick: { lineStyle: { color: ink.line } },
    axisLabel: { color: ink.dim },
    splitLine: { lineStyle: { color: ink.line, opacity: 0.6 } },
    nameTextStyle: { color: ink.dim },
  };
  return {
    color: [ink.normal, ink.busy, ink.gain, ink.overloaded, ink.dim, ink.unknown],
    backgroundColor: 'transparent',
    textStyle: { color: ink.text, fontFamily: font },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: { ...axis, splitLine: { show: false } },
    legend: { textStyle: { color: ink.dim } },
    tooltip: { backgroundColor: ink.panel, borderColor: ink.line, textStyle: { color: ink.text } },
    visualMap: { textStyle: { color: ink.dim } },
  };
}
