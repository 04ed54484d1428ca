import { ganttOf } from './gantt';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const plan = {
  madeAt: at('10:00'),
  links: [{ windowId: 'w10', number: '10', queues: ['a', 'b'] }],
  openings: [{ windowId: 'w40', number: '40', from: at('10:00'), until: at('10:45') }],
  absences: [
    {
      ...{ windowId: 'w2', number: '2', officerId: 'o', kind: 'lunch' as const },
      ...{ from: at('12:00'), until: at('13:00'), rosteredFrom: at('11:30') },
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

  it('never draws beyond the span', () => {
    for (const { bars } of gantt?.rows ?? [])
      for (const { left, width } of bars) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(1 + 1e-9);
      }
  });

  it('is none where the plan says nothing', () => {
    expect(ganttOf({ ...plan, links: [], openings: [], absences: [], presence: [] })).toBeNull();
  });
});
