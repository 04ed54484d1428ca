import { effectScope } from 'vue';
import { usePeriod } from './use-period';

describe('the period of a page of figures', () => {
  let today = '2026-03-09';
  const answered = globalThis.fetch;
  beforeEach(() => {
    jest.useFakeTimers();
    Object.defineProperty(globalThis, 'document', {
      configurable: true,
      value: Object.assign(new EventTarget(), { hidden: false }),
    });
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
    Reflect.deleteProperty(globalThis, 'document');
  });

  it('goes on to the next day on a page left open over midnight', async () => {
    const scope = effectScope();
    const choice = scope.run(() => usePeriod(() => '', 1));
    await jest.advanceTimersByTimeAsync(1000);
    expect([choice?.period.value, choice?.problem.value]).toEqual([{ from: '2026-03-09', to: '2026-03-09' }, null]);
    today = '2026-03-10';
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect(choice?.period.value).toEqual({ from: '2026-03-10', to: '2026-03-10' });
    scope.stop();
  });

  it('is none while one of its own lacks a day, rather than another one', async () => {
    const scope = effectScope();
    const choice = scope.run(() => usePeriod(() => '', 28));
    await jest.advanceTimersByTimeAsync(1000);
    if (choice) choice.own.value = { from: '2026-03-01', to: '' };
    expect([choice?.period.value, choice?.undecided.value]).toEqual([null, true]);
    if (choice) choice.own.value = { from: '2026-03-01', to: '2026-03-02' };
    expect([choice?.period.value, choice?.undecided.value]).toEqual([{ from: '2026-03-01', to: '2026-03-02' }, false]);
    scope.stop();
  });
});
