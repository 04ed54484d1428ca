import type { MetricBy } from './definition';
import { METRICS, type MetricKey } from './index';

/** What a figure can be narrowed to below its hall, in the order in which people go down. */
export const NARROWED_BY = ['queue', 'window', 'officer', 'item'] as const satisfies readonly MetricBy[];
export type NarrowedBy = (typeof NARROWED_BY)[number];
/** Codes by dimension; `NOBODY` is what belongs to none. */
export type Narrowing = Partial<Record<NarrowedBy, string>>;

/** Stands for the part without a code, such as tickets that no window called; no code begins with a dash. */
export const NOBODY = '-';

/** By what a figure can be narrowed: figures of now are told as they stand, whole. */
export const narrowings = (key: MetricKey): readonly NarrowedBy[] =>
  METRICS[key].rollUp === 'now' ? [] : NARROWED_BY.filter((by) => METRICS[key].by.some((one) => one === by));
