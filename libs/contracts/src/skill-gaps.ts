import { z } from 'zod';
import { Code, Day } from './primitives';

const Minutes = z.number().nonnegative();
export const SkillGap = z.object({
  hall: Code,
  queue: z.string(),
  /** the skill: branch of the queue */
  branch: z.string(),
  /** everybody's waiting in this line, added up */
  waitingMin: Minutes,
  /** of these while somebody without the skill had nothing to do: the most that training could have shortened, never what it would have */
  touchedMin: Minutes,
  /** everybody’s waiting, again, beside each who was idle meanwhile, and not how long that officer was; two who were idle at once both count */
  officers: z.array(z.object({ officerId: z.string(), touchedMin: Minutes })),
  /** minutes of service out of this queue against minutes of windows open under somebody with the skill, by hour of the hall */
  hours: z.array(z.object({ hour: z.string(), demandMin: Minutes, qualifiedMin: Minutes })),
});
export type SkillGap = z.infer<typeof SkillGap>;

/** `GET /v1/skill-gaps`: which missing skill stood beside the most waiting, most first. */
export const SkillGapAnswer = z.object({
  from: Day,
  to: Day,
  /** of the hall days of the period of which anything is known, those that were read: the latest ones, from `since` on */
  days: z.object({ since: Day, read: z.int(), known: z.int() }),
  items: z.array(SkillGap),
});
export type SkillGapAnswer = z.infer<typeof SkillGapAnswer>;
