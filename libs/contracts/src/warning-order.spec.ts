import { openWarnings } from './warning-order';
import type { Warning } from './warnings';

const warning = (id: string, over: Partial<Warning>): Warning => ({
  id,
  rule: 'r',
  ruleVersion: 1,
  hall: 'H32',
  scope: { kind: 'queue', code: 'a' },
  severity: 'yellow',
  condition: 'firing',
  handling: 'new',
  message: '',
  value: 1,
  threshold: 1,
  unit: 'min',
  since: '2026-11-20T10:00:00+08:00',
  firedAt: null,
  clearedAt: null,
  ...over,
});

describe('order of warnings', () => {
  it('puts red before yellow, firing before recovering, unanswered before acknowledged, wider before narrower, old before new', () => {
    const list = [
      warning('window', { scope: { kind: 'window', code: 'w' } }),
      warning('acked', { handling: 'acknowledged' }),
      warning('younger', { since: '2026-11-20T10:05:00+08:00' }),
      warning('older', {}),
      warning('recovering', { condition: 'recovering' }),
      warning('red', { severity: 'red' }),
      warning('over', { condition: 'resolved' }),
      warning('not-yet', { condition: 'pending' }),
    ];
    expect(openWarnings(list).map(({ id }) => id)).toEqual([
      'red',
      'older',
      'younger',
      'window',
      'acked',
      'recovering',
    ]);
  });
});

describe('warnings that are equal', () => {
  it('stand in one order however they came: further beyond the limit first, then by place and rule', () => {
    const list = [
      warning('far', { value: 40, threshold: 15 }),
      warning('far below', { value: 0.1, threshold: 0.4, scope: { kind: 'queue', code: 'b' } }),
      warning('b', { scope: { kind: 'queue', code: 'b' } }),
      warning('a2', { rule: 's' }),
      warning('a1', {}),
      warning('unknown', { value: null, scope: { kind: 'queue', code: 'c' } }),
    ];
    const wanted = ['far', 'far below', 'a1', 'a2', 'b', 'unknown'];
    expect(openWarnings(list).map(({ id }) => id)).toEqual(wanted);
    expect(openWarnings([...list].reverse()).map(({ id }) => id)).toEqual(wanted);
  });
});
