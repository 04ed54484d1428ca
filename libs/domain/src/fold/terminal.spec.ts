import type { FoldEvent } from './events';
import { foldPointCounts } from './point';
import { foldTerminalSpans, foldTerminalUses } from './terminal';
import type { PointEvent } from './events';

const MIN = 60_000;
const FROM = Date.parse('2026-03-05T00:00:00+08:00');
const TO = FROM + 1440 * MIN;
const sent = (step: 'heartbeat' | 'fault' | 'restored', minute: number, terminalId = 'k1'): FoldEvent => {
  const id = `${step}${String(minute)}${terminalId}`;
  return {
    id,
    identity: id,
    type: `hall.terminal.${step}`,
    time: FROM + minute * MIN,
    data: { hallId: 'H', terminalId },
  };
};
const spans = (events: readonly FoldEvent[], until?: number) =>
  foldTerminalSpans('H', events, FROM, TO, until).map((span) => [
    span.terminalId,
    span.state,
    (span.from - FROM) / MIN,
    (span.to - FROM) / MIN,
  ]);

describe('terminals', () => {
  it('are up while they report and silent a quarter of an hour after their last event', () => {
    expect(
      spans([sent('heartbeat', 500), sent('heartbeat', 510), sent('heartbeat', 560), sent('heartbeat', 600, 'k2')]),
    ).toEqual([
      ['k1', 'up', 500, 525],
      ['k1', 'silent', 525, 560],
      ['k1', 'up', 560, 575],
      ['k1', 'silent', 575, 600],
    ]);
  });

  it('are faulty until restored, with or without heartbeats', () => {
    expect(
      spans([
        sent('heartbeat', 500),
        sent('fault', 505),
        sent('heartbeat', 510),
        sent('restored', 580),
        sent('heartbeat', 590),
      ]),
    ).toEqual([
      ['k1', 'up', 500, 505],
      ['k1', 'fault', 505, 580],
      ['k1', 'up', 580, 590],
    ]);
  });

  it('begin the day in the fault of the day before', () => {
    const yesterday = [sent('fault', -300), sent('restored', -400), sent('heartbeat', -10)];
    expect(spans([...yesterday, sent('heartbeat', 500), sent('restored', 530), sent('heartbeat', 540)])).toEqual([
      ['k1', 'fault', 0, 530],
      ['k1', 'up', 530, 540],
    ]);
    expect(
      spans([sent('fault', -500), sent('restored', -400), sent('heartbeat', 500), sent('heartbeat', 505)]),
    ).toEqual([['k1', 'up', 500, 505]]);
  });

  it('have no spans on a day without events, and spans of today end now', () => {
    expect(spans([sent('fault', -300)])).toEqual([]);
    expect(spans([sent('heartbeat', 500)], FROM + 520 * MIN)).toEqual([
      ['k1', 'up', 500, 515],
      ['k1', 'silent', 515, 520],
    ]);
  });

  it('are used for something, with an outcome', () => {
    const use = (id: string, outcome: string, seconds: number): FoldEvent => ({
      id,
      identity: id,
      type: 'hall.terminal.used',
      time: FROM,
      data: { hallId: 'H', terminalId: 'k1', item: 'id', seconds, outcome },
    });
    expect(
      foldTerminalUses('H', [
        use('a', 'done', 10),
        use('b', 'failed', 5),
        use('a', 'done', 10),
        use('c', 'done', 20),
      ]).map(({ outcome, uses, seconds }) => [outcome, uses, seconds]),
    ).toEqual([
      ['done', 2, 30],
      ['failed', 1, 5],
    ]);
  });
});

describe('counts of a point', () => {
  const count = (id: string, from: number, to: number, n: number, saidAt: number): PointEvent => ({
    id,
    identity: id,
    type: 'hall.point.counted',
    time: FROM + saidAt * MIN,
    data: {
      hallId: 'H',
      pointId: 'p',
      item: 'id',
      channel: 'counter',
      from: new Date(FROM + from * MIN).toISOString(),
      to: new Date(FROM + to * MIN).toISOString(),
      count: n,
    },
  });
  const counted = (events: PointEvent[]) => foldPointCounts(events).counts.map((row) => row.count);
  const dropped = (events: PointEvent[]) => foldPointCounts(events).dropped.map((row) => [row.count, row.problem]);

  it('are all kept, with the later report of the same time replacing the earlier one', () => {
    const events = [count('a', 0, 60, 1, 60), count('b', 60, 120, 2, 120), count('c', 60, 120, 3, 130)];
    expect(counted(events)).toEqual([1, 3]);
    expect(dropped(events)).toEqual([[2, 'replaced']]);
  });

  it('count nobody twice: the total of a day replaces its hours, and a corrected hour replaces the total', () => {
    const hours = [count('a', 0, 60, 1, 60), count('b', 60, 120, 2, 120)];
    const total = count('t', 0, 1440, 9, 1440);
    expect(counted([...hours, total])).toEqual([9]);
    expect(counted([...hours, total, count('c', 60, 120, 5, 1500)])).toEqual([1, 5]);
  });

  it('without a valid time, or with an end before the start, do not count', () => {
    const odd = count('z', 0, 60, 4, 60);
    expect(
      dropped([count('x', 60, 60, 1, 60), { ...odd, data: { ...odd.data, to: '9999-01-01T00:00:00Z' } }]).sort(),
    ).toEqual([
      [1, 'backwards'],
      [4, 'no-such-time'],
    ]);
  });
});
