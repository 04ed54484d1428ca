import fc from 'fast-check';
import { boardAnomalies, type BoardSeen } from './boards';
import { numberGaps } from './numbers';
import { feedState } from './state';

const MIN = 60_000;
const board = (minute: number, waiting: number, lastCalled: string | null, queue = 'A'): BoardSeen => ({
  hall: 'H1',
  queue,
  at: minute * MIN,
  waiting,
  lastCalled,
});
const open = () => false;
const kinds = (boards: BoardSeen[], isClosed: () => boolean = open) =>
  boardAnomalies(boards, isClosed).map(({ kind, count }) => [kind, count]);

describe('boards', () => {
  it('are odd when the called number runs backwards', () => {
    expect(
      boardAnomalies(
        [board(0, 1, 'A005'), board(5, 1, 'A007'), board(10, 2, 'A003'), board(15, 1, 'A008'), board(20, 1, 'A006')],
        open,
      ),
    ).toEqual([{ kind: 'backwards', hall: 'H1', subject: 'A', count: 2, firstAt: 10 * MIN, lastAt: 20 * MIN }]);
  });

  it('are stuck when people wait and nothing changes for an hour, not when nobody waits', () => {
    const still = (waiting: number) => Array.from({ length: 13 }, (_, i) => board(5 * i, waiting, 'A010'));
    expect(kinds(still(3))).toEqual([['frozen', 13]]);
    expect(kinds(still(0))).toEqual([]);
    expect(kinds(still(3).slice(0, 12))).toEqual([]);
    expect(kinds([...still(3), board(90, 2, 'A011')])).toEqual([['frozen', 13]]);
  });

  it('that run unchanged are odd on a day on which the hall is closed, even with nobody waiting', () => {
    const still = Array.from({ length: 4 }, (_, i) => board(5 * i, 0, null));
    expect(kinds(still, () => true)).toEqual([['closed-day', 4]]);
    expect(kinds([...still, board(30, 1, 'A001')], () => true)).toEqual([]);
  });

  it('say the same in any order and repetition', () => {
    const anyBoard = fc.record({
      hall: fc.constantFrom('H1', 'H2'),
      queue: fc.constantFrom('A', 'B'),
      at: fc.nat(40).map((n) => n * 5 * MIN),
      waiting: fc.nat(2),
      lastCalled: fc.constantFrom('A1', 'A2', null),
    });
    const sorted = (boards: BoardSeen[]) =>
      boardAnomalies(boards, () => true).sort((a, b) =>
        `${a.kind}${a.hall}${a.subject}` < `${b.kind}${b.hall}${b.subject}` ? -1 : 1,
      );
    fc.assert(
      fc.property(fc.array(anyBoard, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (boards, order) => {
        const shuffled = [...boards, ...boards]
          .map((seen) => ({ seen, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ seen }) => seen);
        expect(sorted(shuffled)).toEqual(sorted(boards));
      }),
    );
  });
});

describe('ticket numbers', () => {
  it('have gaps, by hall and letter', () => {
    const tickets = ['A001', 'A002', 'A005', 'B010', 'B011', 'X'].map((number) => ({ hall: 'H1', number }));
    expect(numberGaps(tickets)).toEqual([
      { series: 'H1 A', first: 1, last: 5, seen: 3, missing: 2, examples: ['A003', 'A004'] },
      { series: 'H1 B', first: 10, last: 11, seen: 2, missing: 0, examples: [] },
    ]);
  });

  it('that form no series are ignored', () => {
    expect(numberGaps(['100', '5000', '90000'].map((number) => ({ hall: 'H1', number })))).toEqual([]);
  });
});

describe('a feed', () => {
  it('is silent relative to its own pace', () => {
    const at = (age: number, gapMs: number | null) => feedState({ lastReceivedAt: 1e12 - age, gapMs }, 1e12);
    expect([
      at(59_000, 1000),
      at(61_000, 1000),
      at(301_000, 1000),
      at(400_000, 300_000),
      at(1_800_000, 300_000),
    ]).toEqual(['live', 'stale', 'silent', 'live', 'silent']);
    expect([feedState(null, 0), feedState({ lastReceivedAt: null, gapMs: null }, 0)]).toEqual(['never', 'never']);
  });
});
