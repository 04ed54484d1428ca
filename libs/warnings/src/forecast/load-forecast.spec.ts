import { benchHall, benchNames, HallState, makeDay, STANDARD, type HallConfig } from '@cockpit/domain';
import { loadForecast } from './load-forecast';

const DAY = makeDay(STANDARD, 20_001);
const bench = benchHall(DAY, { ...benchNames(DAY), opening: Date.parse('2024-03-04T08:30:00+08:00') });
const [first, other] = bench.queues;
if (first === undefined || other === undefined) throw new Error('the standard hall has queues');
const open = Date.parse('2024-03-04T08:30:00+08:00');
const half = (n: number): number => open + n * 30 * 60_000;
const window = (id: string, over: Partial<HallConfig['windows'][number]> = {}): HallConfig['windows'][number] => ({
  id,
  number: id,
  kind: 'specialised',
  queues: [first.code],
  homeQueue: first.code,
  switchMin: 2,
  roster: [
    {
      officerId: `p-${id}`,
      from: open,
      to: half(4),
      breaks: [{ kind: 'break', from: half(1), to: half(1) + 10 * 60_000 }],
    },
  ],
  ...over,
});
const config = (over: Partial<HallConfig> = {}): HallConfig => ({
  ...bench,
  hall: { ...bench.hall, clock: 'wall' },
  open: [{ from: open, to: half(3) }],
  windows: [window('w1'), window('w2'), window('r', { kind: 'reserve' })],
  forecast: {
    slotMin: 30,
    start: open,
    queues: { [first.code]: [4, 16, 4], [other.code]: [] },
    service: { [first.code]: { meanMin: 5, cv: 0.5 } },
    noShowRate: 0,
  },
  ...over,
});
const slots = (state: HallState) => loadForecast(state).queues[0]?.slots ?? [];

describe('the load of a day', () => {
  it('is minutes of work with a band, beside the minutes officers are there', () => {
    const [quiet, busy] = slots(new HallState(config()));
    expect([quiet?.workMin, busy?.workMin]).toEqual([20, 80]);
    expect((busy?.workHighMin ?? 0) - 80).toBeCloseTo(1.2816 * 5 * Math.sqrt(16 * 1.25), 0);
    // two officers for half an hour; ten minutes of rest each in the second one; the reserve window is not counted on
    expect([quiet?.staffedMin, busy?.staffedMin]).toEqual([60, 40]);
  });

  it('tells who came only of half hours that are over', () => {
    const state = new HallState(config());
    state.apply({
      id: 'a',
      type: 'hall.ticket.issued',
      time: open + 60_000,
      data: { hallId: 'bench', ticketId: 'a', number: 'a', queue: first.code, channel: 'walk-in' },
    });
    state.advance(half(1) + 60_000);
    expect(slots(state).map(({ came }) => came)).toEqual([1, null, null]);
    // they waited when the second half hour began, and still do
    expect(slots(state).map(({ waitedMin }) => waitedMin)).toEqual([0, 5, undefined]);
  });

  it('never calls staff enough while somebody is to wait beyond the target of the queue, and lacks nobody then', () => {
    const issue = (state: HallState, n: number): HallState => {
      for (let i = 0; i < n; i++)
        state.apply({
          id: `t${String(i)}`,
          type: 'hall.ticket.issued',
          time: open,
          data: {
            hallId: 'bench',
            ticketId: `t${String(i)}`,
            number: String(i),
            queue: first.code,
            channel: 'walk-in',
          },
        });
      state.advance(open);
      return state;
    };
    const calm = {
      ...config(),
      forecast: { ...config().forecast, queues: { [first.code]: [4, 4, 4], [other.code]: [] } },
    };
    for (const waiting of [0, 1, 5, 12, 31]) {
      for (const waitSec of [0, 300, first.waitTargetMin * 60, 4620, null]) {
        const [queue] = loadForecast(issue(new HallState(calm), waiting), new Map([[first.code, waitSec]])).queues;
        expect(queue?.backlogMin).toBe(waiting * 5);
        expect(queue?.slots[0]?.carriedMin).toBe(waiting * 5);
        if (queue?.staff !== 'enough') continue;
        expect(queue.lacking).toBe(0);
        // what is carried into a half hour, among the two who are there
        for (const { carriedMin } of queue.slots.slice(1))
          expect((carriedMin ?? 0) / 2).toBeLessThanOrEqual(first.waitTargetMin);
        expect(waiting > 0 && (waitSec ?? 0) >= first.waitTargetMin * 60).toBe(false);
      }
    }
    expect(loadForecast(issue(new HallState(calm), 0)).queues[0]?.staff).toBe('enough');
    expect(loadForecast(issue(new HallState(calm), 31)).queues[0]).toMatchObject({ staff: 'short', lacking: 2 });
    expect(loadForecast(issue(new HallState(calm), 2), new Map([[first.code, 4620]])).queues[0]?.staff).toBe('backlog');
  });

  it('says that it knows nothing, and that nobody is rostered, instead of showing zeros', () => {
    const bare = loadForecast(
      new HallState(
        config({
          windows: [window('w1', { roster: [] })],
          forecast: { slotMin: 30, start: open, queues: {}, service: {}, noShowRate: 0 },
        }),
      ),
    );
    expect(bare).toMatchObject({ known: false });
    expect(slots(new HallState(config({ windows: [window('w1', { roster: [] })] })))[0]?.staffedMin).toBeNull();
  });
});
