import { z } from 'zod';
import { changesOf } from './metrics/changes';
import { isApproximate, METRIC_BYS, METRICS, MetricKey } from './metrics';
import { Estimate } from './metrics/estimate';
import { NARROWED_BY } from './metrics/narrowing';
import { Day, Instant } from './primitives';
import { Against } from './targets';
import { message, Message } from './words';

/** A metric over a period, in total or in parts. All rates carry numerator and denominator. */
const Figure = Estimate.extend({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** computed from a histogram */
  approximate: z.boolean().optional(),
  /** for percentiles: number of waits in each bucket, with edges WAIT_EDGES_MIN */
  histogram: z.array(z.number()).optional(),
  /** comparison with the target; absent without one */
  target: Against.optional(),
});
export const MetricAnswer = Figure.extend({
  key: MetricKey,
  unit: z.string(),
  hall: z.string().nullable(),
  /** hall days, both included */
  from: Day,
  to: Day,
  /** most common hall day of the selected halls with events, so that one hall on another clock does not change the others' days */
  today: Day.optional(),
  by: z.enum(METRIC_BYS).nullable(),
  /** parts of the hall that the query is restricted to; an empty string for rows without such a part */
  only: z.partialRecord(z.enum(NARROWED_BY), z.string()).optional(),
  /** why there is no value, in English and as data */
  reason: z.string().nullable(),
  reasonWords: Message.optional(),
  freshness: z.object({ lastEventAt: Instant.nullable(), ageSec: z.number().nullable(), silent: z.boolean() }),
  parts: z.array(Figure.extend({ by: z.string() })),
  /** progress of an import of past days: the figures include the stored days only; absent without an import */
  past: z.object({ days: z.int(), of: z.int() }).optional(),
});
export type MetricAnswer = z.infer<typeof MetricAnswer>;

const Words = z.object({ zh: z.string(), en: z.string() });
export const MetricEntry = z.object({
  key: MetricKey,
  zh: z.string(),
  en: z.string(),
  /** its name as data, equal to `zh` and `en` */
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
  /** changes of its definition, with their date and effect */
  changes: z.array(Words.extend({ since: Day, earlier: z.enum(['anew', 'as-before']) })),
});
export type MetricEntry = z.infer<typeof MetricEntry>;

const joined = (words: z.infer<typeof Words>, more: z.infer<typeof Words> | null): z.infer<typeof Words> =>
  more === null ? words : { zh: `${words.zh}；${more.zh}`, en: `${words.en}; ${more.en}` };

/** A metric of the dictionary, for programs. */
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
