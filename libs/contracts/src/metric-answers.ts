import { z } from 'zod';
import { changesOf } from './metrics/changes';
import { isApproximate, METRIC_BYS, METRICS, MetricKey } from './metrics';
import { Estimate } from './metrics/estimate';
import { NARROWED_BY } from './metrics/narrowing';
import { Day, Instant } from './primitives';
import { Against } from './targets';
import { message, Message } from './words';

/** A metric over a period, as a whole or in parts. Every rate carries its numerator and denominator. */
const Figure = Estimate.extend({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** read from a histogram */
  approximate: z.boolean().optional(),
  /** of percentiles: how many waits fell into each bucket, edges WAIT_EDGES_MIN */
  histogram: z.array(z.number()).optional(),
  /** beside what it is to reach; absent where nothing was set */
  target: Against.optional(),
});
export const MetricAnswer = Figure.extend({
  key: MetricKey,
  unit: z.string(),
  hall: z.string().nullable(),
  /** hall days, both included */
  from: Day,
  to: Day,
  /** the hall day most of the halls asked about are on, those never heard left out: one hall on another clock does not move the others' days */
  today: Day.optional(),
  by: z.enum(METRIC_BYS).nullable(),
  /** the parts of the hall it was narrowed to; empty text for what has no such part */
  only: z.partialRecord(z.enum(NARROWED_BY), z.string()).optional(),
  /** why there is no value, in English, and as data */
  reason: z.string().nullable(),
  reasonWords: Message.optional(),
  freshness: z.object({ lastEventAt: Instant.nullable(), ageSec: z.number().nullable(), silent: z.boolean() }),
  parts: z.array(Figure.extend({ by: z.string() })),
  /** days that an import brings at this moment: so many of them are stored, and figures lack the rest; absent while nothing is under way */
  past: z.object({ days: z.int(), of: z.int() }).optional(),
});
export type MetricAnswer = z.infer<typeof MetricAnswer>;

const Words = z.object({ zh: z.string(), en: z.string() });
export const MetricEntry = z.object({
  key: MetricKey,
  zh: z.string(),
  en: z.string(),
  /** its name as data: what `zh` and `en` say */
  words: Message.optional(),
  unit: z.string(),
  rollUp: z.string(),
  group: z.string(),
  better: z.enum(['more', 'less']).nullable(),
  approximate: z.boolean(),
  formula: Words,
  leftOut: Words,
  by: z.array(z.enum(METRIC_BYS)),
  aspects: z.array(z.string()),
  /** since when it is made in another way than before, and in which */
  changes: z.array(Words.extend({ since: Day, earlier: z.enum(['anew', 'as-before']) })),
});
export type MetricEntry = z.infer<typeof MetricEntry>;

const joined = (words: z.infer<typeof Words>, more: z.infer<typeof Words> | null): z.infer<typeof Words> =>
  more === null ? words : { zh: `${words.zh}；${more.zh}`, en: `${words.en}; ${more.en}` };

/** A metric as the dictionary tells it to programs. */
export function metricEntry(key: MetricKey): MetricEntry {
  const { by, aspects, formula, leftOut, forPrograms, ...definition } = METRICS[key];
  return {
    key,
    ...definition,
    words: message(`metric.${key}`, {}),
    approximate: isApproximate(key),
    formula: joined(formula, forPrograms.formula),
    leftOut: joined(leftOut, forPrograms.leftOut),
    by: [...by],
    aspects: [...aspects],
    changes: changesOf(key).map(({ since, zh, en, earlier }) => ({ since, zh, en, earlier })),
  };
}
