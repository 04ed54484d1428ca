import { Day, Instant, MetricKey } from '@cockpit/contracts';
import { notFound } from '@cockpit/platform';
import { z } from 'zod';

const Part = z.string().min(1).max(200).optional();
/** Query fields that restrict a figure to parts of a hall; `-` selects rows without the part. */
export const PARTS = { queue: Part, window: Part, officer: Part, item: Part } as const;

/** A hall day, or an instant in it. */
export const When = z.union([Day, Instant]);
export const Key = z.object({ key: z.string().max(64) });

/** @throws AppError 404 for an unknown metric */
export function metricOf(key: string): MetricKey {
  const found = MetricKey.safeParse(key);
  if (!found.success) throw notFound('unknown-metric', `there is no metric "${key}": GET /v1/metrics names them all`);
  return found.data;
}
