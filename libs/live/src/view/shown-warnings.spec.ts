import { message, type Message, type Warning } from '@cockpit/contracts';
import { warningsBeside } from './shown-warnings';

type Hall = Parameters<typeof warningsBeside>[1];
interface Seen {
  waiting?: number;
  loadMin?: number;
  state?: Hall['windows'][number]['state'];
}
const hall = (longestWaitSec: number | null, { waiting = 4, loadMin = 51.4, state = 'idle' }: Seen = {}): Hall => ({
  queues: [{ code: 'hz', waiting, longestWaitSec }],
  windows: [{ windowId: 'w1', loadMin, state }],
});
const about = { queue: '户政', value: 28, limit: 15 };
const warning = (words: Message | undefined, more: Partial<Warning> = {}) => ({
  rule: words?.code.replace('warning.', '') ?? 'queue-longest-wait',
  scope: { kind: 'queue' as const, code: 'hz' },
  condition: 'firing' as const,
  ...more,
  ...(words === undefined ? {} : { words }),
});
const beside = (one: ReturnType<typeof warning>, seen: Hall) => warningsBeside([one], seen)[0];
const said = (words: Message, seen: Hall, more: Partial<Warning> = {}) => beside(warning(words, more), seen)?.words;

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

  it('of a window recovers where the window is seen at work again', () => {
    const scope = { kind: 'window' as const, code: 'w1' };
    const fault = warning(message('warning.window-fault', { window: '24', value: 8 }), { scope });
    const idle = warning(message('warning.window-idle', { ...about, window: '24', waiting: 2 }), { scope });
    const condition = (one: typeof fault, state: 'fault' | 'idle' | 'serving') =>
      beside(one, hall(null, { state }))?.condition;
    expect((['fault', 'serving', 'idle'] as const).map((state) => condition(fault, state))).toEqual([
      'firing',
      'recovering',
      'recovering',
    ]);
    expect(beside(fault, hall(null, { state: 'serving' }))?.words).toEqual(
      message('warning.window-works', { window: '24' }),
    );
    expect(beside({ ...fault, condition: 'recovering' as const }, hall(null))?.words?.code).toBe(
      'warning.window-works',
    );
    expect(beside({ ...fault, condition: 'resolved' as const }, hall(null))?.words?.code).toBe('warning.window-fault');
    expect((['idle', 'serving'] as const).map((state) => condition(idle, state))).toEqual(['firing', 'recovering']);
    // a window that is not shown is not known to have recovered
    expect(beside({ ...fault, scope: { kind: 'window', code: 'gone' } }, hall(null))?.condition).toBe('firing');
  });

  it('stays as it was told where nothing beside it says more', () => {
    const forecast = message('warning.queue-predicted-wait', about);
    expect(said(forecast, hall(1740))).toEqual(forecast);
    expect(said(longest, hall(1740), { condition: 'recovering' })).toEqual(longest);
    expect(said(longest, hall(null))).toEqual(longest);
    expect(said(longest, hall(1740, { waiting: 0 }))).toEqual(longest);
    expect(said(longest, hall(1740), { scope: { kind: 'queue', code: 'gone' } })).toEqual(longest);
    // written before there was data
    expect(beside(warning(undefined), hall(1740))).toEqual(warning(undefined));
  });
});
