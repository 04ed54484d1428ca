import type { MetricComparison, PlaceCompared } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';

/** A line without points has none in the legend either. */
const BARE = { itemStyle: { opacity: 0 } };

export interface FunnelInk {
  text: string;
  line: string;
  place: string;
  limit: string;
  better: string;
  worse: string;
}
export type FunnelNames = Record<'places' | 'centre' | 'limits95' | 'limits998', string>;

/** From so many times the smallest denominator on the axis is drawn in powers of ten. */
const LOG_FROM = 20;
/** Names of more places than that would cover one another. */
const MOST_NAMES = 12;

/** Places by denominator and figure, with the limits within which places like all others lie. Who is outside has a shape and a name. */
export function funnelOption(
  { places, funnel }: Pick<MetricComparison, 'places' | 'funnel'>,
  shown: (value: number) => number,
  words: { name: (hall: string) => string; about: (place: PlaceCompared) => string; names: FunnelNames; axis: string },
  ink: FunnelInk,
): EChartsCoreOption {
  const label = { color: ink.text };
  const value = (one: number): number => Math.round(shown(one) * 1000) / 1000;
  const dots = places.flatMap((place) =>
    place.value === null || place.weight === null || place.weight <= 0
      ? []
      : [{ place, at: [place.weight, value(place.value)] as const }],
  );
  const { curve, centre } = funnel;
  const edge = (name: string, of: (step: (typeof curve)[number]) => number, type: string): object => ({
    type: 'line',
    name,
    symbol: 'none',
    silent: true,
    ...BARE,
    data: curve.map((step) => [step.weight, value(of(step))]),
    lineStyle: { color: ink.limit, width: 1.5, type },
  });
  const weights = dots.map(({ at }) => at[0]);
  const isLog = Math.max(...weights) >= LOG_FROM * Math.min(...weights);
  const outside = dots.filter(({ place }) => place.outside !== null).length;
  return {
    animation: false,
    grid: { left: 56, right: 24, top: 56, bottom: 44 },
    legend: { top: 0, left: 0, textStyle: label, itemWidth: 22, selectedMode: false },
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const dot = dots[dataIndex];
        return dot === undefined ? '' : words.about(dot.place);
      },
    },
    xAxis: {
      type: isLog ? 'log' : 'value',
      name: words.axis,
      nameLocation: 'middle',
      nameGap: 26,
      scale: true,
      axisLabel: { ...label, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', scale: true, axisLabel: label, splitLine: { lineStyle: { color: ink.line } } },
    series: [
      ...(curve.length < 2 || centre === null
        ? []
        : [
            edge(words.names.limits998, ({ low998 }) => low998, 'solid'),
            edge(words.names.limits998, ({ high998 }) => high998, 'solid'),
            edge(words.names.limits95, ({ low95 }) => low95, 'dashed'),
            edge(words.names.limits95, ({ high95 }) => high95, 'dashed'),
            edge(words.names.centre, () => centre, 'dotted'),
          ]),
      {
        type: 'scatter',
        name: words.names.places,
        itemStyle: { color: ink.place },
        data: dots.map(({ place, at }) => ({
          value: [...at],
          ...(place.outside === null
            ? { symbolSize: 8 }
            : {
                symbol: place.outside === 'worse' ? 'triangle' : 'diamond',
                symbolSize: 14,
                itemStyle: { color: ink[place.outside] },
                label: {
                  show: outside <= MOST_NAMES,
                  formatter: shortened(words.name(place.hall)),
                  position: 'top',
                  color: ink.text,
                },
              }),
        })),
      },
    ],
  };
}

const MOST_SIGNS = 16;
/** Names on the plot; the whole one is told when it is pointed at. */
function shortened(name: string): string {
  const signs = Array.from(name);
  return signs.length > MOST_SIGNS ? `${signs.slice(0, MOST_SIGNS - 1).join('')}…` : name;
}
