import { expectedOf } from './expected';

const START = Date.parse('2026-11-20T01:00:00Z');
const forecast = (queues: Record<string, number[]>) => ({
  forecast: { slotMin: 30 as const, start: START, queues, service: {}, noShowRate: 0 },
});

describe('what a day is expected to bring', () => {
  it('adds up the queues and names the fullest half hour', () => {
    expect(expectedOf(forecast({ A: [10, 30, 20], B: [5, 5, 30] }))).toEqual({
      arrivals: 100,
      low: 87,
      high: 113,
      peakAt: '2026-11-20T02:00:00.000Z',
    });
  });

  it('expects nothing where nothing was learned', () => {
    expect(expectedOf(forecast({ A: [] }))).toBeNull();
    expect(expectedOf(forecast({}))).toBeNull();
  });
});
