import { datedFigures, kindOf } from './chart-points';

const row = (by: string, n: number, d = 0, hall = 'H1') => ({ hall, by, n, d });
const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const NONE = new Set<string>();

describe('figures over time', () => {
  it('put halls together and leave days out of which nothing is known', () => {
    const rows = [
      row('2026-03-04', 6, 10, 'H2'),
      row('2026-03-02', 9, 10),
      row('2026-03-02', 1, 10, 'H2'),
      row('2026-03-03', 0, 0),
    ];
    expect(datedFigures('service_level', rows, NONE, 'day', MARCH)).toEqual([
      { at: '2026-03-02', until: '2026-03-02', value: 0.5, numerator: 10, denominator: 20 },
      { at: '2026-03-04', until: '2026-03-04', value: 0.6, numerator: 6, denominator: 10 },
    ]);
  });

  it('of counts are 0 on an open day without a row, and nothing on a closed one', () => {
    const known = new Set(['2026-03-02', '2026-03-03']);
    const rows = [row('2026-03-03', 2), row('2026-03-07', 0), row('2026-03-08', 1)];
    expect(datedFigures('red', rows, known, 'day', MARCH).map(({ at, value }) => [at, value])).toEqual([
      ['2026-03-02', 0],
      ['2026-03-03', 2],
      // somebody worked on a Sunday
      ['2026-03-08', 1],
    ]);
  });

  it('of weeks are those of whole weeks from Monday', () => {
    const rows = ['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09', '2026-03-30'].map((day) => row(day, 1, 2));
    expect(
      datedFigures('service_level', rows, NONE, 'week', MARCH).map(({ at, until, denominator }) => [
        at,
        until,
        denominator,
      ]),
    ).toEqual([
      ['2026-03-02', '2026-03-08', 4],
      ['2026-03-09', '2026-03-15', 2],
    ]);
  });

  it('are drawn as what they are', () => {
    const figure = (value: number) => [{ at: '', until: '', value, numerator: null, denominator: null }];
    expect(kindOf('service_level', figure(0.5))).toBe('share');
    expect(kindOf('red', figure(3))).toBe('count');
    expect(['wait_mean', 'wait_p90', 'balance', 'busy'].map((key) => kindOf(key as 'busy', figure(0.5)))).toEqual(
      Array.from({ length: 4 }, () => 'value'),
    );
    // more working days than the law allows: no part of them
    expect(kindOf('compression', figure(-0.2))).toBe('value');
  });
});
