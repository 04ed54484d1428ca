import type {
  Annotation,
  BulletinPeriod,
  ComparedWith,
  MatterSummary,
  MetricCompared,
  MetricKey,
  PlanResult,
} from '@cockpit/contracts';
import type { DaySpan } from '@cockpit/domain';
import type { FigureBook } from './figure-book';
import type { Peer } from './peers';

/** What a day is expected to bring, over the halls of the place; null where too little is known. */
export interface ExpectedDay {
  readonly day: string;
  readonly arrivals: number | null;
}

/** What the sections of a bulletin are written from. */
export interface Grounds {
  readonly book: FigureBook;
  readonly period: BulletinPeriod;
  readonly span: DaySpan;
  readonly before: DaySpan;
  readonly yearBefore: DaySpan;
  /** the same kinds of days of the period, and before or a year ago */
  readonly compared: (metric: MetricKey, against: ComparedWith) => Promise<MetricCompared>;
  /** the halls by kind and size, compared with one another */
  readonly peers: readonly (readonly Peer[])[];
  readonly nameOf: (hall: string) => string;
  /** who sees to a matter, as people are called: its unit, else its hall, and the person */
  readonly ownersOf: (matter: Pick<MatterSummary, 'unit' | 'hall' | 'officerId'>) => string[];
  /** open findings and orders, the first to fall due first; one more than are printed, to tell that there are more */
  readonly findings: readonly MatterSummary[];
  readonly expected: readonly ExpectedDay[];
  /** what came of plans of the day that were sent */
  readonly plans: readonly PlanResult[];
  /** halls that began in the middle of the period, with their first day */
  readonly begun: ReadonlyMap<string, string>;
  /** what people noted on times of the period, the earliest first */
  readonly annotations: readonly Annotation[];
  /** the day a matter falls due, in the zone of the place */
  readonly dayOf: (instant: string) => string;
}
