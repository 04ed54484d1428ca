import { Module } from '@nestjs/common';
import { Tokens } from '@cockpit/access';
import {
  HallPlan,
  MyPlanAsk,
  OrganisationDoc,
  PlanEffectAnswer,
  PlanTrial,
  Visit,
  page,
  unplanned,
  type LiveHall,
} from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { LiveSections } from '@cockpit/live';
import { PlanStore } from '@cockpit/redirect';
import { BackfillModule, Backfills } from '@cockpit/warehouse';
import { WholeModule } from '../live/modules';
import { pastDays } from '../live/past-days';
import { ACTOR, ORGANISATION, decided, isoAt, openHall, opened, until, type Hall } from '../live/support';

@Module({ imports: [WholeModule, BackfillModule] })
class WithBackfill {}

const H = '/v1/halls/H08';
const BREAKS = [
  { kind: 'lunch', from: '11:30', minutes: 45 },
  { kind: 'break', from: '15:00', minutes: 10 },
];

let house: Hall;
let officer: string;
let other: string;
beforeAll(async () => {
  house = await openHall(WithBackfill);
  const tokens = house.front.app.get(Tokens);
  const tokenOf = async (window: string): Promise<string> =>
    (await tokens.add({ name: `of-${window}`, role: 'officer', halls: ['H08'], officerId: `H08-${window}` }, ACTOR))
      .secret;
  [officer, other] = [await tokenOf('a1'), await tokenOf('b1')];
  const rosters = ORGANISATION.rosters.map((roster) => ({ ...roster, breaks: BREAKS }));
  // like no other hall: nobody else's past lets foresee who comes
  const halls = ORGANISATION.halls.map((hall) =>
    ['H09', 'H10'].includes(hall.code) ? { ...hall, tier: 'station' } : hall,
  );
  const doc = OrganisationDoc.parse({ ...ORGANISATION, halls, rosters });
  await house.front.app.get(OrganisationService).replace(doc, ACTOR, '2020-01-01');
  // without days before nobody is foreseen, and nothing is planned
  const days = pastDays(2);
  for (const events of days) await house.post(events);
  const visits = page(Visit);
  await until(
    async () =>
      visits.parse(await (await house.get('/v1/visits?hall=H08&day=2026-03-03&limit=500')).json()).items.length,
    (n) => n === days.at(-1)?.length,
  );
  await decided(house, 5, 'H08', opened(0));
  await decided(house, 5, 'H09', opened(0, 'H09'));
});
afterAll(async () => {
  await house.close();
});

const planNow = async (query = '', path = H): Promise<HallPlan> => {
  const response = await house.get(`${path}/plan${query}`);
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(body));
  return HallPlan.parse(body);
};
/** A machine that is busy answers first that it is still being made. */
const made = (query = '', path = H): Promise<HallPlan> =>
  until(
    () => planNow(query, path),
    () => true,
  );
const refused = async (step: 'trial' | 'adopt' | 'issue', body: object, path = H): Promise<unknown> => {
  const { status, code } = (await (await house.send(`${path}/plan/${step}`, body)).json()) as Record<string, unknown>;
  return [status, code];
};
const later = (time: string, minutes: number): string => new Date(Date.parse(time) + minutes * 60_000).toISOString();
const shown = async (windowId: string): Promise<LiveHall['windows'][number]['nextAbsence']> =>
  (await house.live()).windows.find((window) => window.windowId === windowId)?.nextAbsence;

