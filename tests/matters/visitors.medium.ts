import { Module } from '@nestjs/common';
import { ApplicantsInHall, AuditEntry, MyVisitor, VisitorMatters, page } from '@cockpit/contracts';
import { LiveApiModule, LiveModule } from '@cockpit/live';
import { Tokens } from '@cockpit/access';
import { ACTOR, Desk, WithWorker, caseEvent, until } from './support';

@Module({ imports: [WithWorker, LiveModule, LiveApiModule] })
class WithLive {}

/** One person, as two systems call them: the number is nobody's. */
const PERSON = '11010519491231002X';
const NOW = Date.now();
const iso = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const DAY_MIN = 24 * 60;

let desk: Desk;
let tickets: string;
let officer: string;
let chief: string;
let unit: string;
beforeAll(async () => {
  desk = await Desk.open(WithLive);
  tickets = await desk.source('tickets');
  officer = await desk.person('officer-1', 'officer', ['H32'], { officerId: 'o1' });
  chief = await desk.person('chief', 'supervisor', ['H32']);
  unit = await desk.person('unit-hz', 'unit', 'all', { units: ['户政科'] });
  const order = (caseId: string, applicantRef: string, unitOf: string, hallId: string, due: number) =>
    caseEvent('hall.case.accepted', caseId, iso(-2 * DAY_MIN), {
      kind: 'order',
      channel: 'phone',
      unit: unitOf,
      hallId,
      applicantRef,
      dueAt: iso(due),
    });
  await desk.send([
    order('v1', PERSON, '户政科', 'H12', DAY_MIN),
    order('v2', PERSON, '治安科', 'H32', 9 * DAY_MIN),
    caseEvent('hall.case.assigned', 'v2', iso(-100), { unit: '治安科', officerId: 'o1' }),
    caseEvent('hall.case.paused', 'v2', iso(-90), { reason: 'supplement' }),
    order('v3', PERSON, '户政科', 'H12', DAY_MIN),
    caseEvent('hall.case.closed', 'v3', iso(-80), { result: 'answered' }),
    order('v4', 'somebody-else', '户政科', 'H12', DAY_MIN),
  ]);
  await desk.settled();
});
afterAll(() => desk.close());

/** What the ticketing system tells, as it happens. */
const ticket = (id: string, type: string, data: object) =>
  desk.send([{ id, type, time: new Date().toISOString(), data: { hallId: 'H32', ...data } }], tickets);
const mine = async (): Promise<MyVisitor> =>
  MyVisitor.parse((await desk.call('/v1/me/visitor', { token: officer })).body);
const here = async (token: string): Promise<VisitorMatters[]> =>
  page(VisitorMatters).parse((await desk.call('/v1/halls/H32/visitors', { token })).body).items;
async function inHall(token: string): Promise<string[]> {
  const ids = (await desk.matters('?state=all')).map(({ id }) => id);
  const { body } = await desk.call('/v1/matters/in-hall', { method: 'POST', body: { ids }, token });
  const names = new Map((await desk.matters('?state=all')).map(({ id, caseId }) => [id, caseId]));
  return ApplicantsInHall.parse(body).items.map(({ id, hall, state }) => `${names.get(id) ?? ''} ${hall} ${state}`);
}
const looks = async (action: string): Promise<string[]> =>
  page(AuditEntry)
    .parse((await desk.call(`/v1/audit?what=${action}`)).body)
    .items.map(({ actor, after }) => `${actor.name} ${JSON.stringify(after)}`)
    .sort();

