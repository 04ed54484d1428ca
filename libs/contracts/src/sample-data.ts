import { z } from 'zod';
import { Why } from './accounts';

const Place = z.object({ code: z.string(), name: z.string() });

/** Kinds of rows, as readers know them. */
export const SAMPLE_KINDS = ['events', 'visits', 'matters', 'warnings', 'prompts', 'other'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** `GET /v1/sample-data`: demonstration data in a real installation, which can be removed. */
export const SampleData = z.object({
  places: z.array(Place),
  /** demonstration places that stay, because real places are below them */
  kept: z.array(Place),
  sources: z.array(z.string()),
  /** accounts and tokens that see nothing else; they will be disabled */
  accounts: z.array(z.string()),
  tokens: z.array(z.string()),
  rows: z.record(z.enum(SAMPLE_KINDS), z.int()),
  /** number of real places, which stay */
  own: z.int(),
});
export type SampleData = z.infer<typeof SampleData>;

/** `POST /v1/sample-data/remove` */
export const SampleRemoval = z.strictObject({ why: Why });
export type SampleRemoval = z.infer<typeof SampleRemoval>;
