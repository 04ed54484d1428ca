import { happen, smallHall } from '../hall.fixture';
import { isUnknown, learnDay, quote, quoteAll, type HallPast, type WaitQuote } from '../index';
import { HallState } from '../../live';
import { predictView } from './read';

const WINDOWS = ['w1', 'w2'];

/** Tickets of queue `a` every `every` minutes from 9:00, each called as soon as one of two windows is free; nothing else is told. */
function ticketsOnly(
  until: number,
  every = 6,
  windows = WINDOWS,
  before: (state: HallState, ticketId: string) => void = () => undefined,
): HallState {
  const service = 10;
  const state = smallHall();
  const free = windows.map(() => 0);
  const line: { at: number; run: () => void }[] = [];
  for (let at = 540, n = 0; at < until; at += every, n++) {
    const w = free.indexOf(Math.min(...free));
    const call = Math.max(at, free[w] ?? 0) + 0.3;
    free[w] = call + service;
    const [ticketId, windowId] = [`t${String(n)}`, windows[w] ?? ''];
    line.push({
      at,
      run: () => {
        before(state, ticketId);
        happen(state, at, 'hall.ticket.issued', { ticketId, number: ticketId, queue: 'a', channel: 'walk-in' });
      },
    });
    line.push({
      at: call,
      run: () => {
        happen(state, call, 'hall.ticket.called', { ticketId, windowId });
      },
    });
    line.push({
      at: call + service,
      run: () => {
        happen(state, call + service, 'hall.ticket.finished', { ticketId, windowId, result: 'done' });
      },
    });
  }
  for (const { at, run } of line.sort((a, b) => a.at - b.at)) if (at < until) run();
  state.advance(state.config.dayStart + until * 60_000);
  return state;
}

function waitFrom(state: HallState, minute: number, count: number): void {
  for (let i = 0; i < count; i++)
    happen(state, minute + i * 0.01, 'hall.ticket.issued', {
      ticketId: `late${String(minute)}-${String(i)}`,
      number: 'x',
      queue: 'a',
      channel: 'walk-in',
    });
}

function p50(state: HallState, past: HallPast | null = null): number {
  const answer = quote(state, 'a', { past });
  if (isUnknown(answer)) throw new Error(answer.unknown);
  return answer.p50Sec;
}

let known: HallPast | null = null;
/** Four such days, somewhat busier than can be served, with what was quoted on them. */
function taught(): HallPast {
  for (let day = 0; known === null || day < 4; day++) {
    const quoted = new Map<string, WaitQuote>();
    const state = ticketsOnly(800, 4.5, WINDOWS, (now, ticketId) => {
      const said = quote(now, 'a', { past: known, paths: 10 });
      if (!isUnknown(said)) quoted.set(ticketId, said);
    });
    known = learnDay(known, state, quoted);
  }
  return known;
}

describe('a hall that only tells of tickets', () => {
  it('believes an idle window less with every minute somebody waits beside it', () => {
    const state = ticketsOnly(700);
    const there = (minutes: number): number => {
      const view = predictView(state, null, state.config.dayStart + (705 + minutes) * 60_000);
      return Math.max(
        ...view.windows.filter((w) => WINDOWS.includes(w.id) && w.condition === 'free').map((w) => w.there ?? 1),
        0,
      );
    };
    for (const id of ['t24', 't25', 't26'])
      happen(state, 704, 'hall.ticket.finished', { ticketId: id, windowId: 'w1', result: 'done' });
    const alone = there(0);
    waitFrom(state, 705, 3);
    const beliefs = [1, 3, 5, 10, 20].map(there);
    expect(alone).toBeGreaterThan(0.8);
    expect(beliefs[0]).toBeLessThan(alone);
    for (let i = 1; i < beliefs.length; i++) expect(beliefs[i]).toBeLessThanOrEqual((beliefs[i - 1] ?? 0) + 0.05);
    expect(beliefs[4]).toBeLessThan(0.2);
  });

  it('does not take a window for staffed that was never seen, and one that was seen an hour ago only half', () => {
    const view = predictView(ticketsOnly(700, 6, ['w1']), null);
    const w2 = view.windows.find((w) => w.id === 'w2');
    expect(w2?.condition).toBe('free');
    expect(w2?.there ?? 1).toBeLessThan(0.3);
  });

  it.each([
    ['without a past', false],
    ['with days learned from', true],
  ])('quotes more when more people wait, %s', (_, learned) => {
    const past = learned ? taught() : null;
    let before = -1;
    for (const count of [0, 1, 2, 4, 8, 16, 30]) {
      const state = ticketsOnly(700);
      waitFrom(state, 699, count);
      const now = p50(state, past);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(before).toBeGreaterThan(30 * 60);
  });

  it.each([
    ['without a past', false],
    ['with days learned from', true],
  ])('quotes more the longer people wait and nobody is called, %s', (_, learned) => {
    const past = learned ? taught() : null;
    const state = ticketsOnly(690);
    waitFrom(state, 690, 11);
    const first = p50(state, past);
    const quotes = [4, 8, 12, 16, 20].map((minutes) => {
      waitFrom(state, 690 + minutes, 8);
      state.advance(state.config.dayStart + (690.5 + minutes) * 60_000);
      return p50(state, past);
    });
    quotes.forEach((q, i) => {
      expect(q).toBeGreaterThan(quotes[i - 1] ?? first);
    });
  });

  it('says the same of one queue and of all', () => {
    const past = taught();
    const state = ticketsOnly(700);
    waitFrom(state, 699, 6);
    const all = quoteAll(state, { past }).get('a');
    expect(all).toEqual(quote(state, 'a', { past }));
  });
});

describe('a hall whose windows report', () => {
  it('takes its word, until people wait long beside a window that calls nobody', () => {
    const state = smallHall();
    for (const id of ['w1', 'w2'])
      happen(state, 540, 'hall.window.opened', { windowId: id, officerId: `o-${id}`, queues: ['a'] });
    const there = (): (number | undefined)[] =>
      predictView(state, null, state.now)
        .windows.slice(0, 2)
        .map((w) => w.there);
    state.advance(state.config.dayStart + 600 * 60_000);
    expect(there()).toEqual([undefined, undefined]);
    waitFrom(state, 600, 23);
    state.advance(state.config.dayStart + 603 * 60_000);
    expect(there()).toEqual([undefined, undefined]);
    state.advance(state.config.dayStart + 635 * 60_000);
    for (const chance of there()) expect(chance ?? 1).toBeLessThan(0.01);
  });
});
