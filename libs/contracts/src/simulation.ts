import { z } from 'zod';
import { Code } from './primitives';

/** Settings of a simulated hall; `GET /v1/halls/{hall}/simulation`. */
export const Simulation = z.object({
  hall: Code,
  /** simulated seconds per second */
  speed: z.number(),
  /** whether its simulated shift lead answers prompts; null without one */
  autoAccept: z.boolean().nullable(),
});
export type Simulation = z.infer<typeof Simulation>;

/** `PUT /v1/halls/{hall}/simulation`: absent fields stay unchanged. */
export const SimulationChange = z.strictObject({
  speed: z.number().min(1).max(120).optional(),
  autoAccept: z.boolean().nullable().optional(),
});
export type SimulationChange = z.infer<typeof SimulationChange>;

/** The simulated shift lead of a live hall. */
export const LiveSimulation = z.object({
  autoAccept: z.boolean(),
  /** expected minutes of waiting saved by today's unanswered prompts; absent while the simulated shift lead answers them */
  expectedMin: z.int().optional(),
});
export type LiveSimulation = z.infer<typeof LiveSimulation>;
