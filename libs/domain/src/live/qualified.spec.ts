import type { HallConfig, OfficerConfig } from './config';
import { notToBeSentTo, qualifiedQueues, unqualifiedFor } from './qualified';
import { HallState } from './state';
import { at, event, smallHall } from './testing';

const officer = (id: string, skills: string[], more: Partial<OfficerConfig> = {}): OfficerConfig => ({
  id,
  name: id,
  skills,
  homeQueue: skills[0] ?? null,
  authorisations: [],
  ...more,
});
const item = (code: string, queue: string): HallConfig['items'][number] => ({
  code,
  name: code,
  queue,
  meanServiceMin: 8,
  share: 0.5,
  selfService: false,
  mobile: false,
});
const shift = (officerId: string, from: number, to: number) => ({ officerId, from: at(from), to: at(to), breaks: [] });
/** w1 serves `a`; passports of `b` need an authorisation */
function hall(change: Partial<HallConfig> = {}, roster = [shift('plain', 0, 540)]): HallConfig {
  const small = smallHall({ items: [item('card', 'b'), item('passport', 'b')], ...change });
  return { ...small, windows: small.windows.map((window) => (window.id === 'w1' ? { ...window, roster } : window)) };
}

describe('queues an officer may be sent to', () => {
  const signs = officer('signs', ['a', 'b'], { authorisations: ['passport'] });
  const plain = officer('plain', ['a', 'b']);

  it('are those of their skills, as long as nobody needs an authorisation there', () => {
    expect(qualifiedQueues(hall({ officers: [plain] }), plain)).toEqual(['a', 'b']);
    expect(qualifiedQueues(hall({ officers: [plain, officer('other', ['a'])] }), plain)).toEqual(['a', 'b']);
  });

  it('are not those where a visitor may bring what they must not sign', () => {
    const config = hall({ officers: [plain, signs] });
    expect(qualifiedQueues(config, plain)).toEqual(['a']);
    expect(qualifiedQueues(config, signs)).toEqual(['a', 'b']);
    expect(qualifiedQueues({ ...config, items: [item('card', 'b')] }, plain)).toEqual(['a', 'b']);
  });

  it('always have their own home among them, which they serve every day', () => {
    const home = officer('home', ['b', 'a']);
    expect(qualifiedQueues(hall({ officers: [home, signs] }), home)).toEqual(['b', 'a']);
  });

  it('grow with what they may sign, and shrink with what others need to', () => {
    const all = [item('card', 'a'), item('passport', 'b'), item('permit', 'b')];
    const may = (...authorisations: string[]) =>
      qualifiedQueues(
        hall({
          items: all,
          officers: [signs, officer('more', ['b'], { authorisations: ['permit'] })],
        }),
        officer('me', ['a', 'b'], { authorisations }),
      );
    expect([may(), may('passport'), may('permit'), may('passport', 'permit')]).toEqual([
      ['a'],
      ['a'],
      ['a'],
      ['a', 'b'],
    ]);
  });
});

describe('what a window must not be asked to serve', () => {
  const officers = [
    officer('plain', ['a', 'b']),
    officer('late', ['a']),
    officer('signs', ['a', 'b'], { authorisations: ['passport'] }),
  ];
  const stateAt = (minute: number, config: HallConfig, ...who: string[]): HallState => {
    const state = new HallState(config);
    for (const officerId of who) state.apply(event('hall.window.opened', 1, { windowId: 'w1', officerId }));
    state.apply(event('hall.queue.observed', minute, { queue: 'a', waiting: 0 }));
    return state;
  };
  const answers = (state: HallState, window = 'w1') => ({
    byHand: unqualifiedFor(state, window, ['a', 'b']),
    proposed: notToBeSentTo(state, window, ['a', 'b']),
  });

  it('uses the officer of the roster at this time, and after the last shift the last one', () => {
    const config = hall({ officers }, [shift('plain', 0, 240), shift('late', 240, 540)]);
    expect(answers(stateAt(60, config))).toEqual({ byHand: [], proposed: ['b'] });
    expect(answers(stateAt(300, config))).toEqual({ byHand: ['b'], proposed: ['b'] });
    expect(answers(stateAt(600, config))).toEqual({ byHand: ['b'], proposed: ['b'] });
  });

  it('prefers the officer in the feed to the roster', () => {
    const config = hall({ officers }, [shift('late', 0, 540)]);
    expect(answers(stateAt(60, config, 'signs'))).toEqual({ byHand: [], proposed: [] });
    expect(answers(stateAt(60, config, 'plain'))).toEqual({ byHand: [], proposed: ['b'] });
  });

  it('is nothing by hand, and what the window does not serve as a proposal, where nobody knows who sits there', () => {
    const config = hall({ officers }, []);
    expect(answers(stateAt(60, config))).toEqual({ byHand: [], proposed: ['b'] });
    expect(answers(stateAt(60, config, 'stranger'))).toEqual({ byHand: [], proposed: ['b'] });
    expect(answers(stateAt(60, config), 'no such window')).toEqual({ byHand: [], proposed: ['a', 'b'] });
  });

  it('is never what the window serves anyway, and of a reserve window none of its queues', () => {
    const narrow = [officer('late', ['a'])];
    const small = hall({ officers: narrow });
    const as = (kind: 'reserve' | 'specialised') =>
      answers(
        stateAt(60, {
          ...small,
          windows: small.windows.map((window) => ({
            ...window,
            ...(window.id === 'w1' ? { kind, queues: ['b'], homeQueue: 'b', roster: [shift('late', 0, 540)] } : {}),
          })),
        }),
      );
    expect(as('reserve')).toEqual({ byHand: [], proposed: [] });
    expect(as('specialised')).toEqual({ byHand: [], proposed: ['b'] });
  });
});
