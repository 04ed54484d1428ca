import type { LoadForecast } from '@cockpit/contracts';

const ZONE = 'Asia/Shanghai';
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

/** A day ahead of a hall with one queue, by hours: who comes, and the minutes of work for which nobody is there. */
export const loadOf = (
  hall: string,
  day: string,
  today: string,
  hours: readonly { from: string; arrivals: number; shortMin: number }[],
): LoadForecast => ({
  hall,
  name: hall,
  timeZone: ZONE,
  day,
  today,
  now: at(day, '00:00'),
  slotMin: 60,
  known: true,
  open: [{ from: at(day, '09:00'), to: at(day, '17:00') }],
  queues: [
    {
      code: 'Q1',
      name: '户政',
      meanServiceMin: 6,
      waiting: 0,
      backlogMin: 0,
      waitSec: null,
      staff: 'short',
      lacking: Math.max(0, ...hours.map(({ shortMin }) => Math.ceil(shortMin / 60))),
      slots: hours.map(({ from, arrivals, shortMin }) => ({
        at: at(day, from),
        arrivals,
        arrivalsLow: 0,
        arrivalsHigh: 999,
        came: null,
        workMin: 60 + shortMin,
        workLowMin: 0,
        workHighMin: 999,
        staffedMin: 60,
        carriedMin: 0,
      })),
    },
  ],
});

/** A hall with too few past days to expect anything of its next one. */
export const nothingKnown = (hall: string, day: string, today: string): LoadForecast => ({
  ...loadOf(hall, day, today, []),
  known: false,
});
