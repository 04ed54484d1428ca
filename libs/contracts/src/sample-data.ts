import { z } from 'zod';
import { Why } from './accounts';

const Place = z.object({ code: z.string(), name: z.string() });

/** What rows are, for people. */
export const SAMPLE_KINDS = ['events', 'visits', 'matters', 'warnings', 'prompts', 'other'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** `GET /v1/sample-data`: what of the demonstration lies beside the installation's own, and would go. */
export const SampleData = z.object({
  places: z.array(Place),
  /** of the demonstration, but a place of one's own stands beneath: they stay */
  kept: z.array(Place),
  sources: z.array(z.string()),
  /** accounts and tokens that see nothing else: they may not come in any more */
  accounts: z.array(z.string()),
  tokens: z.array(z.string()),
  rows: z.record(z.enum(SAMPLE_KINDS), z.int()),
  /** places of one's own, of which nothing goes */
  own: z.int(),
});
export type SampleData = z.infer<typeof SampleData>;

/** `POST /v1/sample-data/remove` */
export const SampleRemoval = z.strictObject({ why: Why });
export type SampleRemoval = z.infer<typeof SampleRemoval>;
