import { z } from 'zod';

/** `GET /v1/halls/{hall}/targets`: this month's targets of the wall's figures; missing ones are absent. Walls load no other targets. */
export const WALL_TARGETS = ['service_level', 'wait_p50'] as const;
export const HallTargets = z.object({
  /** `2026-03` */
  month: z.string(),
  targets: z.partialRecord(z.enum(WALL_TARGETS), z.number()),
});
export type HallTargets = z.infer<typeof HallTargets>;
