import type { Warning } from '@cockpit/contracts';
import { headlined, openWarnings, warningGroups } from './order';

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

describe('warnings by cause', () => {
  const windows = [
    { windowId: 'w1', homeQueue: 'a' },
    { windowId: 'w9', homeQueue: 'calm' },
  ];
  const list = [
    warning('predicted', {}),
    warning('window', { scope: { kind: 'window', code: 'w1' } }),
    warning('longest', { severity: 'red' }),
    warning('other queue', { scope: { kind: 'queue', code: 'b' } }),
    warning('other window', { scope: { kind: 'window', code: 'w9' } }),
    warning('over', { condition: 'resolved' }),
  ];

  it('put the trouble of a queue and its windows together, the worst in front', () => {
    expect(warningGroups(list, windows).map(({ first, rest }) => [first.id, ...rest.map(({ id }) => id)])).toEqual([
      ['longest', 'predicted', 'window'],
      ['other queue'],
      ['other window'],
    ]);
  });

  it('show every open warning once', () => {
    const shown = warningGroups(list).flatMap(({ first, rest }) => [first, ...rest]);
    expect(shown.map(({ id }) => id).sort()).toEqual(
      openWarnings(list)
        .map(({ id }) => id)
        .sort(),
    );
  });
});

describe('the warning of the queue that the headline is of', () => {
  const about = (code: string, over: Partial<Warning> = {}): Warning =>
    warning(code, { scope: { kind: 'queue', code }, ...over });
  const first = (list: Warning[], code?: string): string | undefined =>
    headlined(warningGroups(list), code)[0]?.first.id;

  it('stands first where none is graver', () => {
    const older = { since: '2026-11-20T09:50:00+08:00' };
    expect(first([about('a', older), about('b')], 'b')).toBe('b');
    expect(first([about('a', older), about('b')])).toBe('a');
    expect(first([about('a', { severity: 'red' }), about('b')], 'b')).toBe('a');
    expect(first([about('a', older), about('b', { condition: 'recovering' })], 'b')).toBe('a');
    expect(headlined([], 'b')).toEqual([]);
  });
});
