import { BoardLearner } from './learner';
import { QueueDay } from './queue-day';
import { offsetClock, readBoard, type BoardReading } from './reading';

const START = Date.UTC(2026, 2, 2, 8);
const board = (
  minute: number,
  waiting: number,
  called: number | null,
  openWindows = 2,
  prefix = 'A',
): BoardReading => ({
  at: START + minute * 60_000,
  waiting,
  called,
  prefix: called === null ? '' : prefix,
  openWindows,
  publishedMin: 10,
});

describe('reading a board', () => {
  it('takes the number off the label', () => {
    const data = { hallId: 'h', queue: 'B', waiting: 3 };
    expect(readBoard(1, { ...data, lastCalled: 'B017' })).toMatchObject({ called: 17, prefix: 'B', openWindows: null });
    expect(readBoard(1, data)).toMatchObject({ called: null, waiting: 3, publishedMin: null });
  });
});

describe('a day of boards', () => {
  it('interpolates when each number was issued and called', () => {
    const day = new QueueDay(1);
    day.add(board(0, 2, 10));
    day.add(board(10, 4, 10));
    day.add(board(30, 0, 14));
    // 13 and 14 came within the first ten minutes, all were called within the following twenty.
    expect(day.seen.map((s) => [s.number, (s.issued - START) / 60_000, (s.called - START) / 60_000, s.board])).toEqual([
      [13, 5, 25, 0],
      [14, 10, 30, 1],
    ]);
  });

  it('holds the running maximum when numbers run backwards, and calls the day unsound when they do so often', () => {
    const day = new QueueDay(1);
    [10, 12, 9, 12, 8, 13, 9, 14].forEach((called, i) => day.add(board(i * 5, 3, called)));
    expect(day.sound).toBe(false);
    expect(day.stretches.reduce((sum, s) => sum + s.calls, 0)).toBe(4);
  });

  it('does not count a board that stands still, a gap, or a leap as work', () => {
    const day = new QueueDay(1);
    for (let i = 0; i <= 40; i++) day.add(board(i * 5, 3, 10));
    expect(day.stretches.reduce((sum, s) => sum + s.minutes, 0)).toBeLessThanOrEqual(95);
    expect(day.add(board(300, 3, 11))).toBeNull();
    expect(day.add(board(305, 3, 90))).toBeNull();
    expect(day.sound).toBe(false);
  });

  it('ignores a board that comes late', () => {
    const day = new QueueDay(1);
    day.add(board(10, 2, 10));
    expect(day.add(board(5, 2, 9))).toBeNull();
    expect(day.last?.called).toBe(10);
  });
});

describe('learning from boards', () => {
  /** Days on which a number is called every `pace` minutes while `line` people wait. */
  function teach(learner: BoardLearner, queue: string, days: number, pace: number, line = 6): number {
    let at = 0;
    for (let d = 0; d < days; d++) {
      for (let m = 0; m <= 300; m += 5) {
        at = d * 1440 + m;
        learner.observe(queue, board(at, line, 1 + Math.floor(m / pace)));
      }
    }
    return START + at * 60_000;
  }

  it('knows each queue’s own pace, not the published one', () => {
    const learner = new BoardLearner(offsetClock(0));
    teach(learner, 'slow', 3, 10);
    const now = teach(learner, 'fast', 3, 2.5);
    const [slow, fast] = [learner.quote('slow', now), learner.quote('fast', now)];
    if ('unknown' in slow || 'unknown' in fast) throw new Error('both should be known');
    expect(slow.p50Sec / 60).toBeGreaterThan(45);
    expect(fast.p50Sec / 60).toBeLessThan(20);
    expect(slow.p50Sec).toBeLessThanOrEqual(slow.p80Sec);
    expect(slow.p80Sec).toBeLessThanOrEqual(slow.p90Sec);
    expect(slow.confidence).toBe('medium');
  });

  it('follows a queue that is slower today than ever', () => {
    const usual = new BoardLearner(offsetClock(0));
    teach(usual, 'q', 4, 4);
    const jammed = BoardLearner.fromJSON(usual.toJSON(), offsetClock(0));
    const quoteAfter = (learner: BoardLearner, pace: number): number => {
      let at = 0;
      for (let m = 0; m <= 200; m += 5) {
        at = 5 * 1440 + m;
        learner.observe('q', board(at, 6, 1 + Math.floor(m / pace)));
      }
      const answer = learner.quote('q', START + at * 60_000);
      return 'unknown' in answer ? NaN : answer.p50Sec;
    };
    usual.closeDay();
    const fresh = BoardLearner.fromJSON(usual.toJSON(), offsetClock(0));
    expect(quoteAfter(jammed, 12)).toBeGreaterThan(1.4 * quoteAfter(fresh, 4));
  });

  it('refuses when it cannot know', () => {
    const learner = new BoardLearner(offsetClock(0));
    expect(learner.quote('q', START)).toEqual({ unknown: 'no-history' });
    learner.observe('q', board(0, 3, null));
    expect(learner.quote('q', START)).toEqual({ unknown: 'no-history' });
    const now = teach(learner, 'q', 2, 5);
    expect(learner.quote('q', now + 30 * 60_000)).toEqual({ unknown: 'silent-feed' });
    learner.observe('q', board(1440 + 360, 3, 61, 0));
    learner.observe('q', board(1440 + 400, 3, 61, 0));
    expect(learner.quote('q', START + (1440 + 400) * 60_000)).toEqual({ unknown: 'no-open-window' });
  });

  it('still quotes where the board never reports windows', () => {
    const learner = new BoardLearner(offsetClock(0));
    let now = START;
    for (let d = 0; d < 2; d++) {
      for (let m = 0; m <= 400; m += 5) {
        now = START + (d * 1440 + m) * 60_000;
        learner.observe('q', board(d * 1440 + m, 6, 1 + Math.floor(m / 40), 0));
      }
    }
    const answer = learner.quote('q', now);
    if ('unknown' in answer) throw new Error(answer.unknown);
    expect(answer.p50Sec / 60).toBeGreaterThan(100);
  });

  it('does not take another queue’s number for its own', () => {
    const learner = new BoardLearner(offsetClock(0));
    const now = teach(learner, 'q', 3, 5);
    const before = learner.quote('q', now);
    learner.observe('q', board(2 * 1440 + 301, 6, 500, 2, 'K'));
    const after = learner.quote('q', now + 60_000);
    if ('unknown' in before || 'unknown' in after) throw new Error('both should be known');
    expect(Math.abs(after.p50Sec - before.p50Sec)).toBeLessThan(120);
  });

  it('is the same after being written down and read back', () => {
    const learner = new BoardLearner(offsetClock(0));
    teach(learner, 'q', 3, 5);
    learner.closeDay();
    const again = BoardLearner.fromJSON(
      JSON.parse(JSON.stringify(learner.toJSON())) as ReturnType<BoardLearner['toJSON']>,
      offsetClock(0),
    );
    for (const l of [learner, again]) l.observe('q', board(5 * 1440, 6, 3));
    expect(again.quote('q', START + 5 * 1440 * 60_000)).toEqual(learner.quote('q', START + 5 * 1440 * 60_000));
  });
});
