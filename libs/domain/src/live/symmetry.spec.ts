import fc from 'fast-check';
import type { FoldEvent } from '../fold';
import { exchanged, hallDayEvents, laterBy, OPENING } from '../fold/testing';
import type { HallConfig } from './config';
import { HallState } from './state';
import { stuckTickets } from './stuck';
import { digest, smallHall } from './testing';

const MIN = 60_000;
const queue = (code: string): HallConfig['queues'][number] => ({ code, name: code, branch: code, waitTargetMin: 15 });
const window = (id: string, queues: string[]): HallConfig['windows'][number] => ({
  id,
  number: id.slice(1),
  kind: 'specialised',
  queues,
  homeQueue: queues[0] ?? '',
  switchMin: 2,
  roster: [{ officerId: `o-${id}`, from: OPENING, to: OPENING + 480 * MIN, breaks: [] }],
});
/** The hall of the generated days of the folds. */
const small = smallHall();
const hall: HallConfig = {
  ...small,
  queues: ['household', 'traffic', 'order'].map(queue),
  windows: [window('w1', ['household']), window('w2', ['traffic', 'household']), window('w3', ['traffic'])],
  day: '2026-03-04',
  dayStart: OPENING - 540 * MIN,
  open: [{ from: OPENING, to: OPENING + 480 * MIN }],
  forecast: { ...small.forecast, start: OPENING },
};

/** All derived values of a hall after these events. */
function derivedOf(config: HallConfig, events: readonly FoldEvent[]): unknown {
  const state = new HallState(config);
  for (const event of events) state.apply(event);
  return { ...(digest(state) as object), stuck: stuckTickets(state) };
}

/** Deriving values from a transformed hall and events equals transforming the derived values. */
function carriesOver(by: (leaf: unknown) => unknown): void {
  fc.assert(
    fc.property(hallDayEvents, fc.nat(40), (events, until) => {
      // also part of a day, with people still waiting and in service
      const some = [...events].sort((a, b) => a.time - b.time).slice(0, 3 + until);
      expect(derivedOf(exchanged(hall, by), exchanged(some, by))).toEqual(exchanged(derivedOf(hall, some), by));
    }),
    { numRuns: 60 },
  );
}

describe('the live state of a hall', () => {
  it('is the same a day or half a year later, at those times', () => {
    for (const days of [1, 182]) carriesOver(laterBy(days));
  });

  it('does not depend on names of windows, officers or queues', () => {
    carriesOver((leaf) =>
      typeof leaf === 'string' && /^(o-)?w\d$|^(household|traffic|order)$/.test(leaf) ? `${leaf}-renamed` : leaf,
    );
  });

  it('does not depend on the order in which the hall lists its windows and queues', () => {
    const turned = { ...hall, windows: [...hall.windows].reverse(), queues: [...hall.queues].reverse() };
    fc.assert(
      fc.property(hallDayEvents, (events) => {
        expect(derivedOf(turned, events)).toEqual(derivedOf(hall, events));
      }),
      { numRuns: 60 },
    );
  });

  it('is not changed by an additional window without events, except for that window', () => {
    const more = { ...hall, windows: [...hall.windows, window('w9', ['order'])] };
    fc.assert(
      fc.property(hallDayEvents, (events) => {
        const { windows, ...rest } = derivedOf(more, events) as { windows: { id: string }[] };
        expect({ ...rest, windows: windows.filter(({ id }) => id !== 'w9') }).toEqual(derivedOf(hall, events));
      }),
      { numRuns: 60 },
    );
  });
});
