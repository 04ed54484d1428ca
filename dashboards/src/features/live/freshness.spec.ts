import type { LiveFeed, LiveHall } from '@cockpit/contracts';
import {
  agedFeed,
  freshness,
  isSomeQuiet,
  LINE_GRACE_MS,
  LINE_SILENCE_MS,
  SNAPSHOT_MAX_AGE_MS,
  type Link,
} from './freshness';

const T = Date.parse('2026-11-20T02:24:00Z');
const HALL = Date.parse('2026-03-02T10:24:00+08:00');
const feed = (over: Partial<LiveFeed> = {}): LiveFeed => ({
  source: 's',
  state: 'live',
  lastEventAt: new Date(HALL - 2000).toISOString(),
  ageSec: 2,
  oddities: [],
  ...over,
});
const snapshot = (over: Partial<LiveHall> = {}): LiveHall => ({
  hall: 'H32',
  name: '',
  clock: 'feed',
  timeZone: 'Asia/Shanghai',
  now: new Date(HALL).toISOString(),
  at: new Date(T).toISOString(),
  decidedAt: null,
  open: true,
  closesAt: null,
  feeds: [feed()],
  queues: [],
  windows: [],
  kpis: {
    issued: 0,
    served: 0,
    waiting: 0,
    waitP50Sec: null,
    waitMeanSec: null,
    serviceLevel: { numerator: 0, denominator: 0, targetMin: 15 },
    openWindows: 0,
    windows: 0,
  },
  prompts: [],
  warnings: [],
  watchdog: { ok: true, at: null },
  ...over,
});
const open: Link = { phase: 'open', lastByteAt: T };
const look = (over: Partial<Parameters<typeof freshness>[0]>) =>
  freshness({ snapshot: snapshot(), receivedAt: T, link: open, localNow: T + 1000, serverOffsetMs: 0, ...over });

describe('whether numbers may be believed', () => {
  it('waits for the first snapshot, then is live', () => {
    expect(look({ snapshot: null, receivedAt: null })).toEqual({ state: 'waiting' });
    expect(look({})).toEqual({ state: 'live' });
  });

  it('bears a short reconnect, not a long one, and says until when in hall time', () => {
    const down: Link = { phase: 'down', lastByteAt: T };
    expect(look({ link: down, localNow: T + LINE_GRACE_MS })).toEqual({ state: 'live' });
    expect(look({ link: down, localNow: T + 20_000 })).toEqual({
      state: 'stale',
      cause: 'line',
      hallTime: HALL,
      forSec: 20,
    });
  });

  it('does not pass midnight off as the time of a hall whose clock nobody has told', () => {
    const midnight = { now: '2026-03-01T16:00:00.000Z', open: false };
    const never = feed({ state: 'never', lastEventAt: null, ageSec: null });
    expect(look({ snapshot: snapshot({ ...midnight, feeds: [never] }) })).toEqual({
      state: 'stale',
      cause: 'feed',
      hallTime: null,
      forSec: null,
    });
    // an archive that told of the past, and a hall of which nobody has told anything
    expect(look({ snapshot: snapshot({ ...midnight, feeds: [never, feed()] }) })).toMatchObject({
      state: 'stale',
      hallTime: null,
    });
    expect(
      look({
        snapshot: snapshot({ ...midnight, feeds: [] }),
        link: { phase: 'down', lastByteAt: T },
        localNow: T + 20_000,
      }),
    ).toMatchObject({ cause: 'line', hallTime: null });
    expect(look({ snapshot: snapshot({ ...midnight, feeds: [feed({ lastEventAt: midnight.now })] }) })).toEqual({
      state: 'live',
    });
    expect(look({ snapshot: snapshot({ ...midnight, clock: 'wall', feeds: [never] }) })).toEqual({ state: 'live' });
  });

  it('does not trust an open line without a heartbeat', () => {
    expect(look({ localNow: T + LINE_SILENCE_MS + 1 })).toMatchObject({ state: 'stale', cause: 'line' });
  });

  it('does not trust heartbeats without snapshots while the hall is open', () => {
    const localNow = T + SNAPSHOT_MAX_AGE_MS + 1;
    const beating: Link = { phase: 'open', lastByteAt: localNow };
    expect(look({ localNow, link: beating })).toMatchObject({ state: 'stale', cause: 'snapshot', hallTime: HALL });
    expect(look({ localNow, link: beating, snapshot: snapshot({ open: false }) })).toEqual({ state: 'live' });
  });

  it('sees an old snapshot replayed by a resumed stream, whatever the clock of the device', () => {
    const wrong = 3_600_000;
    const localNow = T - wrong + 200_000;
    expect(
      look({ localNow, receivedAt: localNow, link: { phase: 'open', lastByteAt: localNow }, serverOffsetMs: wrong }),
    ).toMatchObject({ state: 'stale', cause: 'snapshot' });
    expect(
      look({
        localNow: T - wrong,
        receivedAt: T - wrong,
        link: { phase: 'open', lastByteAt: T - wrong },
        serverOffsetMs: wrong,
      }),
    ).toEqual({ state: 'live' });
  });

  it('does not call a hall calm of which nothing was ever heard', () => {
    expect(look({ snapshot: snapshot({ feeds: [] }) })).toEqual({
      state: 'stale',
      cause: 'feed',
      hallTime: null,
      forSec: null,
    });
    expect(look({ snapshot: snapshot({ feeds: [], open: false }) })).toEqual({ state: 'live' });
  });

  it('greys out when every feed is silent, not when one of two is', () => {
    const silent = feed({ state: 'silent', ageSec: 400 });
    expect(look({ snapshot: snapshot({ feeds: [silent] }) })).toEqual({
      state: 'stale',
      cause: 'feed',
      hallTime: HALL - 2000,
      forSec: 401,
    });
    expect(look({ snapshot: snapshot({ feeds: [silent, feed()] }) })).toEqual({ state: 'live' });
    expect(
      look({ snapshot: snapshot({ feeds: [feed({ state: 'never', lastEventAt: null, ageSec: null })] }) }),
    ).toEqual({
      state: 'stale',
      cause: 'feed',
      hallTime: null,
      forSec: null,
    });
  });
});

describe('age of a feed', () => {
  it('goes on between messages', () => {
    expect(agedFeed(feed(), 10)).toMatchObject({ ageSec: 12, state: 'live' });
    expect(agedFeed(feed({ state: 'never', ageSec: null }), 400)).toMatchObject({ ageSec: null, state: 'never' });
  });

  it('is of no account where a hall has no feed at all: nothing is told there', () => {
    expect([[], [feed()], [feed(), feed({ state: 'silent' })]].map(isSomeQuiet)).toEqual([true, false, true]);
  });

  it('makes no state of its own: a board that usually speaks every five minutes is not silent after six', () => {
    const board = feed({ ageSec: 290 });
    expect(agedFeed(board, 70)).toMatchObject({ ageSec: 360, state: 'live' });
    const localNow = T + 70_000;
    expect(
      look({ snapshot: snapshot({ feeds: [board] }), localNow, link: { phase: 'open', lastByteAt: localNow } }),
    ).toEqual({ state: 'live' });
  });
});
