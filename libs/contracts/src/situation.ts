import { z } from 'zod';
import { Id, Instant, Level } from './primitives';

/** What to do first. Decision 42 has the table: the first case whose test holds is the answer. */
export const SituationAnswer = z.discriminatedUnion('code', [
  /** Windows are out of order, and no warning names them yet. */
  z.object({ code: z.literal('fault'), windows: z.array(Id) }),
  /** Warnings hold: how many, and the id of the worst. */
  z.object({ code: z.literal('warned'), warning: Id, n: z.int() }),
  /** Somebody could have confirmed a measure for so many minutes and has not. */
  z.object({ code: z.literal('chase'), prompt: Id, min: z.int() }),
  /** Windows of the queue stand free. */
  z.object({ code: z.literal('call'), windows: z.array(Id) }),
  /** The first way that the queue's entry in `helpless` names. */
  z.object({ code: z.literal('remains') }),
  /** So many measures for the queue are being done. */
  z.object({ code: z.literal('under-way'), n: z.int() }),
  /** Somebody has yet to confirm a measure for the queue. */
  z.object({ code: z.literal('confirm'), prompt: Id }),
  /** The officer of this window of the queue comes back first. */
  z.object({ code: z.literal('back'), window: Id, at: Instant }),
  /** Nothing is suggested for the queue. */
  z.object({ code: z.literal('none') }),
  /** Nothing is wrong; `late`: every feed is late, so that this is known of a while ago only. */
  z.object({ code: z.literal('calm'), late: z.boolean() }),
]);
export type SituationAnswer = z.infer<typeof SituationAnswer>;

/** What is wrong in a hall and what to do first, decided once for all screens. Screens make sentences of it and decide nothing. */
export const Situation = z.object({
  /** `worst`: somebody should act on a queue now · `expected`: a queue's wait will pass its target · `calm`: neither */
  kind: z.enum(['worst', 'expected', 'calm']),
  /** severity of that; of a calm hall, severity of its answer */
  level: Level,
  /** code of the queue; absent in a calm hall */
  queue: z.string().optional(),
  /**
   * The wait to show, minutes. `longest`: somebody in the queue has waited so long · `next`: the next person will wait so long · `usual`: the prompt
   * forecasts it (P50) · `most`: a warning forecasts it (P80)
   */
  wait: z.object({ min: z.number(), kind: z.enum(['longest', 'next', 'usual', 'most']) }).optional(),
  /** The prompt of the moment is for this queue. */
  prompted: z.boolean(),
  answer: SituationAnswer,
  /** measures that nobody has confirmed for five minutes or more, the longest first */
  chased: z.array(z.object({ prompt: Id, min: z.int() })),
});
export type Situation = z.infer<typeof Situation>;
