import type { EventData } from '@cockpit/contracts';

/** One look at the display board of one queue. */
export interface BoardReading {
  /** epoch ms */
  readonly at: number;
  /** people waiting, as shown */
  readonly waiting: number;
  /** the number part of the last called ticket; null when the board shows none */
  readonly called: number | null;
  /** what stands before the number part (`B` of `B017`) */
  readonly prefix: string;
  readonly openWindows: number | null;
  /** minutes per person as published; mostly a default nobody maintains, so never used as a rate */
  readonly publishedMin: number | null;
}

const NUMBER = /^(.*?)(\d{1,9})\D*$/u;

export function readBoard(at: number, data: EventData['hall.queue.observed']): BoardReading {
  const shown = NUMBER.exec(data.lastCalled ?? '');
  return {
    at,
    waiting: data.waiting,
    called: shown?.[2] === undefined ? null : Number(shown[2]),
    prefix: shown?.[1] ?? '',
    openWindows: data.openWindows ?? null,
    publishedMin: data.avgServiceMin ?? null,
  };
}

/** How an instant reads on the hall's own clock. */
export interface LocalTime {
  /** days since 1970-01-01 on the hall's calendar */
  readonly day: number;
  /** minutes since midnight, 0 ≤ minute < 1440 */
  readonly minute: number;
}
export type Clock = (at: number) => LocalTime;

const DAY_MS = 86_400_000;

/** A clock with a constant offset: right for recorded days, whose times carry their own offset. */
export function offsetClock(offsetMin: number): Clock {
  return (at) => {
    const local = at + offsetMin * 60_000;
    const day = Math.floor(local / DAY_MS);
    return { day, minute: (local - day * DAY_MS) / 60_000 };
  };
}
