import { watchConstructors, watchDates } from './zone-watch';

describe('the watch over the time zone of the machine', () => {
  let notes = 0;
  watchDates(Date, () => notes++);
  watchConstructors(globalThis, () => notes++);
  const noted = (work: () => unknown): boolean => {
    notes = 0;
    work();
    return notes > 0;
  };
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, () => unknown]>([
    ['an hour', () => new Date(0).getHours()],
    ['a day set', () => new Date(0).setDate(3)],
    ['an offset', () => new Date(0).getTimezoneOffset()],
    ['a date in a sentence', () => `on ${String(new Date(0))}`],
    ['a date as a person writes it', () => new Date(0).toLocaleDateString('zh-CN')],
    ['a date of parts', () => new Date(2026, 2, 4)],
    ['a date of parts under false timers', () => (jest.useFakeTimers(), new Date(2026, 2, 4))],
    ['an hour under false timers', () => (jest.useFakeTimers({ now: 0 }), new Date().getHours())],
    ['a text without an offset', () => new Date('2026-03-04T08:30:00')],
    ['a text in words', () => Date.parse('4 March 2026')],
    ['a format without a zone', () => new Intl.DateTimeFormat('en').format(0)],
    ['a format called like a function', () => Intl.DateTimeFormat('en', { hour: '2-digit' }).format(0)],
  ])('notes %s', (_, work) => {
    expect(noted(work)).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['the instant', () => [Date.now(), new Date().getTime(), new Date(new Date(5)).toISOString()]],
    ['fields in UTC', () => [new Date(0).getUTCHours(), Date.UTC(2026, 1, 1), new Date(0).toJSON()]],
    [
      'texts that say their offset',
      () => ['2026-03-04T08:30Z', '2026-03-04T08:30:00+08:00'].map((one) => new Date(one)),
    ],
    ['a day, which is in UTC', () => Date.parse('2026-03-04')],
    ['a format with a zone', () => new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai' }).format(0)],
    ['a date in a zone', () => new Date(0).toLocaleString('en', { timeZone: 'UTC' })],
    ['false timers', () => (jest.useFakeTimers({ now: 7 }), new Date().toISOString())],
  ])('leaves %s alone', (_, work) => {
    expect(noted(work)).toBe(false);
  });

  it('changes no answer', () => {
    expect(new Date(5)).toBeInstanceOf(Date);
    expect(new Date(2026, 2, 4, 5).getHours()).toBe(5);
    expect(new Date('2026-03-04T00:00Z')).toEqual(new Date(Date.UTC(2026, 2, 4)));
    jest.useFakeTimers({ now: 7 });
    expect(Date.now()).toBe(7);
  });
});
