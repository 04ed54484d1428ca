import { byZone, ganttOf, isMoved } from './gantt';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const plan = {
  madeAt: at('10:00'),
  links: [{ windowId: 'w10', number: '10', queues: ['a', 'b'] }],
  openings: [{ windowId: 'w40', number: '40', from: at('10:00'), until: at('10:45') }],
  absences: [
    {
      windowId: 'w2',
      number: '2',
      officerId: 'o',
      kind: 'lunch' as const,
      from: at('12:00'),
      until: at('13:00'),
      rosteredFrom: at('11:30'),
    },
  ],
  presence: [
    {
      queue: 'a',
      slots: [
        { from: at('09:00'), there: 3, needed: 4 },
        { from: at('16:30'), there: 4, needed: 3 },
      ],
    },
  ],
};

describe('a plan drawn against time', () => {
  const gantt = ganttOf(plan);

  it('spans what it speaks of, and names the full hours', () => {
    expect([gantt?.from, gantt?.until]).toEqual([Date.parse(at('09:00')), Date.parse(at('17:00'))]);
    expect(gantt?.hours.map(({ left }) => left)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((hour) => hour / 8));
  });

  it('has a row for each window, in the order of their numbers, with what was rostered behind what is planned', () => {
    expect(gantt?.rows.map(({ number }) => number)).toEqual(['2', '10', '40']);
    expect(gantt?.rows[0]?.bars.map(({ kind, left, width }) => [kind, left, width])).toEqual([
      ['rostered', 2.5 / 8, 1 / 8],
      ['lunch', 3 / 8, 1 / 8],
    ]);
    expect(gantt?.rows[1]).toMatchObject({ queues: ['b'], bars: [{ kind: 'link', left: 1 / 8, width: 7 / 8 }] });
  });

  it('writes what a window is linked with where nothing lies over it', () => {
    const link = { windowId: 'w2', number: '2', queues: ['a', 'b'] };
    const lunch = (from: string, until: string) => ({
      windowId: 'w2',
      number: '2',
      officerId: 'o',
      kind: 'lunch' as const,
      rosteredFrom: null,
      from: at(from),
      until: at(until),
    });
    const clear = (...absences: ReturnType<typeof lunch>[]) =>
      ganttOf({ ...plan, links: [link], openings: [], absences })?.rows[0]?.clearAt;
    // the link begins at ten, an hour into the day of eight
    expect(clear(lunch('12:00', '13:00'))).toBe(1 / 8);
    expect(clear(lunch('10:10', '11:00'))).toBe(2 / 8);
    expect(clear(lunch('11:10', '12:00'), lunch('10:10', '11:00'))).toBe(3 / 8);
    expect(clear(lunch('09:00', '09:30'))).toBe(1 / 8);
  });

  it('never draws beyond the span', () => {
    for (const { bars } of gantt?.rows ?? [])
      for (const { left, width } of bars) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(1 + 1e-9);
      }
  });

  it('has its windows by zone, those of none that is known together', () => {
    const homes: Record<string, string> = { w2: 'a', w40: 'a' };
    const zones = (homeOf?: (id: string) => string | undefined) =>
      byZone(gantt?.rows ?? [], homeOf).map(({ queue, rows }) => [queue, rows.map(({ number }) => number)]);
    expect(zones((id) => homes[id])).toEqual([
      ['a', ['2', '40']],
      [null, ['10']],
    ]);
    expect(zones()).toEqual([[null, ['2', '10', '40']]]);
  });

  it('tells what is not where it was rostered', () => {
    const [one] = plan.absences;
    expect([
      one && isMoved(one),
      isMoved({ from: at('12:00'), rosteredFrom: null }),
      // the same instant, written in another zone
      isMoved({ from: at('12:00'), rosteredFrom: '2026-10-26T04:00:00Z' }),
    ]).toEqual([true, false, false]);
  });

  it('is none where the plan says nothing', () => {
    expect(ganttOf({ ...plan, links: [], openings: [], absences: [], presence: [] })).toBeNull();
  });
});
