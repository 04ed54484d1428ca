import type { HallDoc, Message, RateSource } from '@cockpit/contracts';

/**
 * What a hall is on one hall day: everything the live fold, the recommender and the predictor may know beforehand. Pure
 * data, built by the organisation module from the version of the organisation that was valid on that day.
 */
export interface HallConfig {
  readonly hall: HallDoc;
  readonly queues: readonly QueueConfig[];
  /** names of queues that were taken away on this day, by code: people may still wait in them */
  readonly formerQueues?: Readonly<Record<string, string>>;
  readonly windows: readonly WindowConfig[];
  readonly officers: readonly OfficerConfig[];
  readonly items: readonly ItemConfig[];
  /** hall day, `YYYY-MM-DD` */
  readonly day: string;
  /** epoch ms of 00:00 hall time */
  readonly dayStart: number;
  /** opening intervals of the day, epoch ms, in order, disjoint; empty on a day the hall is closed */
  readonly open: readonly Interval[];
  /** what makes the day other than those of every week: a holiday, a closure, a special opening */
  readonly exception?: Message;
  readonly forecast: HallForecast;
}

/** The hall of a day whose clock is moved by whoever plays it, and not by its feed. */
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
  /** queue codes served when nothing else was said, home first */
  readonly queues: readonly string[];
  readonly homeQueue: string;
  /** minutes to change the business system */
  readonly switchMin: number;
  /** who sits there on this day, in order of time */
  readonly roster: readonly ShiftConfig[];
}

export interface ShiftConfig extends Interval {
  readonly officerId: string;
  readonly breaks: readonly RosteredBreak[];
  /** of those of one counter one officer is away at a time */
  readonly counter?: string;
}

export interface RosteredBreak extends Interval {
  readonly kind: 'lunch' | 'break';
  /** epoch ms within which it may begin, where the roster says so */
  readonly earliest?: number;
  readonly latest?: number;
}

export interface OfficerConfig {
  readonly id: string;
  readonly name: string;
  /** queue codes of this hall the officer is qualified for on this day, home first */
  readonly skills: readonly string[];
  readonly homeQueue: string | null;
  /** items the officer may sign on this day although not everyone of the branch may */
  readonly authorisations: readonly string[];
}

export interface ItemConfig {
  readonly code: string;
  readonly name: string;
  /** the queue whose tickets it is handled under */
  readonly queue: string;
  readonly meanServiceMin: number;
  /** share of the queue's tickets, 0–1; the shares of a queue add up to 1 */
  readonly share: number;
  readonly selfService: boolean;
  readonly mobile: boolean;
  /** where it is done on a phone */
  readonly mobileUrl?: string;
  /** where the item has a wait target of its own */
  readonly waitTargetMin?: number;
}

/** What is expected of the day before it begins. */
export interface HallForecast {
  readonly slotMin: 30;
  /** epoch ms at which slot 0 begins */
  readonly start: number;
  /** arrivals expected per slot, by queue code */
  readonly queues: Readonly<Record<string, readonly number[]>>;
  /** of queues whose own past does not speak for every slot: what each of their numbers rests on */
  readonly basis?: Readonly<Record<string, ArrivalBasis>>;
  readonly service: Readonly<Record<string, { readonly meanMin: number; readonly cv: number }>>;
  /** 0–1 */
  readonly noShowRate: number;
}

/** What the expected arrivals of a queue rest on. A slot of source `today` has no number until somebody has come. */
export interface ArrivalBasis {
  /** by slot */
  readonly sources: readonly RateSource[];
  /** past days of this hall, or of halls alike, and how many halls those are */
  readonly days: number;
  readonly halls: number;
  /** bookings of the day */
  readonly booked: number;
}
