import fc from 'fast-check';
import { hallDayEvents, OPENING } from '../fold/testing';
import { HallState } from './state';
import { smallHall } from './testing';
import { waitedAt } from './waited';

const MIN = 60_000;
const small = smallHall();
const hall = { ...small, day: '2026-03-04', dayStart: OPENING - 540 * MIN };

function after(events: Parameters<HallState['apply']>[0][]): HallState {
  const state = new HallState(hall);
  for (const event of events) state.apply(event);
  return state;
}

describe('waiting tickets at a past moment', () => {
  it('are those in line at that moment', () => {
    fc.assert(
      fc.property(hallDayEvents, fc.array(fc.nat(480), { minLength: 1, maxLength: 6 }), (events, minutes) => {
        const times = minutes.map((minute) => OPENING + minute * MIN);
        const waited = waitedAt(after(events), times);
        times.forEach((time, i) => {
          const then = after(events.filter((event) => event.time <= time));
          for (const { code, waiting } of then.queues.values())
            expect([code, waited.get(code)?.[i] ?? 0]).toEqual([code, waiting.length]);
        });
      }),
      { numRuns: 60 },
    );
  });
});
