import fc from 'fast-check';
import { setOf } from '../queue-set';
import { consider } from './decide';
import { DEFAULT_PARAMS } from './params';
import { recommend } from './recommend';
import { queueOf, viewOf, windowOf } from './test-view';
import type { PastPrompt, RedirectView } from './view';

const SLOTS = 18;

/** Halls of every kind at any minute, with what has been said before. */
const halls: fc.Arbitrary<RedirectView> = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc
    .record({
      queues: fc.array(
        fc.record({
          waiting: fc.integer({ min: 0, max: 25 }),
          age: fc.integer({ min: 0, max: 40 }),
          mean: fc.integer({ min: 4, max: 15 }),
          rate: fc.double({ min: 0, max: 0.6, noNaN: true }),
        }),
        { minLength: n, maxLength: n },
      ),
      windows: fc.array(
        fc.record({
          home: fc.integer({ min: 0, max: n - 1 }),
          skills: fc.subarray(Array.from({ length: n }, (_, q) => q)),
          condition: fc.constantFrom('free', 'busy', 'busy', 'away'),
        }),
        { minLength: 1, maxLength: 14 },
      ),
      items: fc.array(
        fc.record({ queue: fc.integer({ min: 0, max: n - 1 }), share: fc.double({ min: 0.1, max: 0.9, noNaN: true }) }),
        { maxLength: 3 },
      ),
      past: fc.array(
        fc.record({
          window: fc.integer({ min: 0, max: 13 }),
          item: fc.option(fc.integer({ min: 0, max: 2 })),
          ago: fc.integer({ min: 1, max: 50 }),
          trouble: fc.integer({ min: 5, max: 60 }),
          state: fc.constantFrom('declined', 'expired', 'done', 'undone'),
        }),
        { maxLength: 6 },
      ),
      nowMin: fc.integer({ min: 60, max: 480 }),
    })
    .map(({ queues, windows, items, past, nowMin }) => {
      const seats = windows.map((w, i) =>
        windowOf(i + 1, w.home, {
          skills: setOf([...w.skills, w.home]),
          condition: w.condition as 'free',
          serviceMeanMin: 8,
          backMin: nowMin + 10,
        }),
      );
      return viewOf(
        queues.map((q, i) =>
          queueOf(`q${String(i)}`, {
            waiting: q.waiting,
            headAgeMin: q.waiting === 0 ? 0 : q.age,
            workMin: q.waiting * q.mean,
            meanMin: q.mean,
            ratePerMin: new Float64Array(SLOTS).fill(q.rate),
          }),
        ),
        seats,
        {
          nowMin,
          items: items.map(({ queue, share }, i) => ({
            code: `i${String(i)}`,
            name: `i${String(i)}`,
            queue,
            meanMin: 6,
            share,
            channels: ['self-service'],
            guidedUntilMin: -Infinity,
          })),
          past: past.flatMap(({ window, item, ago, trouble, state }): PastPrompt[] => {
            const common = {
              state: state as 'declined',
              decidedMin: nowMin - ago,
              answeredMin: nowMin - ago + 1,
              troubleMin: trouble,
            };
            const seat = seats[window];
            if (item !== null) return items[item] === undefined ? [] : [{ ...common, kind: 'guide', item }];
            return seat === undefined ? [] : [{ ...common, kind: 'link', window, mask: seat.skills }];
          }),
        },
      );
    }),
);

const holds = (law: (view: RedirectView) => void): void => {
  let prompted = 0;
  fc.assert(
    fc.property(halls, (view) => {
      prompted += recommend(view, DEFAULT_PARAMS).length;
      law(view);
    }),
    { numRuns: 150 },
  );
  expect(prompted).toBeGreaterThan(10);
};

describe('whatever the hall', () => {
  it('prompts for no queue with nobody waiting unless trouble is surely coming, and for none that is less than busy', () => {
    holds((view) => {
      const { troubles, choice } = consider(view, DEFAULT_PARAMS);
      if (choice === undefined) return;
      const queue = view.queues[choice.trouble.queue];
      expect(troubles).toContain(choice.trouble);
      expect(choice.trouble.waitMin).toBeGreaterThanOrEqual(DEFAULT_PARAMS.busyShare * (queue?.waitTargetMin ?? 0));
      if (queue?.waiting === 0) expect(choice.trouble.coming).toBe(true);
    });
  });

  it('shows what takes three minutes or fifteen per cent off the wait of four in five', () => {
    holds((view) => {
      for (const {
        relief: { beforeP80Min, afterP80Min },
      } of recommend(view, DEFAULT_PARAMS)) {
        const gain = beforeP80Min - afterP80Min;
        expect(gain >= 3 || gain >= 0.15 * beforeP80Min).toBe(true);
        expect(gain).toBeGreaterThanOrEqual(1);
      }
    });
  });

  it('says the same again within half an hour only when it has become clearly worse', () => {
    holds((view) => {
      for (const { decision, trouble } of recommend(view, DEFAULT_PARAMS)) {
        for (const said of view.past) {
          const same =
            said.kind === decision.kind &&
            said.window === decision.window &&
            said.item === decision.item &&
            (decision.window === undefined || said.mask === decision.mask);
          if (!same || view.nowMin - said.decidedMin >= 30) continue;
          expect(trouble.waitMin).toBeGreaterThanOrEqual(1.5 * (said.troubleMin ?? Infinity));
          expect(trouble.waitMin).toBeGreaterThanOrEqual((said.troubleMin ?? Infinity) + 3);
        }
      }
    });
  });

  it('helps the worst trouble first for which anything can be done', () => {
    holds((view) => {
      const { troubles, choice } = consider(view, DEFAULT_PARAMS);
      const place = choice === undefined ? troubles.length : troubles.indexOf(choice.trouble);
      troubles.slice(1).forEach(({ share }, i) => {
        expect(share).toBeLessThanOrEqual(troubles[i]?.share ?? 0);
      });
      // With nothing else in trouble, nothing can be done for those passed over either.
      for (const passed of troubles.slice(0, place)) {
        expect(consider(view, DEFAULT_PARAMS, { only: passed.queue }).choice).toBeUndefined();
      }
    });
  });
});
