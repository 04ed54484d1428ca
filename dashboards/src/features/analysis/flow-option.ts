import { FLOW_LAYERS, type FlowAnswer } from '@cockpit/contracts';
import type { EChartsCoreOption } from 'echarts/core';

export interface FlowInk {
  text: string;
  through: string;
  lost: string;
  open: string;
  served: string;
}
type Node = FlowAnswer['nodes'][number];

/** Ends at which the hall did not serve somebody who had come to be served. */
const LOST: ReadonlySet<string> = new Set(['no-show', 'left']);
const OPEN: ReadonlySet<string> = new Set(['waiting', 'at-window']);

export function colourOf({ layer, code }: Pick<Node, 'layer' | 'code'>, ink: FlowInk): string {
  if (layer === 'served-by' || (layer === 'outcome' && (code === 'served' || code === 'sent-on'))) return ink.served;
  if (layer !== 'outcome') return ink.through;
  return LOST.has(code) ? ink.lost : OPEN.has(code) ? ink.open : ink.through;
}

/** Who came, from left to right; every band is as thick as it has visits, and each node stands in the column of its layer. */
export function flowOption(
  { nodes, links }: Pick<FlowAnswer, 'nodes' | 'links'>,
  textOf: (node: Node) => string,
  ink: FlowInk,
): EChartsCoreOption {
  return {
    animation: false,
    series: [
      {
        type: 'sankey',
        silent: true,
        draggable: false,
        left: 8,
        right: 150,
        top: 12,
        bottom: 12,
        nodeGap: 14,
        nodeWidth: 12,
        // in the order of the answer, which is that of the table beside it
        layoutIterations: 0,
        data: nodes.map((node) => ({
          name: node.id,
          depth: FLOW_LAYERS.indexOf(node.layer),
          itemStyle: { color: colourOf(node, ink), borderWidth: 0 },
          label: { formatter: textOf(node) },
        })),
        links: links.map(({ from, to, visits }) => ({ source: from, target: to, value: visits })),
        lineStyle: { color: 'source', opacity: 0.3, curveness: 0.5 },
        label: { color: ink.text, fontSize: 12, textBorderWidth: 0 },
      },
    ],
  };
}