describe('the plan of the day', () => {
  it('is tried with a lunch at another time, adopted and told to the windows, and every screen has its times', async () => {
    const plan = await made();
    const lunch = plan.absences.find(({ windowId, kind }) => windowId === 'a1' && kind === 'lunch');
    if (lunch === undefined) throw new Error('the plan has no lunch of window a1');
    const { windowId, kind, from } = lunch;
    expect(plan.absences).toHaveLength(12);
    expect(await refused('issue', { madeAt: plan.madeAt })).toEqual([409, 'plan-not-adopted']);
    expect(await refused('adopt', { madeAt: isoAt(-60) })).toEqual([409, 'plan-changed']);
    const nobodys = { windowId: 'none', kind, from, to: later(from, 5) };
    expect(await refused('trial', { madeAt: plan.madeAt, moves: [nobodys] })).toEqual([422, 'absence-not-ahead']);

    // a lunch begins between eleven and a quarter past one
    const noon = `${from.slice(0, 10)}T04:00:00.000Z`;
    const by = (minutes: number) => ({
      madeAt: plan.madeAt,
      moves: [{ windowId, kind, from, to: later(from, from < noon ? minutes : -minutes) }],
    });
    const tried = async (minutes: number): Promise<PlanTrial> =>
      PlanTrial.parse(await (await house.send(`${H}/plan/trial`, by(minutes))).json());
    // at night, and after the break that should follow it
    const night = await tried(600);
    expect([night.allowed, night.objections.map(({ rule }) => rule)]).toEqual([false, ['complete']]);
    expect(await refused('adopt', by(600))).toEqual([422, 'plan-breaks-rules']);
    const { plan: trial, allowed } = await tried(20);
    const moved = { ...lunch, from: by(20).moves[0]?.to, until: later(by(20).moves[0]?.to ?? '', 45) };
    expect(allowed).toBe(true);
    expect(trial.absences).toContainEqual(expect.objectContaining({ windowId, kind, from: moved.from }));
    expect(await planNow()).toEqual(plan);

    const adopted = HallPlan.parse(await (await house.send(`${H}/plan/adopt`, by(20))).json());
    expect(adopted).toMatchObject({ adopted: { by: 'desk' }, moved: 1 });
    // adopted, but told to nobody yet: the roster holds on the screens
    const rostered = await shown(windowId);
    expect(rostered?.from).toBe(`${from.slice(0, 10)}T03:30:00.000Z`);
    const issued = HallPlan.parse(await (await house.send(`${H}/plan/issue`, { madeAt: adopted.madeAt })).json());
    expect(issued.issued?.by).toBe('desk');
    // the officer is told that it is not where the roster has it, and since when
    const away = { rosteredFrom: rostered?.from, toldAt: issued.issued?.at };
    const told = { kind, from: moved.from, to: moved.until, moved: away };
    expect(await planNow()).toEqual(issued);
    expect(
      await until(
        () => shown(windowId),
        (next) => next?.from !== rostered?.from,
      ),
    ).toEqual(told);

    const proposal = await made('?at=now');
    if (proposal.adopted === undefined) expect(proposal.inForce).toMatchObject({ madeAt: adopted.madeAt });
    // a decision after it changes nothing in that
    await decided(house, 7);
    expect(await shown(windowId)).toEqual(told);
  });

  it('asks the officers whose times it moved to confirm, and has their answers', async () => {
    const plan = await planNow();
    const { madeAt } = plan.inForce ?? plan;
    const asked = async (token: string): Promise<MyPlanAsk[]> =>
      page(MyPlanAsk).parse(await (await house.get('/v1/me/plan', { authorization: `Bearer ${token}` })).json()).items;
    const [mine, others] = [await asked(officer), await asked(other)];
    expect(mine).toMatchObject([{ hall: 'H08', windowId: 'a1', madeAt, said: null }]);
    expect(others.map(({ windowId }) => windowId).filter((id) => id !== 'b1')).toEqual([]);
    const noon = `${madeAt.slice(0, 10)}T03:30:00.000Z`;
    expect(mine[0]?.changes.find(({ kind }) => kind === 'lunch')).toMatchObject({ was: noon });

    const say = async (body: object, token: string): Promise<number> =>
      (await house.send(`${H}/plan/answer`, { madeAt, windowId: 'a1', ...body }, token)).status;
    const yes = { said: 'received' };
    expect([
      await say(yes, other),
      await say({ ...yes, madeAt: isoAt(-60) }, officer),
      await say({ said: 'cannot' }, officer),
    ]).toEqual([403, 409, 422]);
    expect(await say({ said: 'cannot', reason: '约了 13812345678' }, officer)).toBe(200);
    const refused = Object.values((await planNow()).inForce?.asked ?? (await planNow()).asked ?? {});
    expect(refused.find(({ windowId }) => windowId === 'a1')).toMatchObject({ said: 'cannot', by: 'of-a1' });
    expect(JSON.stringify(refused)).not.toContain('13812345678');
    expect([await say(yes, officer), await say(yes, officer)]).toEqual([200, 200]);
    expect(await asked(officer)).toMatchObject([{ said: 'received', reason: null, by: 'of-a1' }]);
    // two who answer at once are both heard
    const both = await Promise.all(['a1', 'b1'].map((windowId) => say({ ...yes, windowId }, house.token)));
    if (others.length > 0) expect(both).toEqual([200, 200]);
    expect((await asked(officer))[0]?.by).toBe('desk');
  });

  it('waits where people look until somebody adopts it, and who was first stays written', async () => {
    await decided(house, 5, 'H11', opened(0, 'H11'));
    const made = { ...(await planNow()), hall: 'H11', madeAt: isoAt(4) };
    const { adopted: _, issued: __, inForce: ___, asked: ____, moved: _____, ...proposal } = made;
    const worth = { days: 60, meanWithoutMin: 20, meanWithMin: 10, cut: 0.5, cutCI: 0.12 };
    await house.front.app.get(PlanStore).save({ ...proposal, worth });
    await house.front.app.get(LiveSections).refresh('H11');
    const offered = async (): Promise<LiveHall['planOffer']> => (await house.live('H11')).planOffer;
    expect(await until(offered, (offer) => offer !== undefined)).toMatchObject({
      madeAt: isoAt(4),
      cut: 0.5,
      cutCI: 0.12,
    });
    const adopt = (token?: string) => house.send('/v1/halls/H11/plan/adopt', { madeAt: isoAt(4) }, token);
    const lead = await house.tokenOf('supervisor', ['H11']);
    expect([(await adopt(lead)).status, (await adopt()).status]).toEqual([200, 200]);
    expect((await planNow('', '/v1/halls/H11')).adopted?.by).toBe('supervisor-H11');
    await until(offered, (offer) => offer === undefined);
    const issue = async (token: string) =>
      HallPlan.parse(await (await house.send('/v1/halls/H11/plan/issue', { madeAt: isoAt(4) }, token)).json());
    const first = await issue(lead);
    expect([first.issued?.by, await issue(house.token)]).toEqual(['supervisor-H11', first]);
  });

  it('made anew beside one in force is offered, refused or accepted, and repeats nothing to who was asked', async () => {
    const path = '/v1/halls/H11';
    const store = house.front.app.get(PlanStore);
    const kept = await planNow('', path);
    const offered = async (): Promise<LiveHall['planOffer']> => (await house.live('H11')).planOffer;
    const post = async (step: string, madeAt: string): Promise<[number, unknown]> => {
      const answer = await house.send(`${path}/plan/${step}`, { madeAt });
      return [answer.status, await answer.json()];
    };
    const anew = async (minute: number): Promise<void> => {
      const { adopted: _, issued: __, asked: ___, inForce: ____, endsAt: _____, ...plan } = kept;
      const replan = { reason: { code: 'officer-away', number: '2' } as const, until: isoAt(minute + 10), changes: [] };
      const worth = { days: 20, meanWithoutMin: 20, meanWithMin: 18, cut: 0.1, cutCI: 0.04 };
      await store.save({ ...plan, madeAt: isoAt(minute), worth, replan: { ...replan, refusing: [] } });
      await house.front.app.get(LiveSections).refresh('H11');
      await until(offered, (offer) => offer?.madeAt === isoAt(minute));
    };
    await anew(5);
    expect(await offered()).toMatchObject({ cut: 0.1, replan: { reason: { code: 'officer-away', number: '2' } } });
    // only one that was made anew can be refused, once
    expect((await post('refuse', isoAt(4)))[0]).toBe(409);
    expect((await post('refuse', isoAt(5)))[0]).toBe(200);
    expect((await post('refuse', isoAt(5)))[0]).toBe(409);
    await until(offered, (offer) => offer === undefined);
    expect((await planNow('', path)).issued).toEqual(kept.issued);
    await anew(6);
    expect((await post('adopt', isoAt(6)))[0]).toBe(200);
    const [status, issued] = await post('issue', isoAt(6));
    expect(status).toBe(200);
    // the same orders: whoever was asked is not asked anew
    expect(HallPlan.parse(issued).asked).toEqual(kept.asked);
    await until(offered, (offer) => offer === undefined);
    expect((await store.remade('H11', kept.day)).map(({ waits }) => waits)).toEqual([false, false]);
  });

  it('made anew can no longer be adopted when its first changes are near', async () => {
    const path = '/v1/halls/H11';
    const kept = await planNow('', path);
    const replan = { reason: { code: 'forecast-missed', number: null } as const, until: isoAt(4), changes: [] };
    const { adopted: _, issued: __, asked: ___, inForce: ____, endsAt: _____, ...plan } = kept;
    await house.front.app.get(PlanStore).save({ ...plan, madeAt: isoAt(7), replan: { ...replan, refusing: [] } });
    expect(await refused('adopt', { madeAt: isoAt(7) }, path)).toEqual([409, 'plan-lapsed']);
    // the next minute of the hall takes it away
    await decided(house, 8, 'H11');
    await until(
      () => planNow('', path),
      (one) => one.madeAt === kept.madeAt,
    );
  });

  it('that was sent and not carried out claims nothing, whatever was expected of it', async () => {
    const answer = await house.get(`${H}/plan/effect`);
    const { effect, adherence } = PlanEffectAnswer.parse(await answer.json());
    const { madeAt, inForce, worth } = await planNow();
    expect(effect).toMatchObject({
      hall: 'H08',
      madeAt: inForce?.madeAt ?? madeAt,
      over: false,
      done: 0,
      observed: { savedMin: 0, lowMin: 0, highMin: 0, tickets: [] },
    });
    expect(effect?.parts.length).toBeGreaterThan(0);
    expect(effect?.parts.every(({ deed: { code } }) => code === 'not-executed' || code === 'not-seen')).toBe(true);
    expect((effect?.expected === null) === (worth === null)).toBe(true);
    // the lunch of the window that said that it had received it; its time is still to come
    const lunch = adherence?.orders.find(({ kind, windowId }) => kind === 'break' && windowId === 'a1');
    expect([adherence?.done, lunch?.state]).toEqual([0, 'not-due']);
    // of a hall whose plan nobody sent nothing is told
    const none = await house.get('/v1/halls/H09/plan/effect');
    expect([none.status, await none.json()]).toEqual([200, { effect: null, adherence: null }]);
  });

  it('is none, and cannot be adopted, where no day before lets foresee who comes', async () => {
    const path = '/v1/halls/H09';
    const plan = await made('', path);
    expect([unplanned(plan), plan.absences, plan.links]).toEqual(['plan.no-history', [], []]);
    expect(await refused('adopt', { madeAt: plan.madeAt }, path)).toEqual([409, 'plan-empty']);
  });

  it('is made once the past of a hall has come, where its day began without one', async () => {
    await decided(house, 5, 'H10', opened(0, 'H10'));
    const path = '/v1/halls/H10';
    expect(unplanned(await made('', path))).toBe('plan.no-history');
    const past = pastDays(2).flat() as { id: string; data: object }[];
    const load = await house.front.app
      .get(Backfills)
      .open({ sourceName: 'tickets', halls: 'all', sandbox: false }, { waitMs: 0 });
    await load.take(
      past.map(({ id, data, ...event }) => ({ ...event, id: `H10-${id}`, data: { ...data, hallId: 'H10' } })),
    );
    await load.close();
    await decided(house, 7, 'H10');
    const plan = await until(
      () => made('', path),
      (one) => unplanned(one) === null,
    );
    expect([plan.madeAt >= isoAt(5), plan.absences.length > 0]).toEqual([true, true]);
  });
});
