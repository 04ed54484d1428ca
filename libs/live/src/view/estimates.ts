import type { LiveQueue } from '@cockpit/contracts';

export interface WaitEstimate {
  p50Sec: number;
  p80Sec: number;
  p90Sec: number;
}

/** What is expected of a hall at one moment. A missing or null entry means: it cannot be said. */
export interface HallEstimates {
  /** wait of somebody who takes a ticket now, by queue */
  newcomer: ReadonlyMap<string, WaitEstimate | null>;
  /** minutes of work waiting for a window */
  loadMin: ReadonlyMap<string, number>;
  forecast: ReadonlyMap<string, LiveQueue['forecast']>;
}

export const NO_ESTIMATES: HallEstimates = { newcomer: new Map(), loadMin: new Map(), forecast: new Map() };
