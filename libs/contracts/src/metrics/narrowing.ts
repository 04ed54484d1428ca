import type { MetricBy } from './definition';
import { METRICS, type MetricKey } from './index';

/** Dimensions that restrict a figure within its hall, in the order of drilling down. */
export const NARROWED_BY = ['queue', 'window', 'officer', 'item'] as const satisfies readonly MetricBy[];
export type NarrowedBy = (typeof NARROWED_BY)[number];
/** Codes by dimension; `NOBODY` selects rows without a code. */
export type Narrowing = Partial<Record<NarrowedBy, string>>;

/** Selects the part without a code, such as tickets without a window; no real code starts with a dash. */
export const NOBODY = '-';

/** Dimensions that can restrict a metric; present-time metrics have none. */
export const narrowings = (key: MetricKey): readonly NarrowedBy[] =>
  METRICS[key].rollUp === 'now' ? [] : NARROWED_BY.filter((by) => METRICS[key].by.some((one) => one === by));
