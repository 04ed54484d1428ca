import { readBreaks, replanned, shiftAt } from './rostered-breaks';

const LUNCH = { kind: 'lunch' as const, from: 100, to: 160 };
const BREAK = { kind: 'break' as const, from: 300, to: 315 };
const took = (kind: 'lunch' | 'break' | null, from: number, to: number | null) => ({
  reason: kind ?? 'training',
  kind,
  from,
  to,
});

describe('the absences of a window', () => {
  it('end as long after they began as planned, early or late', () => {
    expect(readBreaks([took('lunch', 120, null)], [LUNCH, BREAK])).toEqual({
      ahead: [BREAK],
      backAt: 180,
      kind: 'lunch',
    });
  });

  it('are still to come until they were taken', () => {
    expect(readBreaks([took('lunch', 90, 150)], [LUNCH, BREAK])).toEqual({ ahead: [BREAK], backAt: null, kind: null });
  });

  it('have no known end where nobody planned them', () => {
    expect(readBreaks([took(null, 120, null)], [LUNCH]).backAt).toBeNull();
    expect(readBreaks([took('lunch', 90, 150), took('lunch', 200, null)], [LUNCH]).backAt).toBeNull();
  });

  it('are those of an issued plan, and of the roster as far as the plan says nothing', () => {
    const shift = { from: 0, to: 500, breaks: [LUNCH, BREAK] };
    const moved = { kind: 'break' as const, from: 350, to: 365 };
    expect(replanned(shift, [])).toEqual([LUNCH, BREAK]);
    expect(replanned(shift, [moved])).toEqual([LUNCH, moved]);
    // an afternoon plan for a shift with two breaks refers to the second one
    const early = { kind: 'break' as const, from: 50, to: 60 };
    expect(replanned({ ...shift, breaks: [early, LUNCH, BREAK] }, [moved])).toEqual([early, LUNCH, moved]);
    // absences of another shift of the window, or beyond the roster, change nothing
    expect(replanned(shift, [{ ...moved, from: 600, to: 615 }, moved, { ...moved, from: 400, to: 415 }])).toEqual([
      LUNCH,
      { ...moved, from: 400, to: 415 },
    ]);
  });

  it('are those of the shift that is on, or comes next, or was the last', () => {
    const [early, late] = [{ to: 10 }, { to: 20 }];
    expect([5, 15, 25].map((now) => shiftAt([early, late], now))).toEqual([early, late, late]);
    const none: readonly { to: number }[] = [];
    expect(shiftAt(none, 5)).toBeUndefined();
  });
});
