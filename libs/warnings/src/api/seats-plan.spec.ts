import { nextOf } from './seats';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const absence = (kind: 'lunch' | 'break', from: string, until: string, windowId = 'w1') => ({
  ...{ windowId, number: '1', officerId: null, kind, rosteredFrom: null },
  ...{ from: at(from), until: at(until) },
});
const rostered = { kind: 'lunch' as const, from: at('11:30'), to: at('12:15') };
const seat = { windowId: 'w1', now: at('10:00'), absence: null, nextAbsence: rostered };
const plan = { absences: [absence('break', '15:00', '15:10'), absence('lunch', '13:00', '13:45')] };

describe('when an officer is next away', () => {
  it('is what the plan says that was told to the windows', () => {
    expect(nextOf(plan, seat)).toEqual({ kind: 'lunch', from: at('13:00'), to: at('13:45') });
  });

  it('is still what should have begun, until whoever it is about is away', () => {
    expect(nextOf(plan, { ...seat, now: at('13:05') })?.kind).toBe('lunch');
    const away = { kind: 'lunch' as const, backAt: at('13:50') };
    expect(nextOf(plan, { ...seat, now: at('13:05'), absence: away })?.kind).toBe('break');
    expect(nextOf(plan, { ...seat, now: at('16:00') })).toBeNull();
  });

  it('is as rostered at a window of which the plan says nothing', () => {
    expect(nextOf(plan, { ...seat, windowId: 'w9' })).toBe(rostered);
  });
});
