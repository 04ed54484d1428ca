import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { HallState, hallDay, hallDayStart, type HallConfig } from '@cockpit/domain';
import fc from 'fast-check';
import { HallRuntime } from './hall-runtime';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
const MIN = 60_000;
const START = Date.parse('2026-01-05T09:00:00+08:00');
const WALL = Date.parse('2026-11-20T10:00:00Z');

function configOf(day: string, primarySource?: string): HallConfig {
  const dayStart = hallDayStart(day, ZONE);
  return {
    hall: {
      code: 'H1',
      name: '大厅',
      tier: 'hall',
      timeZone: ZONE,
      clock: 'feed',
      ...(primarySource === undefined ? {} : { primarySource }),
      simulated: false,
      hours: [],
      closures: [],
      waitTargetMin: 15,
      queues: [],
      windows: [],
      terminals: [],
    },
    queues: [],
    windows: [],
    officers: [],
    items: [],
    day,
    dayStart,
    open: [],
    forecast: { slotMin: 30, start: dayStart, queues: {}, service: {}, noShowRate: 0 },
  };
}

let serial = 0;
const event = (
  sourceName: string,
  time: number,
  receivedAt = WALL,
  type: HallEvent['type'] = 'hall.ticket.issued',
): LoggedEvent => {
  const id = `e${String(++serial)}`;
  const data = {
    hallId: 'H1',
    ticketId: id,
    number: id,
    queue: 'a',
    channel: 'walk-in',
    windowId: 'w1',
    terminalId: 'm1',
  };
  return {
    id,
    identity: id.padEnd(32, '0'),
    bodyHash: '',
    ceSource: '/s',
    type,
    time,
    sourceName,
    receivedAt,
    data,
  } as unknown as LoggedEvent;
};

/** A hall as the projector leads it. */
class Led {
  readonly runtime: HallRuntime;
  constructor(
    private readonly primarySource?: string,
    day = '2026-11-20',
  ) {
    this.runtime = new HallRuntime(new HallState(configOf(day, primarySource)), null, true);
  }
  get now(): number {
    return this.runtime.state.now;
  }
  hear(...events: LoggedEvent[]): void {
    for (const one of events) {
      const placing = this.runtime.place(one);
      if (placing === 'next-day') this.roll(one.time);
      if (placing === 'today' || placing === 'next-day') this.runtime.apply(one);
    }
  }
  roll(time: number): void {
    this.runtime.rollTo(configOf(hallDay(time, ZONE), this.primarySource));
  }
  beat(wallNow: number): void {
    const leapt = this.runtime.leapt(wallNow);
    if (leapt !== null) this.roll(leapt);
  }
}

describe('a hall without a named source', () => {
  it('never lets whoever brings the past lead once the present has spoken, in whatever order they post', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('archive', 'live'), fc.integer({ min: 0, max: 600 })), {
          minLength: 1,
          maxLength: 80,
        }),
        (steps) => {
          const hall = new Led();
          let told = 0;
          let past = 0;
          // the archive posts first, and what it tells lies weeks before what the live source tells
          hall.hear(event('archive', START));
          for (const [source, minutes] of steps) {
            if (source === 'live') hall.hear(event('live', START + 25 * DAY + (told += minutes) * MIN));
            else hall.hear(event('archive', START + Math.min((past += minutes), 20 * 1440) * MIN));
          }
          if (!steps.some(([source]) => source === 'live')) return;
          expect(hall.now).toBe(START + 25 * DAY + told * MIN);
          expect(hall.runtime.state.primaryFeed()?.source).toBe('live');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('goes by tickets, windows and queues, not by who tells of something else or by our own pages', () => {
    const hall = new Led();
    hall.hear(
      event('terminals', START + 3 * 60 * MIN, WALL, 'hall.terminal.heartbeat'),
      event('tickets', START),
      event('manual', START + 2 * 60 * MIN),
      event('terminals', START + 26 * 60 * MIN, WALL, 'hall.terminal.heartbeat'),
    );
    expect(hall.runtime.day).toBe('2026-01-05');
    expect(hall.runtime.state.primaryFeed()?.source).toBe('tickets');
  });
});

describe('a primary source far ahead of its hall', () => {
  const months = (count: number): number => START + count * 40 * DAY;

  it('is followed when months lie between its events, although others go on in the old day', () => {
    const hall = new Led('live');
    hall.hear(event('live', START));
    for (let n = 1; n <= 5; n++) hall.hear(event('live', months(1) + n * MIN), event('other', START + n * MIN));
    expect(hall.runtime.day).toBe(hallDay(months(1), ZONE));
  });

  it('is followed when a file ends with fewer events than would prove it', () => {
    const hall = new Led('live');
    hall.hear(event('live', START), event('live', months(1), WALL), event('live', months(2), WALL + 1000));
    hall.beat(WALL + 5 * MIN);
    expect(hall.runtime.day).toBe('2026-01-05');
    hall.beat(WALL + 11 * MIN);
    expect(hall.runtime.day).toBe(hallDay(months(2), ZONE));
    expect(hall.now).toBe(months(2));
  });

  it('is not followed when it goes on in the day of the hall: then a clock was wrong', () => {
    const hall = new Led('live');
    hall.hear(event('live', START), event('live', months(3), WALL), event('live', START + 5 * MIN, WALL + MIN));
    hall.beat(WALL + 60 * MIN);
    expect(hall.runtime.day).toBe('2026-01-05');
  });

  it('is followed after a restart that knows of it only from what is stored, whatever older events of the log come once more', () => {
    const hall = new Led('live');
    hall.hear(event('live', START));
    hall.runtime.heardOf(months(1), WALL);
    hall.hear(event('live', START + MIN, WALL - MIN));
    hall.beat(WALL + 11 * MIN);
    expect(hall.runtime.day).toBe(hallDay(months(1), ZONE));
  });
});
