import { PROMPT_STATES, type HallEvent } from '@cockpit/contracts';
import { HallState, type HallConfig } from '@cockpit/domain';
import { review, type LivePrompt } from './review';
import { LIVE_STATES, PROMPT_MOVES } from './transitions';

const dayStart = Date.parse('2026-03-02T00:00:00+08:00');
const at = (minute: number): number => dayStart + (510 + minute) * 60_000;
const queue = (code: string) => ({ code, name: code, branch: code, waitTargetMin: 15 });
const window = (id: string, home: string) => ({ id, number: id, kind: 'specialised' as const, queues: [home], homeQueue: home, switchMin: 2, roster: [] });
const config: HallConfig = {
  hall: { code: 'H1', name: 'H1', tier: 'hall', timeZone: 'Asia/Shanghai', clock: 'feed', simulated: false, hours: [], closures: [], waitTargetMin: 15, queues: [], windows: [], terminals: [] },
  queues: [queue('a'), queue('b')], windows: [window('w1', 'a'), window('w2', 'b')], officers: [], items: [], day: '2026-03-02', dayStart, open: [{ from: at(0), to: at(540) }],
  forecast: { slotMin: 30, start: at(0), queues: {}, service: {}, noShowRate: 0 },
};
let serial = 0;
const event = (type: HallEvent['type'], minute: number, data: object): HallEvent => ({ id: `e${String(++serial)}`, type, time: at(minute), data: { hallId: 'H1', ...data } }) as unknown as HallEvent;
const issued = (id: string, minute: number) => event('hall.ticket.issued', minute, { ticketId: id, number: id, queue: 'a', channel: 'walk-in' });

function hall(...events: HallEvent[]): HallState {
  const state = new HallState(config);
  for (const one of [event('hall.window.opened', 0, { windowId: 'w1' }), event('hall.window.opened', 0, { windowId: 'w2' }), ...events]) state.apply(one);
  return state;
}
const change = { beforeP50Sec: 900, afterP50Sec: 300, beforeP80Sec: 1200, afterP80Sec: 500 };
const prompt = (over: Partial<LivePrompt> = {}): LivePrompt => ({
  id: 'p1', kind: 'link', queues: ['b', 'a'], predicted: { a: change }, windowId: 'w2', state: 'shown', expiresAt: at(5), until: null, answeredAt: null, carriedOutAt: null, ...over,
});
const crowd = [issued('t1', 1), issued('t2', 1)];

describe('the life of a prompt, minute by minute', () => {
  it('stays until it expires, by the clock of the hall', () => {
    expect(review(prompt(), hall(...crowd), at(5))).toBeNull();
    expect(review(prompt(), hall(...crowd), at(6))).toEqual({ to: 'expired', at: at(5) });
  });

  it('is carried out when the feed names it, answered or not', () => {
    const seen = hall(...crowd, event('hall.window.assigned', 3, { windowId: 'w2', queues: ['b', 'a'], promptId: 'p1' }));
    expect(review(prompt(), seen, at(4))).toEqual({ to: 'carried-out', at: at(3) });
    expect(review(prompt({ state: 'accepted', answeredAt: at(2) }), seen, at(4))).toEqual({ to: 'carried-out', at: at(3) });
  });

  it('is carried out when the window does what was asked without naming it', () => {
    const accepted = prompt({ state: 'accepted', answeredAt: at(2) });
    expect(review(accepted, hall(...crowd, event('hall.window.assigned', 3, { windowId: 'w2', queues: ['a', 'b'] })), at(4))).toEqual({ to: 'carried-out', at: at(3) });
    expect(review(accepted, hall(...crowd, event('hall.window.assigned', 1, { windowId: 'w2', queues: ['a', 'b'] })), at(4))).toBeNull();
    expect(review(accepted, hall(...crowd, event('hall.window.assigned', 3, { windowId: 'w2', queues: ['a'] })), at(4))).toBeNull();
  });

  it('stays although nobody waits yet: it looks ahead', () => {
    expect(review(prompt(), hall(), at(4))).toBeNull();
  });

  it('lapses when its window has closed', () => {
    expect(review(prompt(), hall(...crowd, event('hall.window.closed', 3, { windowId: 'w2' })), at(4))).toMatchObject({ to: 'cancelled', reason: '窗口已关闭' });
  });

  it('is done when its time is over, and forgotten when the hall never gets to it', () => {
    expect(review(prompt({ state: 'carried-out', carriedOutAt: at(3) }), hall(...crowd), at(33))).toEqual({ to: 'done', at: at(33) });
    expect(review(prompt({ state: 'accepted', kind: 'guide', windowId: null, answeredAt: at(2), until: at(32) }), hall(...crowd), at(32))).toEqual({ to: 'done', at: at(32) });
    expect(review(prompt({ state: 'accepted', answeredAt: at(2) }), hall(...crowd), at(62))).toMatchObject({ to: 'expired' });
  });

  it('never proposes a move the table does not have', () => {
    for (const state of PROMPT_STATES) {
      for (const minute of [2, 6, 40, 80]) {
        for (const seen of [hall(), hall(...crowd)]) {
          const move = review(prompt({ state, answeredAt: at(1), carriedOutAt: at(1) }), seen, at(minute));
          if (move !== null) expect(PROMPT_MOVES[state]).toContain(move.to);
          if (!LIVE_STATES.includes(state)) expect(move).toBeNull();
        }
      }
    }
  });
});
