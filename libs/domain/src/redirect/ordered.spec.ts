import { consider } from './decide';
import { DEFAULT_PARAMS } from './params';
import { jam, windowOf } from './test-view';
import type { OrderedMeasures, RedirectView } from './view';

const P = DEFAULT_PARAMS;
const NOTHING: OrderedMeasures = { links: [], openings: [] };
const reserve = windowOf(6, -1, { reserve: true, condition: 'closed', skills: 3n, mask: 3n });
const chosen = (kind: 'link' | 'open', view: RedirectView) => consider(view, { ...P, kinds: [kind] }).choice?.decision;

describe('what a plan has ordered', () => {
  it('is asked of nobody again: another window is linked, another reserve opened', () => {
    const link = chosen('link', jam());
    expect([link?.kind, link?.window]).toEqual(['link', 2]);
    const linked = { ...NOTHING, links: [{ window: 2, mask: 3n, startMin: 122 }] };
    expect(chosen('link', jam({ ordered: linked }))?.window).not.toBe(2);

    const windows = [...jam().windows, reserve];
    const view = jam({ windows, reserveLeftMin: 180 });
    expect([chosen('open', view)?.kind, chosen('open', view)?.window]).toEqual(['open', 5]);
    const opening = { window: 5, startMin: 122, untilMin: 167 };
    expect(chosen('open', { ...view, ordered: { ...NOTHING, openings: [opening] } })).toBeUndefined();
  });

  it('helps in the look-ahead as if it had begun', () => {
    const worst = (view: RedirectView): number => consider(view, P).troubles[0]?.waitMin ?? 0;
    const windows = [...jam().windows, reserve];
    const openings = [{ window: 5, startMin: 122, untilMin: 167 }];
    const links = [2, 3].map((window) => ({ window, mask: 3n, startMin: 122 }));
    const alone = worst(jam({ windows }));
    expect(worst(jam({ windows, ordered: { ...NOTHING, openings } }))).toBeLessThan(alone);
    expect(worst(jam({ windows, ordered: { ...NOTHING, links } }))).toBeLessThan(alone);
    expect(worst(jam({ windows, ordered: NOTHING }))).toBe(alone);
  });
});
