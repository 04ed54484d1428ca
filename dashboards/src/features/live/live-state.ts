import type { LiveHall } from '@cockpit/contracts';
import type { Link } from './freshness';
import { addSample, reached, type ClockSample } from './hall-clock';

/** Everything a page knows about one hall's live snapshot. Times are device times unless a name says otherwise. */
export interface LiveState {
  hall: string;
  snapshot: LiveHall | null;
  receivedAt: number | null;
  samples: readonly ClockSample[];
  /** hall time that the page had reached when the snapshot came: it waits there rather than going back; -Infinity after a restart of the day */
  reachedMs: number;
  link: Link;
  serverOffsetMs: number | null;
  /** set while the server refuses: nothing comes until it thinks otherwise */
  refused: number | null;
  /** the server knows the hall and has nothing to show of it yet */
  notReady: boolean;
}

export type LiveEvent =
  | { kind: 'snapshot'; snapshot: LiveHall; at: number }
  | { kind: 'opened' | 'byte' | 'down'; at: number }
  | { kind: 'server-clock'; offsetMs: number }
  | { kind: 'clock-jumped'; byMs: number }
  | { kind: 'not-ready' }
  | { kind: 'refused'; status: number };

export const emptyLive = (hall: string): LiveState => ({
  hall,
  snapshot: null,
  receivedAt: null,
  samples: [],
  reachedMs: -Infinity,
  link: { phase: 'connecting', lastByteAt: null },
  serverOffsetMs: null,
  refused: null,
  notReady: false,
});

export function reduceLive(state: LiveState, event: LiveEvent): LiveState {
  switch (event.kind) {
    case 'snapshot':
      return withSnapshot(state, event.snapshot, event.at);
    case 'opened':
      return { ...state, link: { phase: 'open', lastByteAt: event.at }, refused: null };
    case 'byte':
      return { ...state, link: { phase: 'open', lastByteAt: event.at } };
    case 'down':
      return { ...state, link: { ...state.link, phase: 'down' } };
    case 'server-clock':
      return { ...state, serverOffsetMs: event.offsetMs };
    case 'clock-jumped':
      return afterJump(state, event.byMs);
    case 'not-ready':
      return { ...state, notReady: state.snapshot === null };
    case 'refused':
      return { ...state, refused: event.status, link: { ...state.link, phase: 'down' } };
  }
}

/**
 * The device's clock was set, or the device slept: the server's clock has to be learned anew. What was seen by a clock that went
 * back would otherwise lie in the future and look fresh; by one that went on it looks old, which a sleeping device cannot tell from the truth.
 */
function afterJump(state: LiveState, byMs: number): LiveState {
  const moved = (ms: number): number => ms + Math.min(0, byMs);
  const {
    receivedAt,
    link: { phase, lastByteAt },
  } = state;
  return {
    ...state,
    serverOffsetMs: null,
    reachedMs: -Infinity,
    receivedAt: receivedAt === null ? null : moved(receivedAt),
    link: { phase, lastByteAt: lastByteAt === null ? null : moved(lastByteAt) },
    samples: state.samples.slice(-1).map(({ hallMs, localMs }) => ({ hallMs, localMs: moved(localMs) })),
  };
}

function withSnapshot(state: LiveState, snapshot: LiveHall, at: number): LiveState {
  // a resumed stream replays what we already have; an older snapshot must never replace a newer one
  if (snapshot.hall !== state.hall || (state.snapshot && Date.parse(snapshot.at) < Date.parse(state.snapshot.at)))
    return state;
  const sample = { hallMs: Date.parse(snapshot.now), localMs: at };
  return {
    ...state,
    snapshot,
    notReady: false,
    receivedAt: at,
    samples: addSample(state.samples, sample),
    reachedMs: reached(snapshot.clock, state, sample),
  };
}
