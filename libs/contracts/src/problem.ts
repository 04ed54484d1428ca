import { z } from 'zod';
import { Cause } from './causes';

/** RFC 9457 problem document; `code` is stable for programs, `detail` is for readers. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** correlation id, also in the log line and the `x-correlation-id` header */
  correlationId: z.string().optional(),
  /** each error with its English text, and with a code that screens have texts for */
  errors: z
    .array(
      z
        .object({ path: z.string(), message: z.string() })
        .extend(Cause.pick({ code: true, params: true }).partial().shape),
    )
    .optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Lists answer `{items, next}`; `cursor=next` requests the following page. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
