import { z } from 'zod';
import { Code, Day } from './primitives';

/** How a visit ended. `sent-on`: served after it was sent to another queue. `waiting` and `at-window` on a day that is over: nobody told how it went on. */
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
  /** channel, branch, outcome or the branch that served; empty where none is named */
  code: z.string(),
  /** of a branch, as the organisation calls it */
  name: z.string().nullable(),
  visits: z.int(),
});
const Link = z.object({ from: z.string(), to: z.string(), visits: z.int() });

/** `GET /v1/flow`: what became of those who drew a ticket. What flows into a node flows out of it, or ends there. */
export const FlowAnswer = z.object({
  hall: Code.nullable(),
  from: Day,
  to: Day,
  /** tickets issued in the period: the metric `arrivals` */
  visits: z.int(),
  /** of these neither served nor gone: waiting or at a window, or nobody told how they ended */
  open: z.int(),
  nodes: z.array(Node),
  links: z.array(Link),
});
export type FlowAnswer = z.infer<typeof FlowAnswer>;
