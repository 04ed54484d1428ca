import type { Warning } from '@cockpit/contracts';
import { openWarnings } from './order';

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
