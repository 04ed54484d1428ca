import { z } from 'zod';
import { Id, Instant, Level } from './primitives';

/** What to do first. Decision 42 has the table: the first case whose condition is true is the answer. */
export const SituationAnswer = z.discriminatedUnion('code', [
  /** Windows are out of order, and no warning names them yet. */
  z.object({ code: z.literal('fault'), windows: z.array(Id) }),
  /** Warnings are firing: their number, and the id of the worst. */
  z.object({ code: z.literal('warned'), warning: Id, n: z.int() }),
  /** A measure has been without any confirmation for `min` minutes. */
  z.object({ code: z.literal('chase'), prompt: Id, min: z.int() }),
  /** Windows of the queue are idle. */
  z.object({ code: z.literal('call'), windows: z.array(Id) }),
  /** The first option in the queue's entry of `helpless`. */
  z.object({ code: z.literal('remains') }),
  /** Number of measures for the queue under way. */
  z.object({ code: z.literal('under-way'), n: z.int() }),
  /** A measure for the queue still needs a confirmation. */
  z.object({ code: z.literal('confirm'), prompt: Id }),
  /** The officer of this window of the queue returns first. */
  z.object({ code: z.literal('back'), window: Id, at: Instant }),
  /** Nothing is suggested for the queue. */
  z.object({ code: z.literal('none') }),
  /** Nothing is wrong; `late`: all feeds are late, so this is not current. */
  z.object({ code: z.literal('calm'), late: z.boolean() }),
]);
export type SituationAnswer = z.infer<typeof SituationAnswer>;

/** What is wrong in a hall and what to do first, decided once for all screens. Screens only turn it into sentences. */
export const Situation = z.object({
  /** `worst`: somebody should act on a queue now · `expected`: a queue's wait will pass its target · `calm`: neither */
  kind: z.enum(['worst', 'expected', 'calm']),
  /** severity of that; in a calm hall, severity of its answer */
  level: Level,
  /** code of the queue; absent in a calm hall */
  queue: z.string().optional(),
  /**
   * The wait to show, minutes. `longest`: longest wait so far in the queue · `next`: wait of the next visitor · `usual`: the prompt's
   * forecast (P50) · `most`: a warning's forecast (P80)
   */
  wait: z.object({ min: z.number(), kind: z.enum(['longest', 'next', 'usual', 'most']) }).optional(),
  /** The current prompt is for this queue. */
  prompted: z.boolean(),
  answer: SituationAnswer,
  /** measures without any confirmation for five minutes or more, the longest first */
  chased: z.array(z.object({ prompt: Id, min: z.int() })),
});
export type Situation = z.infer<typeof Situation>;
