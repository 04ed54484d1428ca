import { BRANCH_COLOURS, branchOf, guestsOf } from './branch';

const known = ['户政', '交管', '治安'].map((name) => ({ code: name, name }));
const window = (homeQueue: string | null, queues: string[], ticketQueue: string | null = null) => ({
  homeQueue,
  queues,
  ticketQueue,
});

describe('a window of another branch', () => {
  it('is told from one at home, or without a home', () => {
    expect(guestsOf(window('户政', ['户政']), known)).toBeNull();
    expect(guestsOf(window('户政', []), known)).toBeNull();
    expect(guestsOf(window(null, ['治安']), known)).toBeNull();
  });

  it('says which branch it serves besides its own, or instead of it', () => {
    expect(guestsOf(window('户政', ['户政', '治安']), known)).toEqual({
      names: ['治安'],
      colour: 'var(--branch-2)',
      also: true,
      now: false,
    });
    expect(guestsOf(window('户政', ['交管']), known)).toMatchObject({ names: ['交管'], also: false });
  });

  it('names the branch of the ticket at it where it serves several, and else all of them in no colour of one', () => {
    const several = ['户政', '交管', '治安'];
    expect(guestsOf(window('户政', several, '治安'), known)).toMatchObject({
      names: ['治安'],
      colour: 'var(--branch-2)',
    });
    for (const ticket of ['户政', null])
      expect(guestsOf(window('户政', several, ticket), known)).toMatchObject({
        names: ['交管', '治安'],
        colour: 'var(--dim)',
      });
  });

  it('has a colour, whatever the number of branches', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ code: String(i), name: String(i) }));
    expect(branchOf('10', many).colour).toBe(`var(--branch-${String(10 % BRANCH_COLOURS)})`);
    expect(branchOf('gone', many)).toEqual({ name: 'gone', colour: 'var(--faint)' });
  });
});
