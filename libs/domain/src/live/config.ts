import type { HallDoc, Message, RateSource } from '@cockpit/contracts';

/**
 * Everything about a hall day that the live fold, the recommender and the predictor know beforehand. Pure data, built by the organisation
 * module from the organisation's version of that day.
 */
export interface HallConfig {
  readonly hall: HallDoc;
  readonly queues: readonly QueueConfig[];
  /** names of queues removed on this day, by code; visitors may still wait in them */
  readonly formerQueues?: Readonly<Record<string, string>>;
  readonly windows: readonly WindowConfig[];
  readonly officers: readonly OfficerConfig[];
  readonly items: readonly ItemConfig[];
  /** hall day, `YYYY-MM-DD` */
  readonly day: string;
  /** epoch ms of 00:00 hall time */
  readonly dayStart: number;
  /** opening intervals of the day, epoch ms, in order, disjoint; empty if the hall is closed */
  readonly open: readonly Interval[];
  /** reason for unusual hours: a holiday, a closure, a special opening */
  readonly exception?: Message;
  readonly forecast: HallForecast;
}

/** The hall of a day whose clock is set by the simulation and not by its feed. */
export const wallClocked = (config: HallConfig): HallConfig => ({ ...config, hall: { ...config.hall, clock: 'wall' } });

/** Half-open, epoch ms. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface QueueConfig {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly branch: string;
  /** the queue's own target, else the hall's */
  readonly waitTargetMin: number;
}

export interface WindowConfig {
  readonly id: string;
  readonly number: string;
  readonly kind: 'specialised' | 'comprehensive' | 'reserve';
  /** queue codes served by default, home first */
  readonly queues: readonly string[];
  readonly homeQueue: string;
  /** minutes to change the business system */
  readonly switchMin: number;
  /** officers of this day, in order of time */
  readonly roster: readonly ShiftConfig[];
}

export interface ShiftConfig extends Interval {
  readonly officerId: string;
  readonly breaks: readonly RosteredBreak[];
  /** only one officer of a counter is absent at a time */
  readonly counter?: string;
}

export interface RosteredBreak extends Interval {
  readonly kind: 'lunch' | 'break';
  /** epoch ms between which it may start, if the roster says so */
  readonly earliest?: number;
  readonly latest?: number;
}

export interface OfficerConfig {
  readonly id: string;
  readonly name: string;
  /** queue codes of this hall that the officer is qualified for on this day, home first */
  readonly skills: readonly string[];
  readonly homeQueue: string | null;
  /** items that the officer is specially authorised to sign on this day */
  readonly authorisations: readonly string[];
}

export interface ItemConfig {
  readonly code: string;
  readonly name: string;
  /** queue whose tickets include the item */
  readonly queue: string;
  readonly meanServiceMin: number;
  /** share of the queue's tickets, 0–1; the shares of a queue sum to 1 */
  readonly share: number;
  readonly selfService: boolean;
  readonly mobile: boolean;
  /** page on which the item can be done by phone */
  readonly mobileUrl?: string;
  /** wait target of the item itself */
  readonly waitTargetMin?: number;
}

/** Forecast of the day, made before it starts. */
export interface HallForecast {
  readonly slotMin: 30;
  /** epoch ms at which slot 0 begins */
  readonly start: number;
  /** expected arrivals per slot, by queue code */
  readonly queues: Readonly<Record<string, readonly number[]>>;
  /** basis of each number, for queues whose own past does not cover every slot */
  readonly basis?: Readonly<Record<string, ArrivalBasis>>;
  readonly service: Readonly<Record<string, { readonly meanMin: number; readonly cv: number }>>;
  /** 0–1 */
  readonly noShowRate: number;
}

/** Basis of a queue's expected arrivals. A slot with source `today` has no number until somebody arrives. */
export interface ArrivalBasis {
  /** by slot */
  readonly sources: readonly RateSource[];
  /** number of past days, of this hall or of similar halls, and of these halls */
  readonly days: number;
  readonly halls: number;
  /** bookings of the day */
  readonly booked: number;
}
