import { message, type Message, type Warning } from '@cockpit/contracts';
import { ofNow, type Hall } from './of-now';

interface Seen {
  waiting?: number;
  loadMin?: number;
  state?: Hall['windows'][number]['state'];
}
const hall = (longestWaitSec: number | null, { waiting = 4, loadMin = 51.4, state = 'idle' }: Seen = {}): Hall => ({
  queues: [{ code: 'hz', name: '户政', waiting, longestWaitSec }],
  windows: [{ windowId: 'w1', loadMin, state }],
});
const about = { queue: '户政', value: 28, limit: 15 };
const warning = (words: Message | undefined, more: Partial<Warning> = {}) => ({
  ...{ scope: { kind: 'queue' as const, code: 'hz' }, condition: 'firing' as const, ...more },
  ...(words === undefined ? {} : { words }),
});
const said = (words: Message, seen: Hall, more: Partial<Warning> = {}) => ofNow(warning(words, more), seen).words;

describe('the figure of a warning', () => {
  const longest = message('warning.queue-longest-wait', about);

  it('is the one that the queue beside it has, rounded alike', () => {
    expect(said(longest, hall(28.5 * 60))?.params['value']).toBe(29);
    expect(said(longest, hall(28.4 * 60))?.params['value']).toBe(28);
    expect(said(message('warning.queue-wait-limit', about), hall(1740))?.params['value']).toBe(29);
  });

  it('never makes a sentence that is not true', () => {
    expect(said(longest, hall(13 * 60))).toEqual(message('warning.queue-longest-at', { ...about, value: 13 }));
    const doubled = message('warning.queue-wait-doubled', { ...about, value: 33 });
    expect(said(doubled, hall(30 * 60))).toEqual({ ...doubled, params: { ...doubled.params, value: 30 } });
    expect(said(doubled, hall(29 * 60))?.code).toBe('warning.queue-longest-at');
  });

  it('of a window is the load that its tile has, while that is beyond the limit', () => {
    const overload = message('warning.window-overload', { window: '07', value: 48, limit: 45 });
    const scope = { kind: 'window' as const, code: 'w1' };
    expect(said(overload, hall(null), { scope })?.params['value']).toBe(51);
    expect(said(overload, hall(null, { loadMin: 30 }), { scope })).toEqual(overload);
  });

  it('of an idle window is how many wait for it now', () => {
    const idle = message('warning.window-idle', { window: '17', value: 11, queue: '户政', waiting: 11 });
    const scope = { kind: 'window' as const, code: 'w1' };
    expect(said(idle, hall(300, { waiting: 14 }), { scope })?.params).toMatchObject({ value: 11, waiting: 14 });
    expect(said(idle, hall(null, { waiting: 0 }), { scope })).toEqual(idle);
  });

  it('of a window recovers where the window is seen at work again', () => {
    const scope = { kind: 'window' as const, code: 'w1' };
    const fault = warning(message('warning.window-fault', { window: '24', value: 8 }), { scope });
    const idle = warning(message('warning.window-idle', { ...about, window: '24', waiting: 2 }), { scope });
    const condition = (one: typeof fault, state: 'fault' | 'idle' | 'serving') =>
      ofNow(one, hall(null, { state })).condition;
    expect((['fault', 'serving', 'idle'] as const).map((state) => condition(fault, state))).toEqual([
      'firing',
      'recovering',
      'recovering',
    ]);
    expect(ofNow(fault, hall(null, { state: 'serving' })).words).toEqual(
      message('warning.window-works', { window: '24' }),
    );
    expect(ofNow({ ...fault, condition: 'recovering' as const }, hall(null)).words?.code).toBe('warning.window-works');
    expect(ofNow({ ...fault, condition: 'resolved' as const }, hall(null)).words?.code).toBe('warning.window-fault');
    expect((['idle', 'serving'] as const).map((state) => condition(idle, state))).toEqual(['firing', 'recovering']);
    // a window that is not shown is not known to have recovered
    expect(ofNow({ ...fault, scope: { kind: 'window', code: 'gone' } }, hall(null)).condition).toBe('firing');
  });

  it('stays as it was told where nothing beside it says more', () => {
    const forecast = message('warning.queue-predicted-wait', about);
    expect(said(forecast, hall(1740))).toEqual(forecast);
    expect(said(longest, hall(1740), { condition: 'recovering' })).toEqual(longest);
    expect(said(longest, hall(null))).toEqual(longest);
    expect(said(longest, hall(1740, { waiting: 0 }))).toEqual(longest);
    expect(said(longest, hall(1740), { scope: { kind: 'queue', code: 'gone' } })).toEqual(longest);
    // written before there was data
    expect(ofNow(warning(undefined), hall(1740))).toEqual(warning(undefined));
  });
});
