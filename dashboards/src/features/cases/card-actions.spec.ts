import { actionsOf, isAnswered } from './card-actions';

const card = { state: 'issued' as const, appeal: 'none' as const, officerId: 'o1', unit: 'u1' };

describe('what may be done about a card', () => {
  it.each([
    [{}, { role: 'officer' as const, officerId: 'o1' }, ['ack', 'explain', 'appeal', 'replay']],
    [{}, { role: 'officer' as const, officerId: 'o2' }, ['ack', 'explain', 'replay']],
    [{ state: 'acknowledged' as const }, { role: 'unit' as const }, ['explain', 'appeal', 'replay']],
    [{ appeal: 'open' as const }, { role: 'manager' as const }, ['ack', 'explain', 'uphold', 'reject', 'replay']],
    [{ appeal: 'open' as const }, { role: 'supervisor' as const }, ['ack', 'explain', 'replay']],
    [{ state: 'withdrawn' as const, appeal: 'upheld' as const }, { role: 'manager' as const }, ['replay']],
    [{}, { role: 'guide' as const }, ['replay']],
  ])('%j for %j: %j', (more, caller, actions) => {
    expect(actionsOf({ ...card, ...more }, caller)).toEqual(actions);
  });

  it('is nothing for nobody', () => {
    expect(actionsOf(card, null)).toEqual([]);
  });
});

describe('whether a card shows what was asked of it', () => {
  const before = { state: 'issued' as const, appeal: 'none' as const, handledAt: null };
  const at = '2026-03-09T02:00:00.000Z';

  it.each([
    ['ack', { state: 'acknowledged' as const }, true],
    ['ack', { state: 'explained' as const }, true],
    ['explain', { state: 'explained' as const, handledAt: at }, true],
    ['explain', { state: 'explained' as const }, false],
    ['appeal', { appeal: 'open' as const }, true],
    ['uphold', { appeal: 'upheld' as const }, true],
    ['uphold', { appeal: 'rejected' as const }, false],
    ['reject', { appeal: 'rejected' as const }, true],
  ] as const)('%s, %j: %j', (action, now, done) => {
    expect(isAnswered(action, before, { ...before, ...now })).toBe(done);
    expect(isAnswered(action, before, before)).toBe(false);
  });
});
