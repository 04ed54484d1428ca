import { DEFAULT_ESCALATION, policyOfUnit, type RosterShift } from '@cockpit/domain';
import { EscalationRow, columnsOf } from './escalation.entity';
import { following, heldBy } from './following';

const AT = Date.parse('2026-10-26T02:00:00Z');
const shift = (person: string, level: RosterShift['level'], unit: string | null = null): RosterShift => ({
  person,
  level,
  unit,
  halls: null,
  from: AT - 3_600_000,
  to: AT + 36_000_000,
});
const SHIFTS = [shift('周', 'supervisor'), shift('乙', 'unit', 'u2'), shift('甲', 'unit', 'u1')];
const known = (unit?: string) => ({
  hall: 'bureau',
  severity: 'yellow' as const,
  shifts: SHIFTS,
  timeZone: 'Asia/Shanghai',
  quiet: DEFAULT_ESCALATION.quiet,
  open: [],
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

describe('quiet hours that are changed', () => {
  const NIGHT = Date.parse('2026-10-25T13:00:00Z');
  const shifts = [{ ...shift('周', 'supervisor'), from: NIGHT - 3_600_000 }];
  const live = { ...known(), shifts, facts: [{ kind: 'opened' as const, at: NIGHT }] };
  const waiting = heldBy(live, DEFAULT_ESCALATION, NIGHT, null);
  const row = (): EscalationRow => {
    if (waiting === null) throw new Error('it has opened');
    return Object.assign(new EscalationRow(), {
      warningId: 'w',
      hall: 'bureau',
      policy: DEFAULT_ESCALATION,
      repeated: 0,
      ...columnsOf(waiting, DEFAULT_ESCALATION),
    });
  };

  it('hold at once for what has fired already', () => {
    expect(waiting).toMatchObject({ state: 'quiet', rank: -1 });
    const now = NIGHT + 60_000;
    expect(following(row(), live, now)).toBeNull();
    expect(following(row(), { ...live, quiet: null }, now)).toMatchObject({ state: 'told', people: ['周'] });
    const later = { from: '22:00', to: '06:00' };
    expect(following(row(), { ...live, quiet: later }, now)).toMatchObject({ state: 'told', people: ['周'] });
    expect(following(row(), { ...live, quiet: { from: '20:00', to: '21:30' } }, now)).toMatchObject({
      state: 'quiet',
      nextAt: new Date('2026-10-25T13:30:00Z'),
    });
  });

  it('end when the hall opens, though they are set longer', () => {
    const open = [{ from: NIGHT, to: NIGHT + 3_600_000 }];
    expect(following(row(), { ...live, open }, NIGHT + 60_000)).toMatchObject({ state: 'told', people: ['周'] });
  });
});
