import { z } from 'zod';
import { Code } from './primitives';

/** How a simulated hall is played; `GET /v1/halls/{hall}/simulation`. */
export const Simulation = z.object({
  hall: Code,
  /** simulated seconds in a second */
  speed: z.number(),
  /** whether its simulated shift lead answers what is prompted; null: it has none */
  autoAccept: z.boolean().nullable(),
});
export type Simulation = z.infer<typeof Simulation>;

/** `PUT /v1/halls/{hall}/simulation`: what is left out stays as it was. */
export const SimulationChange = z.strictObject({
  speed: z.number().min(1).max(120).optional(),
  autoAccept: z.boolean().nullable().optional(),
});
export type SimulationChange = z.infer<typeof SimulationChange>;

/** What a live hall says of its simulated shift lead. */
export const LiveSimulation = z.object({
  autoAccept: z.boolean(),
  /** minutes of waiting that today's prompts nobody answered were expected to save; absent while the simulated shift lead answers them */
  expectedMin: z.int().optional(),
});
export type LiveSimulation = z.infer<typeof LiveSimulation>;
