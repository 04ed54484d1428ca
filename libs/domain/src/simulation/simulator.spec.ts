import { makeDay, type SimDay } from './day';
import { erlangCMeanWait } from './erlang';
import { Stream } from './rng';
import { STANDARD } from './scenarios';
import { HallSimulator } from './simulator';
import { exclusive, homeOnly, linked, playYardstick, type Yardstick } from './yardsticks';
import parity from './parity.fixture.json';
import { only, type QueueSet } from '../queue-set';

function meanWait(day: SimDay, name: Yardstick): { mean: number; switches: number } {
  let sum = 0;
  let count = 0;
  const run = playYardstick(day, name, {
    onWait: (wait) => {
      sum += wait;
      count += 1;
    },
  });
  return { mean: sum / count, switches: run.switches };
}

describe('agreement with the reference engine', () => {
  it.each(parity as [number, number, number, number, number, number, number][])(
    'day %i',
    (id, tickets, a, gStar, all, f, switches) => {
      const day = makeDay(STANDARD, id);
      expect(day.tickets).toHaveLength(tickets);
      expect(meanWait(day, 'A').mean).toBeCloseTo(a, 4);
      expect(meanWait(day, 'Gstar').mean).toBeCloseTo(gStar, 4);
      expect(meanWait(day, 'linkAll')).toEqual({ mean: expect.closeTo(all, 4) as number, switches });
      expect(meanWait(day, 'F').mean).toBeCloseTo(f, 4);
    },
  );
});

describe('agreement with theory', () => {
  it('waits as Erlang C says when arrivals and services are memoryless', () => {
    const [rate, service, servers] = [0.7, 6, 6];
    const random = new Stream(1, 1);
    const base = makeDay(STANDARD, 1001);
    let sum = 0;
    let count = 0;
    for (let replication = 0; replication < 300; replication += 1) {
      let t = 0;
      const tickets: SimDay['tickets'][number][] = [];
      while (t < 800) {
        t += random.exponential() / rate;
        tickets.push({
          id: tickets.length,
          issuedMin: t,
          branch: 0,
          item: 0,
          serviceMin: service * random.exponential(),
          noShow: false,
          patienceMin: 1e9,
          willing: 1,
          terminalMin: 0,
          terminalFails: false,
        });
      }
      const officers = [0, 1, 2, 3, 4, 5].map((window) => ({
        window,
        home: 0,
        skills: 1n,
        speed: 1,
        reserve: false,
        absences: [],
      }));
      const day: SimDay = { ...base, tickets, officers };
      new HallSimulator(day, {
        opening: homeOnly,
        onWait: (wait, _branch, ticket) => {
          if (ticket.issuedMin < 200) return;
          sum += wait;
          count += 1;
        },
      }).drain();
    }
    expect(sum / count / erlangCMeanWait(rate, service, servers)).toBeCloseTo(1, 1);
  });
});

describe('playing in pieces', () => {
  it('gives the same day as playing at once', () => {
    const day = makeDay(STANDARD, 1002);
    const waits = (pieces: boolean): number[] => {
      const seen: number[] = [];
      const run = new HallSimulator(day, { opening: (o) => linked(o.skills), onWait: (w) => seen.push(w) });
      if (pieces) for (let minute = 1; minute <= 540; minute += 1) run.advanceTo(minute);
      run.drain();
      return seen;
    };
    expect(waits(true)).toEqual(waits(false));
  });

  it('carries out a command when the window is next free and switches when its system is dropped', () => {
    const day = makeDay(STANDARD, 1003);
    const steps: { kind: string; min: number; mask?: QueueSet }[] = [];
    const run = new HallSimulator(day, {
      opening: homeOnly,
      onStep: (step) => 'window' in step && step.window === 0 && steps.push(step),
    });
    run.advanceTo(200);
    run.assign(0, exclusive(only(2), 'p1'));
    run.advanceTo(400);
    const carriedOut = steps.findIndex((s) => s.kind === 'assigned');
    expect(steps[carriedOut]).toMatchObject({ mask: only(2), promptId: 'p1' });
    const next = steps.slice(carriedOut).find((s) => s.kind === 'called');
    expect(next).toMatchObject({ ticket: { branch: 2 } });
    expect((next?.min ?? 0) - (steps[carriedOut]?.min ?? 0)).toBeGreaterThanOrEqual(2);
  });
});
