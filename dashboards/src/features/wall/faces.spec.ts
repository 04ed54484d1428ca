import type { Prompt, Warning } from '@cockpit/contracts';
import { faceAt, hasNewRed, redWarnings, rotationOf, urgentKey } from './faces';

const warning = (id: string, over: Partial<Warning> = {}): Warning => ({
  id,
  rule: 'r',
  ruleVersion: 1,
  hall: 'H',
  scope: { kind: 'hall', code: 'H' },
  severity: 'red',
  condition: 'firing',
  handling: 'new',
  message: '',
  value: null,
  threshold: 0,
  unit: '',
  since: '2026-03-02T00:00:00Z',
  firedAt: null,
  clearedAt: null,
  ...over,
});

describe('a wall that rotates', () => {
  it('turns only when asked, and never faster than eyes can follow', () => {
    expect([undefined, '', 'x', '-3', '0', '30', '1', '99999'].map(rotationOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      30,
      5,
      3600,
    ]);
  });

  it('shows map, queues and figures in turn; a hall without windows has no map', () => {
    expect([0, 1, 2, 3].map((turn) => faceAt(turn, false))).toEqual(['map', 'queues', 'figures', 'map']);
    expect([0, 1, 2].map((turn) => faceAt(turn, true))).toEqual(['queues', 'figures', 'queues']);
  });

  it('knows by its key when something new has to be acted on', () => {
    const shown = { id: 'p', state: 'shown' } as Prompt;
    const calm = urgentKey({ prompts: [], warnings: [warning('w', { severity: 'yellow' })] });
    expect(calm).toBe('');
    expect(urgentKey({ prompts: [shown], warnings: [] })).not.toBe(calm);
    expect(urgentKey({ prompts: [{ ...shown, state: 'accepted' }], warnings: [] })).toBe(calm);
  });
});

describe('the sound of a red warning', () => {
  it('comes with a new one only, not with what stood there when the wall began', () => {
    expect(hasNewRed(null, ['a'])).toBe(false);
    expect(hasNewRed(new Set(['a']), ['a'])).toBe(false);
    expect(hasNewRed(new Set(['a']), ['a', 'b'])).toBe(true);
  });

  it('is not for yellow ones nor for what is in hand', () => {
    expect(
      redWarnings([
        warning('a'),
        warning('b', { severity: 'yellow' }),
        warning('c', { handling: 'acknowledged' }),
        warning('d', { condition: 'recovering' }),
      ]),
    ).toEqual(['a']);
  });
});
