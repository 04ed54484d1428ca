import { FLOW_LAYERS, FLOW_OUTCOMES, type FlowAnswer, type FlowOutcome } from '@cockpit/contracts';

/** Number of visits on the same path. */
export interface WayOfVisits {
  readonly channel: string;
  /** branch of the first queue */
  readonly branch: string;
  readonly outcome: FlowOutcome;
  /** of the queue out of which they were served */
  readonly servedBy: string;
  readonly visits: number;
}

export interface VisitEnd {
  readonly result: string;
  readonly reason: string;
  /** moved to another queue at least once */
  readonly sentOn: boolean;
}

const GUIDED: Readonly<Record<string, FlowOutcome>> = {
  'guided-self-service': 'self-service',
  'guided-mobile': 'mobile',
};

export function outcomeOf({ result, reason, sentOn }: VisitEnd): FlowOutcome {
  switch (result) {
    case 'waiting':
      return 'waiting';
    case 'called':
    case 'serving':
      return 'at-window';
    case 'no-show':
      return 'no-show';
    case 'cancelled':
      return 'left';
    case 'guided':
      return GUIDED[reason] ?? 'elsewhere';
    default:
      return sentOn ? 'sent-on' : 'served';
  }
}

type Layer = (typeof FLOW_LAYERS)[number];
const OPEN: ReadonlySet<FlowOutcome> = new Set(['waiting', 'at-window']);
const SERVED: ReadonlySet<FlowOutcome> = new Set(['served', 'sent-on']);

/** Aggregates paths to nodes and links. Nodes are ordered by layer and size, outcomes in their fixed order. */
export function flowOf(ways: readonly WayOfVisits[]): Pick<FlowAnswer, 'visits' | 'open' | 'nodes' | 'links'> {
  const nodes = new Map<string, FlowAnswer['nodes'][number]>();
  const links = new Map<string, FlowAnswer['links'][number]>();
  const pass = (layer: Layer, code: string, visits: number): string => {
    const id = `${layer}:${code}`;
    const node = nodes.get(id) ?? { id, layer, code, name: null, visits: 0 };
    nodes.set(id, { ...node, visits: node.visits + visits });
    return id;
  };
  const join = (from: string, to: string, visits: number): void => {
    const link = links.get(`${from} ${to}`) ?? { from, to, visits: 0 };
    links.set(`${from} ${to}`, { ...link, visits: link.visits + visits });
  };
  for (const { channel, branch, outcome, servedBy, visits } of ways) {
    if (visits <= 0) continue;
    const path = [pass('way-in', channel, visits), pass('branch', branch, visits), pass('outcome', outcome, visits)];
    if (SERVED.has(outcome)) path.push(pass('served-by', servedBy, visits));
    path.slice(1).forEach((to, i) => {
      join(path[i] ?? '', to, visits);
    });
  }
  const total = (matches: (path: WayOfVisits) => boolean): number =>
    ways.reduce((sum, way) => (matches(way) && way.visits > 0 ? sum + way.visits : sum), 0);
  const rank = (code: string): number => FLOW_OUTCOMES.findIndex((outcome) => outcome === code);
  return {
    visits: total(() => true),
    open: total(({ outcome }) => OPEN.has(outcome)),
    nodes: [...nodes.values()].sort(
      (a, b) =>
        FLOW_LAYERS.indexOf(a.layer) - FLOW_LAYERS.indexOf(b.layer) ||
        rank(a.code) - rank(b.code) ||
        b.visits - a.visits ||
        (a.code < b.code ? -1 : 1),
    ),
    links: [...links.values()].sort((a, b) => b.visits - a.visits || (a.from + a.to < b.from + b.to ? -1 : 1)),
  };
}
