import { courseOf, type AlertFact } from './facts';

const opened = (at: number): AlertFact => ({ kind: 'opened', at });
const closed = (at: number): AlertFact => ({ kind: 'closed', at });
const seen = (at: number, by: string): AlertFact => ({ kind: 'acknowledged', at, by });
const acted = (at: number, by: string): AlertFact => ({ kind: 'acted', at, by });

/** Claims with start and end, with acknowledgements of 15 minutes; independent of the order of the facts. */
function claims(...facts: AlertFact[]): string[] {
  const results = [facts, [...facts].reverse()].map((ordered) =>
    courseOf(ordered, 15, 1000)?.claims.map(
      ({ kind, by, from, to }) => `${by} ${kind === 'acting' ? 'acts' : 'knows'} ${String(from)}–${String(to)}`,
    ),
  );
  expect(results[1]).toEqual(results[0]);
  return results[0] ?? [];
}

describe('the course of an alert', () => {
  it('begins when it first opened and ends when it first closed from then on', () => {
    expect(courseOf([opened(20), opened(10), closed(5), closed(40), closed(30)], 15, 1000)).toMatchObject({
      openedAt: 10,
      closedAt: 30,
    });
    expect(courseOf([opened(10), closed(5)], 15, 1000)?.closedAt).toBeNull();
    expect(courseOf([opened(10), closed(10)], 15, 1000)?.closedAt).toBe(10);
  });

  it('takes no answer from before it opened, nor from when it closed on', () => {
    expect(claims(opened(10), closed(50), seen(9, '甲'), seen(10, '乙'), acted(50, '丙'))).toEqual(['乙 knows 10–25']);
    expect(claims(opened(10), closed(50), acted(49, '丙'), seen(51, '甲'))).toEqual(['丙 acts 49–Infinity']);
  });

  it('is taken over by whoever answers next', () => {
    expect(claims(opened(0), seen(1, '甲'), seen(6, '乙'), acted(8, '丙'))).toEqual([
      '甲 knows 1–6',
      '乙 knows 6–8',
      '丙 acts 8–Infinity',
    ]);
    expect(claims(opened(0), acted(1, '甲'), acted(9, '乙'))).toEqual(['甲 acts 1–9', '乙 acts 9–Infinity']);
    expect(claims(opened(0), seen(1, '甲'), seen(40, '乙'))).toEqual(['甲 knows 1–16', '乙 knows 40–55']);
  });

  it('is not taken over by an acknowledgement once somebody acts', () => {
    expect(claims(opened(0), acted(1, '甲'), seen(5, '乙'))).toEqual(['甲 acts 1–Infinity']);
  });

  it('with answers at the same instant belongs to whoever acts, else to the last by name', () => {
    expect(claims(opened(0), acted(5, '甲'), seen(5, '乙'))).toEqual(['甲 acts 5–Infinity']);
    expect(claims(opened(0), seen(5, 'a'), seen(5, 'b'))).toEqual(['b knows 5–20']);
    expect(claims(opened(0), acted(5, 'b'), acted(5, 'a'), acted(5, 'c'))).toEqual(['c acts 5–Infinity']);
  });
});
