import { z } from 'zod';
import { Code, Day } from './primitives';

const Minutes = z.number().nonnegative();
export const SkillGap = z.object({
  hall: Code,
  queue: z.string(),
  /** the skill: branch of the queue */
  branch: z.string(),
  /** sum of all waits in this line */
  waitingMin: Minutes,
  /** part of it while somebody without the skill was idle: an upper limit of what training could have saved */
  touchedMin: Minutes,
  /** the same sum while each officer was idle, not the idle time; two idle officers both count */
  officers: z.array(z.object({ officerId: z.string(), touchedMin: Minutes })),
  /** minutes of service in this queue compared with minutes of open windows with a skilled officer, by local hour */
  hours: z.array(z.object({ hour: z.string(), demandMin: Minutes, qualifiedMin: Minutes })),
});
export type SkillGap = z.infer<typeof SkillGap>;

/** `GET /v1/skill-gaps`: missing skills by the waiting beside them, most first. */
export const SkillGapAnswer = z.object({
  from: Day,
  to: Day,
  /** days of the period with data, and those evaluated: the latest ones, from `since` on */
  days: z.object({ since: Day, read: z.int(), known: z.int() }),
  items: z.array(SkillGap),
});
export type SkillGapAnswer = z.infer<typeof SkillGapAnswer>;