describe('a visitor with matters open elsewhere', () => {
  it('is nobody to anybody before they come, and is met as soon as the ticket is drawn', async () => {
    expect([await mine(), await here(chief), await inHall(unit)]).toEqual([{ visitor: null }, [], []]);
    await ticket('w', 'hall.window.opened', { windowId: 'w1', officerId: 'o1', queues: ['household'] });
    const drawn = { number: 'A001', queue: 'household', channel: 'walk-in' };
    await ticket('t1', 'hall.ticket.issued', { ...drawn, ticketId: 'T1', visitorRef: ` ${PERSON}` });
    await ticket('t2', 'hall.ticket.issued', { ...drawn, ticketId: 'T2', visitorRef: 'not-known-yet' });
    expect(
      await until(
        () => inHall(unit),
        (met) => met.length > 0,
      ),
    ).toEqual(['v1 H32 waiting']);
    // the chief of this hall sees what this hall handles
    expect(await here(chief)).toMatchObject([
      { ticketId: 'T1', state: 'waiting', open: 1, supplements: 1, dueSoon: 0, matters: [{ caseId: 'v2' }] },
    ]);
    expect(await here(desk.token)).toMatchObject([{ open: 2, dueSoon: 1, supplements: 1, overdue: 0 }]);
    expect(await mine()).toEqual({ visitor: null });
  });

  it('is announced to the window that calls them, with all counts, and names of what the officer may open', async () => {
    await ticket('c1', 'hall.ticket.called', { ticketId: 'T1', windowId: 'w1', officerId: 'o1' });
    const { visitor } = await until(mine, (answer) => answer.visitor?.state === 'called');
    expect(visitor).toMatchObject({ number: 'A001', open: 2, dueSoon: 1, supplements: 1, overdue: 0 });
    expect(visitor?.nextDueAt).toBe(iso(DAY_MIN));
    expect(visitor?.matters.map(({ caseId, awaitsSupplement }) => [caseId, awaitsSupplement])).toEqual([['v2', true]]);
  });

  it('is on no wall, is shown to no guide, and the pseudonym to nobody', async () => {
    const wall = (await desk.running.app.get(Tokens).add({ name: 'wall', role: 'screen', halls: ['H32'] }, ACTOR))
      .secret;
    const guide = await desk.person('guide', 'guide', ['H32']);
    for (const path of ['/v1/me/visitor', '/v1/halls/H32/visitors'])
      for (const token of [wall, guide, unit])
        expect([path, (await desk.call(path, { token })).status]).toEqual([path, 403]);
    expect((await desk.call('/v1/halls/H12/visitors', { token: chief })).status).toBe(403);
    const live = JSON.stringify((await desk.call('/v1/halls/H32/live', { token: wall })).body);
    expect(live).toContain('A001');
    const answers = [live, await mine(), await here(desk.token), await inHall(desk.token)];
    expect(JSON.stringify(answers)).not.toMatch(/ref-[0-9a-f]|visitorRef|applicantRef/);
  });

  it('is written down once for each who looked, however often', async () => {
    for (let n = 0; n < 2; n++) await Promise.all([mine(), here(chief), inHall(unit)]);
    expect(await looks('visit.matters')).toEqual(
      ['admin', 'chief', 'officer-1'].map((name) => `${name} ${JSON.stringify({ hall: 'H32', ticketId: 'T1' })}`),
    );
    expect((await looks('matter.in-hall')).filter((look) => look.startsWith('unit-hz'))).toHaveLength(1);
  });

  it('is gone with the ticket, and with the matter', async () => {
    await ticket('f1', 'hall.ticket.finished', { ticketId: 'T1', windowId: 'w1', officerId: 'o1', result: 'done' });
    await until(
      () => inHall(unit),
      (met) => met.length === 0,
    );
    expect(await here(desk.token)).toEqual([]);
    await until(mine, ({ visitor }) => visitor === null);
    await ticket('t3', 'hall.ticket.issued', {
      ticketId: 'T3',
      number: 'A003',
      queue: 'household',
      channel: 'walk-in',
      visitorRef: PERSON,
    });
    await until(
      () => inHall(unit),
      (met) => met.length === 1,
    );
    await desk.send([caseEvent('hall.case.closed', 'v1', iso(-3), { result: 'answered' })]);
    await until(
      () => inHall(unit),
      (met) => met.length === 0,
    );
  });
});
