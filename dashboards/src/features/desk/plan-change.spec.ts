import { isAhead, isBehind, movedAbsences, presenceOf, whyMoved, withMove } from './plan-change';

const at = (time: string): string => new Date(`2026-10-26T${time}:00+08:00`).toISOString();
const ms = (time: string): number => Date.parse(at(time));
const lunch = {
  windowId: 'w1',
  number: '1',
  officerId: 'o',
  kind: 'lunch' as const,
  from: at('12:00'),
  until: at('12:45'),
  rosteredFrom: null as string | null,
};
const slot = (time: string, there: number, needed: number) => ({ from: at(time), there, needed });

describe('absences moved by hand', () => {
  it('are one move however often one is moved, on the five minutes, and none when it is back', () => {
    const first = withMove([], lunch, ms('12:32') + 20_000);
    expect(first).toEqual([{ windowId: 'w1', kind: 'lunch', from: at('12:00'), to: at('12:30') }]);
    const again = withMove(first, lunch, ms('13:00'));
    expect(again.map(({ to }) => to)).toEqual([at('13:00')]);
    expect(withMove(again, lunch, ms('12:02'))).toEqual([]);
  });

  it('are those that are ahead by the plan as it was kept, and that nobody has had', () => {
    const moved = { ...lunch, planned: at('12:00'), from: at('13:00') };
    expect([isAhead(lunch, ms('11:59')), isAhead(lunch, ms('12:00')), isAhead(moved, ms('12:30'))]).toEqual([
      ...[true, false, false],
    ]);
    expect(isAhead({ ...lunch, over: true }, ms('11:00'))).toBe(false);
    expect(isAhead(lunch, NaN)).toBe(false);
  });

  it('stand where they would be, as long as before, and remember where they were', () => {
    const other = { ...lunch, windowId: 'w2' };
    const moved = movedAbsences({ absences: [lunch, other] }, withMove([], lunch, ms('13:00')));
    expect(moved[0]).toMatchObject({
      from: at('13:00'),
      until: at('13:45'),
      planned: at('12:00'),
      rosteredFrom: at('12:00'),
    });
    expect(moved[1]).toBe(other);
  });
});

it('staff by half hour is what the trial says of what is still to come', () => {
  const plan = { presence: [{ queue: 'a', slots: [slot('09:00', 5, 4), slot('12:00', 5, 4)] }] };
  expect(presenceOf(plan, null)).toBe(plan.presence);
  expect(presenceOf(plan, { presence: [{ queue: 'a', slots: [slot('12:00', 3, 4)] }] })[0]?.slots).toEqual([
    slot('09:00', 5, 4),
    slot('12:00', 3, 4),
  ]);
});

it('is behind the day where nobody adopted it for half an hour, and not while it is not known what time it is', () => {
  const made = { madeAt: at('08:30') };
  const adopted = { ...made, adopted: { by: '李', at: at('08:40') } };
  expect([ms('08:50'), ms('09:00'), null].map((now) => isBehind(made, now))).toEqual([false, true, false]);
  expect(isBehind(adopted, ms('11:30'))).toBe(false);
});

describe('why somebody is away at another time than rostered', () => {
  const presence = { queue: 'a', slots: [slot('11:30', 6, 6), slot('12:00', 6, 5), slot('13:00', 7, 4)] };

  it('is staff against need then, without them, and now', () => {
    const moved = { from: at('13:00'), until: at('13:45'), rosteredFrom: at('11:30') };
    expect(whyMoved(moved, presence)).toEqual({ was: { there: 5, needed: 6 }, is: { there: 7, needed: 4 } });
  });

  it('counts nobody twice where the two times touch the same half hour', () => {
    const near = { from: at('12:00'), until: at('12:45'), rosteredFrom: at('11:30') };
    expect(whyMoved(near, presence)?.was.there).toBe(5);
    const over = { from: at('11:50'), until: at('12:35'), rosteredFrom: at('12:00') };
    expect(whyMoved(over, presence)).toMatchObject({ was: { there: 6, needed: 5 } });
  });

  it('is nothing to tell where it did not move', () => {
    expect(whyMoved({ ...lunch, rosteredFrom: null }, presence)).toBeNull();
  });
});
