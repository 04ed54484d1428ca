import { toTellOf } from './acts-to-tell';

const MATTER = { matterId: 'm1', caseId: 'c1', hall: 'H08', unit: 'u1', officerId: 'p1' };
const CALLER = { name: 'boss' };

describe('who hears of an act', () => {
  it('is whose matter it is now, or who is urged', () => {
    expect(toTellOf({ act: 'assign' }, MATTER, CALLER)).toEqual({ ...MATTER, act: 'assign', mentions: [] });
    expect(toTellOf({ act: 'hand-over' }, MATTER, CALLER)?.act).toBe('assign');
    expect(toTellOf({ act: 'urge' }, { ...MATTER, officerId: null }, CALLER)?.act).toBe('urge');
  });

  it('is who is named in a comment, and nobody else', () => {
    const mentions = ['boss', 'wang'];
    expect(toTellOf({ act: 'comment', mentions }, MATTER, CALLER)).toMatchObject({
      act: 'mention',
      mentions: ['wang'],
    });
    expect(toTellOf({ act: 'comment', mentions: ['boss'] }, MATTER, CALLER)).toBeNull();
    expect(toTellOf({ act: 'comment' }, MATTER, CALLER)).toBeNull();
  });

  it('is nobody where people do it themselves, where it is nobody’s, and of anything else', () => {
    expect(toTellOf({ act: 'assign' }, MATTER, { ...CALLER, officerId: 'p1' })).toBeNull();
    expect(toTellOf({ act: 'urge' }, { ...MATTER, unit: null, officerId: null }, CALLER)).toBeNull();
    for (const act of ['reply', 'close', 'verify', 'strike-off', 'reopen', 'supplement', 'resume'] as const)
      expect(toTellOf({ act }, MATTER, CALLER)).toBeNull();
  });
});
