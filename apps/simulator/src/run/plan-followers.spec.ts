import type { PlanAsk, PlanAskChange } from '@cockpit/contracts';
import { benchNames, makeDay, STANDARD } from '@cockpit/domain';
import { hallPlan, SIMULATED } from '../halls';
import { HallDay } from '../hall/hall-day';
import { demonstrationNetwork } from '../network';
import { PlanFollowers } from './plan-followers';

const DATE = '2026-11-16';
const network = demonstrationNetwork({ asOf: DATE });
function planOf(code: string) {
  const hall = SIMULATED.find((one) => one.code === code);
  const found = hall && hallPlan(network, hall, DATE);
  if (!found) throw new Error(`no ${code}`);
  return found;
}
const PLAN = planOf('H32');
const at = (minute: number): string => new Date(PLAN.names.opening + minute * 60_000).toISOString();
const windows = Array.from({ length: 2000 }, (_, i) => `W${String(i)}`);
const ask = (change: PlanAskChange, said: PlanAsk['said'] = null): PlanAsk => ({
  windowId: 'H32-W01',
  number: '1',
  changes: [change],
  said,
  by: null,
  at: null,
  reason: null,
});

describe('officers of a simulated hall', () => {
  it('follow a plan but for a stated share of the windows, the same on every run', () => {
    for (const share of [0, 0.15, 0.5, 1]) {
      const followers = new PlanFollowers(PLAN, share);
      const follow = windows.filter((id) => followers.follows(id));
      expect(Math.abs(follow.length / windows.length - (1 - share))).toBeLessThan(0.03);
      expect(windows.filter((id) => new PlanFollowers(PLAN, share).follows(id))).toEqual(follow);
    }
    // on another day it is others
    const [today, tomorrow] = [DATE, '2026-11-17'].map((date) => new PlanFollowers({ ...PLAN, date }, 0.5));
    expect(windows.filter((id) => today?.follows(id) !== tomorrow?.follows(id)).length).toBeGreaterThan(800);
  });

  it('do each thing at its time, and nothing that was refused or is over', () => {
    const all = new PlanFollowers(PLAN, 0);
    const link = ask({ kind: 'link', from: at(60), until: at(540), queues: ['order'], names: ['治安'] });
    const kinds = (one: PlanAsk, minute: number) => all.due([one], minute).map(({ kind }) => kind);
    expect([kinds(link, 59), kinds(link, 60), kinds(link, 540)]).toEqual([[], ['link'], []]);
    const early = ask({ kind: 'link', from: at(-5), until: at(540), queues: ['order'], names: ['治安'] });
    expect([kinds(early, 0.5), kinds(early, 1)]).toEqual([[], ['link']]);
    expect(kinds({ ...link, said: 'cannot' }, 60)).toEqual([]);
    expect(new PlanFollowers(PLAN, 1).due([link], 60)).toEqual([]);
    const lunch = ask({ kind: 'lunch', from: at(200), until: at(245), was: at(180) });
    expect([kinds(lunch, 10), kinds(lunch, 200)]).toEqual([['rest'], []]);
    expect(kinds(ask({ kind: 'open', from: at(60), until: at(105) }), 60)).toEqual(['open']);
  });

  it('say that they have received what is ordered, a few minutes after it, those that follow it and have not answered', () => {
    const items = windows.slice(0, 200).map((windowId): PlanAsk => ({
      windowId,
      number: windowId,
      changes: [],
      by: null,
      at: null,
      reason: null,
      said: windowId === 'W7' ? 'received' : windowId === 'W8' ? 'cannot' : null,
    }));
    const orders = { madeAt: at(0), items };
    const followers = new PlanFollowers(PLAN, 0.15);
    const by = (minute: number): string[] => followers.receiving(orders, minute);
    // told half an hour before the doors open
    expect([by(-30), by(1.9)]).toEqual([[], []]);
    expect(by(5).length).toBeGreaterThan(40);
    expect(by(5).length).toBeLessThan(130);
    const following = windows.slice(0, 200).filter((id) => followers.follows(id) && id !== 'W7' && id !== 'W8');
    expect(by(8)).toEqual(following);
    // another plan is read anew
    expect(followers.receiving({ ...orders, madeAt: at(9) }, 9)).toEqual([]);
  });

  it('guide what a plan lets be guided while it says so', () => {
    const items = [{ item: 'HZ-0101', name: '换领', queue: 'household', from: at(60), until: at(120) }];
    const guided = (minute: number) => new PlanFollowers(PLAN, 0.15).guiding(items, minute);
    expect([guided(59), guided(60).map(({ kind, item, until }) => [kind, item, until]), guided(120)]).toEqual([
      [],
      [['guide', 'HZ-0101', at(120)]],
      [],
    ]);
    expect(new HallDay(PLAN).obey({ ...guided(60)[0], id: 'g', kind: 'guide', queues: ['household'] })).toBe(true);
  });

  it('open a reserve that a plan orders until the time it says', () => {
    const drawn = makeDay({ ...STANDARD, reserve: { windows: 1, openMin: 45, budgetMin: 180 } }, 1001);
    const names = benchNames(drawn);
    const seats = drawn.officers.map(({ window, home }) => ({
      id: names.window(window),
      queues: home < 0 ? [] : [names.queue(home)],
    }));
    const plan = { ...PLAN, day: drawn, names, windows: seats };
    const windowId = names.window(drawn.officers.findIndex(({ reserve }) => reserve));
    const time = (minute: number): string => new Date(names.opening + minute * 60_000).toISOString();
    const change: PlanAskChange = { kind: 'open', from: time(60), until: time(105) };
    const day = new HallDay(plan);
    const before = day.advanceTo(60);
    for (const order of new PlanFollowers(plan, 0).due([{ ...ask(change), windowId }], 60))
      expect(day.obey(order)).toBe(true);
    const states = [...before, ...day.advanceTo(200)].filter(
      ({ type, data }) =>
        (type === 'hall.window.opened' || type === 'hall.window.closed') &&
        'windowId' in data &&
        data.windowId === windowId,
    );
    expect(
      states.map(({ type, time: when }) => [type, Math.floor((when - plan.names.opening) / 60_000) >= 105]),
    ).toEqual([
      ['hall.window.opened', false],
      ['hall.window.closed', true],
    ]);
  });
});
