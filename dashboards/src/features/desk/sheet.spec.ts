import fc from 'fast-check';
import type { ShownAbsence } from './plan-change';
import { againstOf, sheetOf, stageOf } from './sheet';

const at = (minute: number): string => new Date(Date.UTC(2026, 9, 26, 1, minute)).toISOString();
const ms = (minute: number): number => Date.parse(at(minute));
const absence = (number: string, from: number, over: Partial<ShownAbsence> = {}): ShownAbsence => ({
  windowId: `w${number}`,
  number,
  officerId: 'o',
  kind: 'break',
  from: at(from),
  until: at(from + 10),
  rosteredFrom: null,
  ...over,
});
const step = { by: '李', at: at(0) };

describe('the breaks of a plan on paper', () => {
  it('have a line for each window, also where nothing changes, with what is in force beside what is planned', () => {
    const rows = sheetOf(
      [absence('10', 60), absence('2', 90, { rosteredFrom: at(30) }), absence('2', 20, { rosteredFrom: at(20) })],
      'rosterInForce',
      null,
    );
    expect(rows.map(({ number, moved }) => [number, moved])).toEqual([
      ['2', 1],
      ['10', 0],
    ]);
    expect(rows[0]?.absences).toEqual([
      {
        kind: 'break',
        state: 'ahead',
        before: { from: ms(20), until: ms(30) },
        planned: { from: ms(20), until: ms(30) },
        isMoved: false,
      },
      {
        kind: 'break',
        state: 'ahead',
        before: { from: ms(30), until: ms(40) },
        planned: { from: ms(90), until: ms(100) },
        isMoved: true,
      },
    ]);
  });

  it('that are over are no change: past keeps its time, dropped before its time has none', () => {
    const over = absence('1', 60, { rosteredFrom: at(30), over: true });
    const shown = (now: number) => sheetOf([over], 'rosterInForce', now)[0];
    const past = { state: 'past', before: { from: ms(30) }, planned: { from: ms(60) }, isMoved: false };
    expect(shown(ms(60))).toMatchObject({ moved: 0, absences: [past] });
    expect(shown(ms(59))).toMatchObject({ moved: 0, absences: [{ ...past, state: 'dropped', planned: null }] });
  });

  it('moved by hand stand beside the plan as the windows were told it', () => {
    const moved = absence('1', 120, { planned: at(60), rosteredFrom: at(30) });
    const before = (against: Parameters<typeof sheetOf>[1]) =>
      sheetOf([moved], against, null)[0]?.absences[0]?.before.from;
    expect([before('planInForce'), before('rosterInForce')]).toEqual([ms(60), ms(30)]);
  });

  it('loses no absence, and moves none that stays', () => {
    const some = fc.record({
      number: fc.constantFrom('1', '2', '10'),
      from: fc.nat(400),
      over: fc.boolean(),
      rostered: fc.option(fc.nat(400)),
    });
    fc.assert(
      fc.property(fc.array(some), (drawn) => {
        const all = drawn.map(({ number, from, over, rostered }) =>
          absence(number, from, { rosteredFrom: rostered === null ? null : at(rostered), ...(over ? { over } : {}) }),
        );
        const rows = sheetOf(all, 'rosterInForce', null);
        expect(rows.flatMap(({ absences }) => absences)).toHaveLength(all.length);
        const stay = drawn.filter(({ from, over, rostered }) => over || rostered === null || rostered === from).length;
        expect(rows.reduce((sum, { moved }) => sum + moved, 0)).toBe(all.length - stay);
      }),
    );
  });
});

describe('how far a plan has come', () => {
  it('is told by who adopted and issued it, and moved by hand it is a draft again', () => {
    const issued = { adopted: step, issued: step };
    expect([stageOf({}, 0), stageOf({ adopted: step }, 0), stageOf(issued, 0), stageOf(issued, 1)]).toEqual([
      ...['draft', 'adopted', 'issued', 'draft'],
    ]);
  });

  it('says what officers work by until they are told of it', () => {
    const told = { inForce: { madeAt: at(0), adopted: step, issued: step } };
    const adopted = { inForce: { madeAt: at(0), adopted: step } };
    expect([againstOf({}, 0), againstOf(adopted, 0), againstOf(told, 0)]).toEqual([
      ...['rosterInForce', 'rosterInForce', 'roster'],
    ]);
    expect([againstOf({ issued: step }, 0), againstOf({ issued: step }, 2)]).toEqual(['roster', 'planInForce']);
  });
});
