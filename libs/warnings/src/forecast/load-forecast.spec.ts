import { benchHall, benchNames, HallState, makeDay, STANDARD, type HallConfig } from '@cockpit/domain';
import { loadForecast } from './load-forecast';

const DAY = makeDay(STANDARD, 20_001);
const bench = benchHall(DAY, { ...benchNames(DAY), opening: Date.parse('2024-03-04T08:30:00+08:00') });
const [first, other] = bench.queues;
if (first === undefined || other === undefined) throw new Error('the standard hall has queues');
const open = Date.parse('2024-03-04T08:30:00+08:00');
const half = (n: number): number => open + n * 30 * 60_000;
const window = (id: string, over: Partial<HallConfig['windows'][number]> = {}): HallConfig['windows'][number] => ({
  id, number: id, kind: 'specialised', queues: [first.code], homeQueue: first.code, switchMin: 2, roster: [{ officerId: `p-${id}`, from: open, to: half(4), breaks: [{ kind: 'break', from: half(1), to: half(1) + 10 * 60_000 }] }], ...over,
});
const config = (over: Partial<HallConfig> = {}): HallConfig => ({
  ...bench, hall: { ...bench.hall, clock: 'wall' }, open: [{ from: open, to: half(3) }], windows: [window('w1'), window('w2'), window('r', { kind: 'reserve' })],
  forecast: { slotMin: 30, start: open, queues: { [first.code]: [4, 16, 4], [other.code]: [] }, service: { [first.code]: { meanMin: 5, cv: 0.5 } }, noShowRate: 0 }, ...over,
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
    state.apply({ id: 'a', type: 'hall.ticket.issued', time: open + 60_000, data: { hallId: 'bench', ticketId: 'a', number: 'a', queue: first.code, channel: 'walk-in' } });
    state.advance(half(1) + 60_000);
    expect(slots(state).map(({ came }) => came)).toEqual([1, null, null]);
  });

  it('says that it knows nothing, and that nobody is rostered, instead of showing zeros', () => {
    const bare = loadForecast(new HallState(config({ windows: [window('w1', { roster: [] })], forecast: { slotMin: 30, start: open, queues: {}, service: {}, noShowRate: 0 } })));
    expect(bare).toMatchObject({ known: false });
    expect(slots(new HallState(config({ windows: [window('w1', { roster: [] })] })))[0]?.staffedMin).toBeNull();
  });
});
