import { busyService } from './busy-service';
import { judged } from './law';

const day = '2026-03-02';
const stay = (window: string, spent: number, endless: [string, number][] = []) => ({
  hall: 'H1',
  day,
  window,
  spent,
  endless,
});
const load = (byWindow: Record<string, number>) => ({
  hall: 'H1',
  day,
  fault: 0,
  arrivals: 0,
  busy: Object.values(byWindow).reduce((sum, one) => sum + one, 0),
  byWindow,
});
const check = (
  byWindow: Record<string, number>,
  stays: ReturnType<typeof stay>[],
  excuse: 'not-over' | null = null,
) => {
  const said = load(byWindow);
  return busyService({ hall: 'H1', day, busySec: said.busy, load: said, stays, excuse }).map(judged);
};
const CALLED = Date.parse('2026-03-02T02:00:00Z');

describe('busy time against visits', () => {
  it('names the visit that has no end, and its window only is excused', () => {
    const [hall, window, ...more] = check({ w1: 3600, w2: 5000 }, [
      stay('w1', 3600),
      stay('w2', 1000, [['t9', CALLED]]),
    ]);
    expect(more).toEqual([]);
    expect(hall).toMatchObject({ state: 'holds', of: null, left: 3600, right: 3600 });
    expect(window).toMatchObject({
      state: 'cannot-hold',
      of: 'w2',
      reason: 'no-end-known',
      visits: [{ ticketId: 't9', windowId: 'w2', calledAt: '2026-03-02T02:00:00.000Z' }],
    });
  });

  it('is broken at another window whatever one visit lacks', () => {
    const results = check({ w1: 3600, w2: 5000 }, [stay('w1', 1800), stay('w2', 1000, [['t9', CALLED]])]);
    expect(results.map(({ state }) => state)).toEqual(['broken', 'cannot-hold']);
  });

  it('blames no visit while the day goes on', () => {
    const results = check({ w1: 3600, w2: 5000 }, [stay('w1', 1800), stay('w2', 1000, [['t9', CALLED]])], 'not-over');
    expect(results.map(({ state, reason, right, visits }) => [state, reason, right, visits.length])).toEqual([
      ['cannot-hold', 'not-over', 2800, 0],
    ]);
  });

  it('needs no excuse where the missing end changes nothing, and names five at most', () => {
    expect(
      check({ w1: 3600 }, [stay('w1', 3590, [['t9', CALLED]])]).map(({ state, visits }) => [state, visits.length]),
    ).toEqual([
      ['holds', 0],
      ['holds', 0],
    ]);
    const many = Array.from({ length: 9 }, (_, i): [string, number] => [`t${String(i)}`, CALLED - i]);
    expect(check({ w1: 3600 }, [stay('w1', 0, many)])[1]?.visits.map(({ ticketId }) => ticketId)).toEqual([
      't8',
      't7',
      't6',
      't5',
      't4',
    ]);
  });
});
