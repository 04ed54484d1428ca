import type { LoadForecast } from '@cockpit/contracts';
import { nextDays, outlookOf, peopleShort, waitingNow } from './outlook';

const at = (time: string): string => new Date(`2026-10-27T${time}:00+08:00`).toISOString();
const slot = (time: string, arrivals: number, workMin: number, staffedMin: number | null) => ({
  at: at(time),
  arrivals,
  arrivalsLow: 0,
  arrivalsHigh: 0,
  came: null,
  workMin,
  workLowMin: 0,
  workHighMin: 0,
  staffedMin,
  carriedMin: 0,
});
const queue = (name: string, slots: LoadForecast['queues'][number]['slots'], lacking: number | null = 0) => ({
  lacking,
  code: name,
  name,
  meanServiceMin: 5,
  waiting: 0,
  backlogMin: 0,
  waitSec: null,
  staff: 'enough' as const,
  slots,
});
const load = (over: Partial<LoadForecast> = {}): LoadForecast => ({
  hall: 'H',
  name: 'H',
  timeZone: 'Asia/Shanghai',
  day: '2026-10-27',
  today: '2026-10-27',
  now: at('00:00'),
  slotMin: 30,
  known: true,
  open: [{ from: at('09:00'), to: at('17:00') }],
  queues: [
    queue('户政', [slot('09:00', 10, 90, 100), slot('10:00', 20, 180, 150)]),
    queue('交管', [slot('09:00', 8, 90, 20), slot('10:00', 2, 20, 20)], 3),
  ],
  ...over,
});

describe('a day ahead', () => {
  it('is how many come, when most, and where staff falls shortest', () => {
    expect(outlookOf(load())).toEqual({
      day: '2026-10-27',
      isClosed: false,
      people: 40,
      isRostered: true,
      peak: { at: Date.parse(at('10:00')), until: Date.parse(at('10:30')) },
      worst: {
        queue: '交管',
        at: Date.parse(at('09:00')),
        until: Date.parse(at('09:30')),
        shortMin: 70,
        people: 3,
        others: 0,
      },
    });
  });

  it('names the queue that lacks most people, and how many others lack some', () => {
    const [first, second] = load().queues;
    if (first === undefined || second === undefined) throw new Error('two queues');
    const lacking = (a: number, b: number) =>
      outlookOf(
        load({
          queues: [
            { ...first, lacking: a },
            { ...second, lacking: b },
          ],
        }),
      ).worst;
    expect(lacking(4, 3)).toMatchObject({ queue: '户政', people: 4, others: 1 });
    expect(lacking(1, 3)).toMatchObject({ queue: '交管', people: 3, others: 1 });
    expect(lacking(0, 3)).toMatchObject({ queue: '交管', others: 0 });
    // something piles up in both, and nobody waits long for it
    expect(lacking(0, 0)).toBeNull();
  });

  it('counts those who could still do the work while it piles up, no more than newcomers need, and nobody for the next half hour', () => {
    const [now, until] = [Date.parse(at('10:00')), Date.parse(at('16:00'))];
    const from = (time: string, shortMin: number, lacking = 9) =>
      peopleShort(shortMin, { at: Date.parse(at(time)), until }, lacking, now);
    expect([from('10:00', 1902), from('09:00', 360), from('13:00', 360)]).toEqual([6, 1, 2]);
    expect(from('13:00', 360, 1)).toBe(1);
    expect(peopleShort(634, { at: now, until: Date.parse(at('10:30')) }, 9, now)).toBeNull();
  });

  it('comes after today while the hall is open and people wait: how many, and where longest', () => {
    const of = (name: string, waiting: number, waitSec: number | null) => ({ ...queue(name, []), waiting, waitSec });
    const queues = [of('户政', 4, 600), of('交管', 9, 900), of('治安', 0, 3000)];
    const now = at('09:30');
    expect(waitingNow(load({ now, queues }))).toEqual({ people: 13, longest: { queue: '交管', waitSec: 900 } });
    expect(waitingNow(load({ now, queues: [of('户政', 4, null)] }))).toEqual({ people: 4, longest: null });
    expect([waitingNow(load({ now: at('18:00'), queues })), waitingNow(load({ now }))]).toEqual([null, null]);
  });

  it('has nothing to tell of a closed day, nor of visitors without history', () => {
    expect(outlookOf(load({ open: [] }))).toMatchObject({ isClosed: true, people: null, peak: null, worst: null });
    expect(outlookOf(load({ known: false }))).toMatchObject({ people: null, peak: null });
  });

  it('has parts as long as the answer says', () => {
    expect(outlookOf(load({ slotMin: 60 }))).toMatchObject({
      peak: { until: Date.parse(at('11:00')) },
      worst: { until: Date.parse(at('10:00')) },
    });
  });

  it('does not take a day without a roster for one with staff enough', () => {
    const queues = [queue('户政', [slot('09:00', 10, 90, null)], null)];
    expect(outlookOf(load({ queues }))).toMatchObject({ people: 10, worst: null, isRostered: false });
  });

  it('follows day upon day over the end of a month', () => {
    expect(nextDays('2026-10-30', 3)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
  });
});
