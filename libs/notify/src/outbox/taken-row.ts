import { Notice } from '@cockpit/contracts';
import { z } from 'zod';

export const TakenRow = z.object({
  id: z.string(),
  key: z.string(),
  subject: z.string(),
  recipient: z.string(),
  /** id of the single recipient */
  target: z.uuid().nullable(),
  occasion: z.string(),
  hall: z.string().nullable(),
  notice: Notice,
  attempts: z.int(),
  unsure: z.boolean(),
  earlier: z.array(z.string()),
  waiting: z.coerce.number(),
});
export type TakenRow = z.infer<typeof TakenRow>;
