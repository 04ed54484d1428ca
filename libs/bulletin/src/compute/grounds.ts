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

/** Expected arrivals of a day over the place's halls; null if too little is known. */
export interface ExpectedDay {
  readonly day: string;
  readonly arrivals: number | null;
}

/** Inputs of the sections of a bulletin. */
export interface Grounds {
  readonly book: FigureBook;
  readonly period: BulletinPeriod;
  readonly span: DaySpan;
  readonly before: DaySpan;
  readonly yearBefore: DaySpan;
  /** compares matched days of the period with the period or year before */
  readonly compared: (metric: MetricKey, against: ComparedWith) => Promise<MetricCompared>;
  /** halls grouped and compared by kind and size */
  readonly peers: readonly (readonly Peer[])[];
  readonly nameOf: (hall: string) => string;
  /** names of the unit (else the hall) and the person responsible for a matter */
  readonly ownersOf: (matter: Pick<MatterSummary, 'unit' | 'hall' | 'officerId'>) => string[];
  /** open findings and orders, earliest deadline first; one more than is printed, to know if there are more */
  readonly findings: readonly MatterSummary[];
  readonly expected: readonly ExpectedDay[];
  /** results of sent day plans */
  readonly plans: readonly PlanResult[];
  /** halls that opened during the period, with their first day */
  readonly begun: ReadonlyMap<string, string>;
  /** annotations of the period, earliest first */
  readonly annotations: readonly Annotation[];
  /** the day of an instant in the place's time zone */
  readonly dayOf: (instant: string) => string;
}
