import { consider } from './decide';
import { helpless } from './helpless';
import { DEFAULT_PARAMS } from './params';
import { jam, queueOf, windowOf } from './testView';
import type { PastPrompt, RedirectView } from './view';

const stuck = (view: RedirectView): ReturnType<typeof helpless> =>
  helpless(view, DEFAULT_PARAMS, consider(view, DEFAULT_PARAMS));
const item = {
  code: 'i1',
  name: '身份证',
  queue: 0,
  meanMin: 1,
  share: 0.1,
  channels: ['self-service'],
  guidedUntilMin: -Infinity,
} as const;

describe('the worst trouble', () => {
  it('is said with its reasons and what remains when nothing can be prompted for it', () => {
    const view = jam({
      windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1), windowOf(4, 1, { skills: 3n, condition: 'closed' })],
      items: [item],
      otherHalls: [
        {
          code: 'H2',
          name: '东城大厅',
          travelMin: 12,
          waitP50Min: new Map([['busy', 5]]),
          waitP80Min: new Map([['busy', 9]]),
        },
      ],
    });
    expect(stuck(view)).toEqual({
      queue: 'busy',
      waiting: 20,
      longestWaitSec: 2100,
      reasons: [
        { code: 'unqualified', params: { windows: 1 } },
        { code: 'away', params: { windows: 1 } },
      ],
      remains: [
        { code: 'guide', params: { item: '身份证', channel: 'self-service' } },
        { code: 'other-hall', params: { hall: '东城大厅', minutes: 17 } },
      ],
    });
  });

  it('tells that the window was asked and said no', () => {
    const view = jam({
      windows: [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1, { skills: 3n })],
      past: [
        { kind: 'link', state: 'declined', decidedMin: 100, answeredMin: 102, window: 2, mask: 3n, troubleMin: 80 },
      ],
    });
    expect(stuck(view)?.reasons).toEqual([{ code: 'asked', params: { windows: 1 } }]);
  });

  it('is prompted for only now and then when nobody answers, until somebody does', () => {
    const { nowMin } = jam();
    const lapsedAt = (...ages: number[]): PastPrompt[] =>
      ages.map((age) => ({ kind: 'guide', item: 9, state: 'expired', decidedMin: nowMin - age }));
    const asked = (past: PastPrompt[]): boolean => consider(jam({ past }), DEFAULT_PARAMS).choice !== undefined;
    expect(asked(lapsedAt(10))).toBe(true);
    expect(asked(lapsedAt(20, 10))).toBe(false);
    expect(stuck(jam({ past: lapsedAt(20, 10) }))?.reasons).toContainEqual({ code: 'unanswered', params: {} });
    // a quarter of an hour later, with the next hour, or once somebody answers
    expect(asked(lapsedAt(25, 15))).toBe(true);
    expect(asked(lapsedAt(61, 10))).toBe(true);
    expect(
      asked([
        ...lapsedAt(20, 10),
        { kind: 'guide', item: 8, state: 'declined', decidedMin: nowMin - 9, answeredMin: nowMin - 8 },
      ]),
    ).toBe(true);
  });

  it('is not said while it can be helped, nor where nobody waits', () => {
    expect(stuck(jam())).toBeUndefined();
    expect(stuck(jam({ queues: [queueOf('busy'), queueOf('quiet')] }))).toBeUndefined();
  });
});
