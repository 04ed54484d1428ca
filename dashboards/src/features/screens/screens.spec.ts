import { byTrouble, isOn, pacesWith, shows } from './screens';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const at = (secAgo: number, silentAfterSec = 180) => ({
  lastSeenAt: new Date(NOW - secAgo * 1000).toISOString(),
  silentAfterSec,
});

describe('paired screens', () => {
  it('are on while they were heard of within the time that the server says', () => {
    const never = { lastSeenAt: null, silentAfterSec: 180 };
    expect([at(0), at(179), at(180), at(180, 181), never].map((one) => isOn(one, NOW))).toEqual([
      ...[true, true, false, true, false],
    ]);
    // the clock of the device may be behind the server's
    expect(isOn(at(-30), NOW)).toBe(true);
  });

  it('of which nothing is heard stand first', () => {
    const one = (name: string, seen: object) => ({ name, ...seen }) as Parameters<typeof byTrouble>[0][number];
    const screens = [one('b', at(1)), one('c', { ...at(1), lastSeenAt: null }), one('a', at(1)), one('d', at(9000))];
    expect(byTrouble(screens, NOW).map(({ name }) => name)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('show their halls, or all of them', () => {
    expect([shows({ halls: 'all' }, 'H1'), shows({ halls: ['H1'] }, 'H1'), shows({ halls: ['H2'] }, 'H1')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are offered a few paces, and keep one of their own', () => {
    expect(pacesWith(null)).toEqual([15, 30, 60, 120]);
    expect(pacesWith(45)).toEqual([15, 30, 45, 60, 120]);
  });
});
