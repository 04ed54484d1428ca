import { z } from 'zod';

/** `GET /v1/halls/{hall}/targets`: what the figures of its wall are to reach this month; one without a target is absent. A wall loads no more than this. */
export const WALL_TARGETS = ['service_level', 'wait_p50'] as const;
export const HallTargets = z.object({
  /** `2026-03` */
  month: z.string(),
  targets: z.partialRecord(z.enum(WALL_TARGETS), z.number()),
});
export type HallTargets = z.infer<typeof HallTargets>;
