import { DEFAULT_ESCALATION, policyOfUnit, type RosterShift } from '@cockpit/domain';
import { heldBy } from './following';

const AT = Date.parse('2026-10-26T02:00:00Z');
const shift = (person: string, level: RosterShift['level'], unit: string | null = null): RosterShift => ({
  ...{ person, level, unit, halls: null },
  ...{ from: AT - 3_600_000, to: AT + 36_000_000 },
});
const SHIFTS = [shift('周', 'supervisor'), shift('乙', 'unit', 'u2'), shift('甲', 'unit', 'u1')];
const known = (unit?: string) => ({
  ...{ hall: 'bureau', severity: 'yellow' as const, shifts: SHIFTS, timeZone: 'Asia/Shanghai' },
  ...(unit === undefined ? {} : { unit }),
  facts: [{ kind: 'opened' as const, at: AT }],
});
const held = (unit: string | undefined, now: number) =>
  heldBy(known(unit), policyOfUnit(DEFAULT_ESCALATION, {}), now, null);

describe('a warning about a unit', () => {
  it('is with those on duty for that unit, and goes up when they say nothing', () => {
    expect(held('u1', AT)).toMatchObject({ state: 'told', rank: 0, people: ['甲'] });
    expect(held('u1', AT + 6 * 60_000)).toMatchObject({ state: 'told', rank: 1, people: ['周'] });
  });

  it('goes up at once where nobody is on duty for the unit', () => {
    expect(held('u3', AT)).toMatchObject({ state: 'told', rank: 1, people: ['周'] });
  });
});
