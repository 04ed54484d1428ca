import type { ObservedMeasure } from './measure';
import { observedEffect, observedTogether } from './observed-effect';
import { KINDS, tryDay, type Tried } from './truth.fixture';

const HOUR = 3_600_000;

/** Parts of a plan that nobody carried out: a reserve that stayed closed, an item nobody was led away for, a lunch that stayed where it was. */
function idleParts({ measure, state }: Tried): ObservedMeasure[] {
  const { from } = measure;
  const { windows } = state.config;
  const other = windows.find(({ id }) => id !== measure.windowId)?.id ?? '';
  const part = { windowId: null, queues: [], item: null, from };
  return [
    { ...part, kind: 'open', windowId: 'nowhere', begins: from + HOUR, until: from + 2 * HOUR },
    { ...part, kind: 'guide', item: 'nothing', begins: from, until: from + HOUR },
    {
      ...part,
      kind: 'break',
      windowId: other,
      begins: from + HOUR / 6,
      until: from + HOUR / 2,
      rostered: { from: from + HOUR, until: from + (HOUR * 4) / 3 },
    },
  ];
}

/** Days with one measure at a random time; a plan is looked at from that time to the end of its day. */
const tried = (kind: (typeof KINDS)[number], isDone: boolean): Tried[] =>
  Array.from({ length: 16 }, (_, i) => tryDay(4001 + i, kind, isDone)).filter((one) => one !== null);
const WHOLE_DAY = { horizonMin: 540, followMin: 60, paths: 8 };

describe('the effect of a plan', () => {
  it('is nothing where none of its measures was carried out', () => {
    const days = KINDS.flatMap((kind) => tried(kind, false));
    let looked = 0;
    for (const day of days) {
      const { from } = day.measure;
      const measures = [day.measure, ...idleParts(day)];
      const effect = observedTogether(day.state, day.events, { measures, from }, WHOLE_DAY);
      // an officer who happened to be away when the plan would have had them away did carry that part out
      if (effect.deeds.at(-1)?.code === 'served') continue;
      looked += 1;
      expect(effect).toMatchObject({ savedMin: 0, lowMin: 0, highMin: 0, tickets: [] });
    }
    expect(looked).toBeGreaterThan(20);
  });

  it('is that of its link alone where nothing but the link was carried out', () => {
    let done = 0;
    for (const day of tried('link', true)) {
      const { from } = day.measure;
      const measures = [...idleParts(day), day.measure];
      const { deeds, ...together } = observedTogether(day.state, day.events, { measures, from }, WHOLE_DAY);
      // an officer who happened to be away when the plan would have had them away did carry that part out
      if (deeds.slice(0, -1).some(({ code }) => code === 'served' || code === 'led-away')) continue;
      const { deed, ...alone } = observedEffect(day.state, day.events, day.measure, WHOLE_DAY);
      expect(together).toEqual(alone);
      expect(deeds.at(-1)).toEqual(deed);
      if (deed.code === 'served') done += 1;
    }
    expect(done).toBeGreaterThan(4);
  });

  it('of two measures leaves out both at once', () => {
    const [day] = tried('open', true).filter(
      ({ state, events, measure }) => observedEffect(state, events, measure, WHOLE_DAY).deed.code === 'served',
    );
    if (day === undefined) throw new Error('no day on which the reserve served somebody');
    const { from, until } = day.measure;
    const timed = { ...day.measure, begins: from, until };
    const once = observedTogether(day.state, day.events, { measures: [timed], from }, WHOLE_DAY);
    const twice = observedTogether(day.state, day.events, { measures: [timed, timed], from }, WHOLE_DAY);
    // the same measure told twice is left out once: a sum would have counted it double
    expect(once.savedMin).not.toBe(0);
    expect(twice.savedMin).toBe(once.savedMin);
  });
});
