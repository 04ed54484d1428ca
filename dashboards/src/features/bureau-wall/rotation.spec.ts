import type { PlayEntry } from '@cockpit/contracts';
import fc from 'fast-check';
import {
  begin,
  HOLD_SEC,
  JUMP_SEC,
  MOST_WAITING,
  secondsLeft,
  shareOf,
  shownOf,
  step,
  type Rotation,
  type Step,
} from './rotation';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const page = (name: string, sec = 30): PlayEntry => ({ page: name, hall: null, sec });
const LIST = [page('bureau-wall', 60), page('ranking'), page('network')];
const red = (id: string, hall: string) => ({ id, hall });
const looks = (...list: { id: string; hall: string }[]): Step => ({ kind: 'red', red: list });
const TICK: Step = { kind: 'tick' };

/** What is shown second by second. */
function played(state: Rotation, seconds: number, from: number, list = LIST): { state: Rotation; shown: string[] } {
  const shown: string[] = [];
  let now = state;
  for (let i = 1; i <= seconds; i++) {
    now = step(now, list, TICK, from + i * 1000);
    const { page: name = '', hall = null } = shownOf(now, list) ?? {};
    shown.push(hall ?? name);
  }
  return { state: now, shown };
}
const inOrder = (shown: readonly string[]) => shown.filter((one, i) => one !== shown[i - 1]);

describe('a play list', () => {
  it('shows each page for its time, in turn', () => {
    const { shown } = played(begin(NOW), 150, NOW);
    expect(inOrder(shown)).toEqual(['bureau-wall', 'ranking', 'network', 'bureau-wall']);
    expect(shown.filter((one) => one === 'ranking')).toHaveLength(30);
  });

  it('stands still with one page, and shows nothing without any', () => {
    expect(inOrder(played(begin(NOW), 120, NOW, [page('network')]).shown)).toEqual(['network']);
    expect(secondsLeft(begin(NOW), [page('network')], NOW)).toBeNull();
    expect([shownOf(begin(NOW), []), secondsLeft(begin(NOW), [], NOW), shareOf(begin(NOW), [], NOW)]).toEqual([
      ...[null, null, 0],
    ]);
  });

  it('goes on where a page was taken out of it', () => {
    const at2 = { ...begin(NOW), at: 2 };
    expect(shownOf(at2, LIST.slice(0, 2))?.page).toBe('bureau-wall');
  });

  it('says how long until the next page', () => {
    expect(secondsLeft(begin(NOW), LIST, NOW + 20_000)).toBe(40);
    expect(shareOf(begin(NOW), LIST, NOW + 15_000)).toBe(0.25);
  });
});

describe('a hall that turns red', () => {
  const started = step(begin(NOW), LIST, looks(red('old', 'H9')), NOW);

  it('is jumped to, and after its time the page that was interrupted begins anew', () => {
    const jumped = step(started, LIST, looks(red('old', 'H9'), red('new', 'H3')), NOW + 5000);
    expect(shownOf(jumped, LIST)).toEqual({ page: 'wall', hall: 'H3', sec: JUMP_SEC });
    const { shown } = played(jumped, JUMP_SEC + 61, NOW + 5000);
    expect(inOrder(shown)).toEqual(['H3', 'bureau-wall', 'ranking']);
  });

  it('is none on the first look', () => {
    expect(started.jump).toBeNull();
  });

  it('is left once it is answered, once somebody says so, and never jumped to twice for one warning', () => {
    const jumped = step(started, LIST, looks(red('new', 'H3')), NOW);
    expect(step(jumped, LIST, looks(), NOW + 9000).jump).toBeNull();
    const back = step(jumped, LIST, { kind: 'looked' }, NOW + 9000);
    expect([back.jump, step(back, LIST, looks(red('new', 'H3')), NOW + 10_000).jump]).toEqual([null, null]);
    expect(step(jumped, LIST, { kind: 'next' }, NOW + 9000).jump).toBeNull();
  });

  it('waits for another one, and falls out when it is answered meanwhile', () => {
    const first = step(started, LIST, looks(red('a', 'H1')), NOW);
    const both = step(first, LIST, looks(red('a', 'H1'), red('b', 'H2'), red('c', 'H3')), NOW);
    expect([both.jump, both.waiting]).toEqual(['H1', ['H2', 'H3']]);
    const answered = step(both, LIST, looks(red('a', 'H1'), red('c', 'H3')), NOW);
    expect(step(answered, LIST, { kind: 'looked' }, NOW).jump).toBe('H3');
  });

  it('waits while somebody reads', () => {
    const reading = step(started, LIST, { kind: 'touched' }, NOW);
    const waiting = step(reading, LIST, looks(red('a', 'H1')), NOW + 1000);
    expect([waiting.jump, secondsLeft(waiting, LIST, NOW + 1000)]).toEqual([null, null]);
    const { state } = played(waiting, HOLD_SEC + 1, NOW);
    expect(step(state, LIST, looks(red('a', 'H1')), NOW + HOLD_SEC * 1000 + 1000).jump).toBe('H1');
  });
});

describe('whatever happens', () => {
  const anyStep: fc.Arbitrary<Step> = fc.oneof(
    fc.constant<Step>(TICK),
    fc.constantFrom<Step>({ kind: 'looked' }, { kind: 'touched' }, { kind: 'next' }),
    fc
      .array(
        fc.record({
          id: fc.integer({ max: 60, min: 0 }).map(String),
          hall: fc.constantFrom('H1', 'H2', 'H3', 'H4', 'H5', 'H6'),
        }),
        {
          maxLength: 8,
        },
      )
      .map((list): Step => ({ kind: 'red', red: list })),
  );
  // the device's clock may be set back as well
  const anyRun = fc.array(fc.tuple(anyStep, fc.integer({ min: -5000, max: 90_000 })), { maxLength: 60 });
  const anyList = fc
    .array(fc.integer({ min: 10, max: 90 }), { maxLength: 6 })
    .map((secs) => secs.map((sec, i) => page(`p${String(i)}`, sec)));

  it('remembers no more than what is red now, shows what there is, and every page of the list comes round again', () => {
    fc.assert(
      fc.property(anyRun, anyList, (run, list) => {
        let state = begin(NOW);
        let now = NOW;
        for (const [what, ms] of run) {
          now += ms;
          state = step(state, list, what, now);
          expect(state.waiting.length).toBeLessThanOrEqual(MOST_WAITING);
          expect(state.known?.size ?? 0).toBeLessThanOrEqual(8);
          expect(state.waiting).not.toContain(state.jump);
          if (list.length > 0) expect(shownOf(state, list)).not.toBeNull();
        }
        const longest = HOLD_SEC + (MOST_WAITING + 1) * JUMP_SEC + list.reduce((sum, { sec }) => sum + sec, 0) + 100;
        const { shown } = played(state, longest, now, list);
        for (const { page: name } of list) expect(shown).toContain(name);
      }),
      { numRuns: 200 },
    );
  });
});
