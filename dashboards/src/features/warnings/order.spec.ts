import { openWarnings, type Warning } from '@cockpit/contracts';
import { headlined, warningGroups } from './order';

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
