import { BRANCH_COLOURS, branchOf, guestOf } from './branch';

const known = ['户政', '交管', '治安'].map((name) => ({ code: name, name }));
const window = (homeQueue: string | null, queues: string[], ticketQueue: string | null = null) => ({
  homeQueue,
  queues,
  ticketQueue,
});

describe('a window of another branch', () => {
  it('is told from one at home, or without a home', () => {
    expect(guestOf(window('户政', ['户政']), known)).toBeNull();
    expect(guestOf(window('户政', []), known)).toBeNull();
    expect(guestOf(window(null, ['治安']), known)).toBeNull();
  });

  it('says which branch it serves besides its own, or instead of it', () => {
    expect(guestOf(window('户政', ['户政', '治安']), known)).toEqual({
      name: '治安',
      colour: 'var(--branch-2)',
      also: true,
    });
    expect(guestOf(window('户政', ['交管']), known)).toMatchObject({ name: '交管', also: false });
  });

  it('names the branch of the ticket at it where it serves several', () => {
    expect(guestOf(window('户政', ['户政', '交管', '治安'], '治安'), known)?.name).toBe('治安');
    expect(guestOf(window('户政', ['户政', '交管', '治安'], '户政'), known)?.name).toBe('交管');
  });

  it('has a colour, whatever the number of branches', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ code: String(i), name: String(i) }));
    expect(branchOf('10', many).colour).toBe(`var(--branch-${String(10 % BRANCH_COLOURS)})`);
    expect(branchOf('gone', many)).toEqual({ name: 'gone', colour: 'var(--faint)' });
  });
});
