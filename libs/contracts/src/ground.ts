import { z } from 'zod';

/** Background shapes of the map, in drawing order. */
export const GROUND_KINDS = ['outline', 'water', 'road'] as const;

export const GroundShape = z.object({
  kind: z.enum(GROUND_KINDS),
  name: z.string().nullable(),
  /** rings with an area; false for lines */
  closed: z.boolean(),
  /** longitude and latitude */
  lines: z.array(z.array(z.tuple([z.number(), z.number()]))),
});
export type GroundShape = z.infer<typeof GroundShape>;

/** `GET /v1/network/ground`: the organisation's own map file; no shapes without one. */
export const Ground = z.object({ shapes: z.array(GroundShape) });
export type Ground = z.infer<typeof Ground>;
