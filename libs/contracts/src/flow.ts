import { z } from 'zod';
import { Code, Day } from './primitives';

/** Outcome of a visit. `sent-on`: served after a transfer. `waiting` and `at-window` on a past day: its end was never reported. */
export const FLOW_OUTCOMES = [
  'served',
  'sent-on',
  'no-show',
  'left',
  'self-service',
  'mobile',
  'elsewhere',
  'waiting',
  'at-window',
] as const;
export type FlowOutcome = (typeof FLOW_OUTCOMES)[number];

export const FLOW_LAYERS = ['way-in', 'branch', 'outcome', 'served-by'] as const;
const Node = z.object({
  /** layer and code, such as `branch:traffic` */
  id: z.string(),
  layer: z.enum(FLOW_LAYERS),
  /** channel, branch, outcome or branch that served; empty if unknown */
  code: z.string(),
  /** name of a branch */
  name: z.string().nullable(),
  visits: z.int(),
});
const Link = z.object({ from: z.string(), to: z.string(), visits: z.int() });

/** `GET /v1/flow`: paths of all tickets. All flow into a node leaves it or ends there. */
export const FlowAnswer = z.object({
  hall: Code.nullable(),
  from: Day,
  to: Day,
  /** tickets issued in the period, as in the metric `arrivals` */
  visits: z.int(),
  /** those without an end: waiting, at a window, or never reported */
  open: z.int(),
  nodes: z.array(Node),
  links: z.array(Link),
});
export type FlowAnswer = z.infer<typeof FlowAnswer>;
