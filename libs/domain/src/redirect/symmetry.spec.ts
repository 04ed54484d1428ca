import fc from 'fast-check';
import { queuesIn, setOf, type QueueSet } from '../queue-set';
import { consider } from './decide';
import { DEFAULT_PARAMS } from './params';
import { recommend, type PromptProposal } from './recommend';
import { queueOf, viewOf, windowOf } from './test-view';
import type { PastPrompt, RedirectView } from './view';

const SLOTS = 18;
const SLOT_MIN = 30;
/** Halls of two to four queues, no two of them alike. */
const halls: fc.Arbitrary<RedirectView> = fc.integer({ min: 2, max: 4 }).chain((n) =>
  fc
    .record({
      waiting: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: n, maxLength: n }),
      rates: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: n, maxLength: n }),
      windows: fc.array(
        fc.record({ home: fc.nat(n - 1), skills: fc.subarray(Array.from({ length: n }, (_, q) => q)) }),
        { minLength: 3, maxLength: 9 },
      ),
      refused: fc.option(fc.nat(2)),
      nowMin: fc.integer({ min: 40, max: 300 }),
    })
    .map(({ waiting, rates, windows, refused, nowMin }) => {
      const seats = windows.map(({ home, skills }, i) =>
        // each takes another time to change over, so that no two are alike
        windowOf(i + 1, home, { skills: setOf([home, ...skills]), switchMin: 1 + i / 10 }),
      );
      const past: PastPrompt[] =
        refused === null
          ? []
          : [
              {
                kind: 'link',
                state: 'declined',
                decidedMin: nowMin - 9,
                answeredMin: nowMin - 8,
                troubleMin: 90,
                window: refused,
                mask: seats[refused]?.skills ?? 0n,
              },
            ];
      return viewOf(
        waiting.map((people, q) =>
          queueOf(`q${String(q)}`, {
            waiting: people,
            workMin: people * 9,
            headAgeMin: people,
            ratePerMin: new Float64Array(SLOTS).fill((rates[q] ?? 0) / 200),
          }),
        ),
        seats,
        { nowMin, past },
      );
    }),
);

/** What is prompted, as people read it. */
const told = (prompts: readonly PromptProposal[]) =>
  prompts.map(({ kind, windowId, queues, trouble, gainMin, relief, why }) => ({
    kind,
    windowId,
    queues,
    queue: trouble.queue,
    why,
    waitMin: round(trouble.waitMin),
    gainMin: round(gainMin),
    after: round(relief.afterP80Min),
  }));
const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function holds(law: (view: RedirectView) => void): void {
  let prompted = 0;
  fc.assert(
    fc.property(halls, (view) => {
      prompted += recommend(view, DEFAULT_PARAMS).length;
      law(view);
    }),
    { numRuns: 50 },
  );
  expect(prompted).toBeGreaterThan(10);
}

describe('what is prompted', () => {
  it('is the same an hour later, when everything else is an hour later, too', () => {
    holds((view) => {
      const by = 2 * SLOT_MIN;
      const later: RedirectView = {
        ...view,
        nowMin: view.nowMin + by,
        closeMin: view.closeMin + by,
        queues: view.queues.map((queue) => ({
          ...queue,
          ratePerMin: Float64Array.from([0, 0, ...Array.from(queue.ratePerMin)]),
          demandRatio: Float64Array.from([1, 1, ...Array.from(queue.demandRatio)]),
        })),
        past: view.past.map((one) => ({
          ...one,
          decidedMin: one.decidedMin + by,
          ...(one.answeredMin === undefined ? {} : { answeredMin: one.answeredMin + by }),
        })),
      };
      expect(told(recommend(later, DEFAULT_PARAMS))).toEqual(told(recommend(view, DEFAULT_PARAMS)));
    });
  });

  it('goes by no name: other names of queues and windows change nothing but names', () => {
    holds((view) => {
      const other = (text: string): string => text.replaceAll(/\bq(\d)\b/g, 'zz$1');
      const renamed: RedirectView = {
        ...view,
        queues: view.queues.map((queue) => ({ ...queue, code: other(queue.code), name: other(queue.name) })),
        windows: view.windows.map((window) => ({ ...window, id: `other-${window.id}` })),
      };
      expect(told(recommend(renamed, DEFAULT_PARAMS))).toEqual(
        told(recommend(view, DEFAULT_PARAMS)).map((one) => ({
          ...one,
          windowId: `other-${one.windowId ?? ''}`,
          queues: one.queues.map(other),
          queue: other(one.queue),
          why: other(one.why),
        })),
      );
    });
  });

  it('does not depend on the order in which a hall lists its queues', () => {
    holds((view) => {
      const last = view.queues.length - 1;
      const turned = (queues: QueueSet): QueueSet => setOf(queuesIn(queues).map((q) => last - q));
      const other: RedirectView = {
        ...view,
        queues: [...view.queues].reverse(),
        windows: view.windows.map((window) => ({
          ...window,
          home: last - window.home,
          current: last - window.current,
          skills: turned(window.skills),
          mask: turned(window.mask),
        })),
        past: view.past.map((one) => ({ ...one, mask: turned(one.mask ?? 0n) })),
      };
      const troubles = (of: RedirectView) =>
        consider(of, DEFAULT_PARAMS)
          .troubles.map(({ queue, waitMin }) => [of.queues[queue]?.code, round(waitMin)])
          .sort();
      expect(troubles(other)).toEqual(troubles(view));
      const gain = (of: RedirectView) =>
        told(recommend(of, DEFAULT_PARAMS)).map(({ queue, gainMin }) => [queue, gainMin]);
      expect(gain(other)).toEqual(gain(view));
    });
  });

  it('is no other for one more window that stays closed', () => {
    holds((view) => {
      const closed = windowOf(99, 0, { condition: 'closed', skills: setOf(view.queues.map((_, q) => q)) });
      const more = { ...view, windows: [...view.windows, closed] };
      const [prompt] = recommend(view, DEFAULT_PARAMS);
      expect(told(recommend(more, DEFAULT_PARAMS))).toEqual(told(prompt === undefined ? [] : [prompt]));
    });
  });
});
