import { DEFAULT_PARAMS, type RedirectParams } from './params';
import { recommend, type PromptProposal } from './recommend';
import { jam, queueOf } from './test-view';
import type { RedirectView } from './view';

/** So many queues that neither 32 nor 64 nor 128 bits hold them. */
const BEFORE = 130;

/** The same hall behind many queues in which nothing happens. */
function behindMany(view: RedirectView): RedirectView {
  const quiet = Array.from({ length: BEFORE }, (_, i) =>
    queueOf(`q${String(i)}`, { ratePerMin: new Float64Array(18) }),
  );
  const shift = (queue: number): number => (queue < 0 ? queue : queue + BEFORE);
  return {
    ...view,
    queues: [...quiet, ...view.queues],
    windows: view.windows.map((window) => ({
      ...window,
      home: shift(window.home),
      current: shift(window.current),
      skills: window.skills << BigInt(BEFORE),
      mask: window.mask << BigInt(BEFORE),
    })),
  };
}

const only = (...kinds: RedirectParams['kinds']): RedirectParams => ({ ...DEFAULT_PARAMS, kinds });

describe('a hall with more queues than bits', () => {
  it.each(['link', 'reassign'] as const)('gets the %s prompt of a small one', (kind) => {
    const [small] = recommend(jam(), only(kind));
    const [large] = recommend(behindMany(jam()), only(kind));
    expect(small).toBeDefined();
    // fairness is an index over all queues, the quiet ones too
    const told = ({ kind, windowId, queues, why, predicted, gainMin, trouble }: PromptProposal): object => ({
      kind,
      windowId,
      queues,
      why,
      predicted,
      gainMin,
      trouble,
    });
    expect(large && told(large)).toEqual(small && told(small));
    expect(large?.decision.mask).toBe((small?.decision.mask ?? 0n) << BigInt(BEFORE));
  });
});
