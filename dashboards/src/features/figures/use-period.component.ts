import { within } from '../../testing/within';
import { usePeriod } from './use-period';

describe('the period of a page of figures', () => {
  let today = '2026-03-09';
  const answered = globalThis.fetch;
  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.fetch = () =>
      Promise.resolve(
        Response.json({
          key: 'arrivals',
          unit: 'count',
          hall: null,
          from: today,
          to: today,
          by: null,
          value: 0,
          numerator: null,
          denominator: null,
          reason: null,
          parts: [],
          today,
          freshness: { lastEventAt: `${today}T16:30:00Z`, ageSec: null, silent: false },
        }),
      );
  });
  afterEach(() => {
    globalThis.fetch = answered;
    jest.useRealTimers();
  });

  it('goes on to the next day on a page left open over midnight', async () => {
    const { value: choice, stop } = within(() => usePeriod(() => '', 1));
    await jest.advanceTimersByTimeAsync(1000);
    expect([choice.period.value, choice.problem.value]).toEqual([{ from: '2026-03-09', to: '2026-03-09' }, null]);
    today = '2026-03-10';
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect(choice.period.value).toEqual({ from: '2026-03-10', to: '2026-03-10' });
    stop();
  });

  it('is none while one of its own lacks a day, rather than another one', async () => {
    const { value: choice, stop } = within(() => usePeriod(() => '', 28));
    await jest.advanceTimersByTimeAsync(1000);
    choice.own.value = { from: '2026-03-01', to: '' };
    expect([choice.period.value, choice.undecided.value]).toEqual([null, true]);
    choice.own.value = { from: '2026-03-01', to: '2026-03-02' };
    expect([choice.period.value, choice.undecided.value]).toEqual([{ from: '2026-03-01', to: '2026-03-02' }, false]);
    stop();
  });
});
