import { Module } from '@nestjs/common';
import { ManualDesk, ManualEntry, ReconcileAnswer, Visit, page, type Problem } from '@cockpit/contracts';
import { ManualApiModule, ManualModule } from '@cockpit/manual';
import { DataSource } from 'typeorm';
import { WholeModule } from './modules';
import { DAY, isoAt, issued, openHall, opened, sent, until, type Hall } from './support';

@Module({ imports: [WholeModule, ManualApiModule, ManualModule] })
class ManualHall {}

describe('a hall whose feed died', () => {
  let house: Hall;
  let supervisor: string;
  beforeAll(async () => {
    house = await openHall(ManualHall);
    supervisor = await house.tokenOf('supervisor', ['H08']);
    await house.post([
      ...opened(0),
      issued('t1', 1),
      sent('hall.ticket.called', 3, { ticketId: 't1', windowId: 'a1', officerId: 'H08-a1' }),
    ]);
    await until(
      () => house.live(),
      (live) => live.kpis.issued === 1,
    );
  });
  afterAll(async () => {
    await house.close();
  });

  const send = (path: string, body: object, token = supervisor) =>
    house.send(`/v1/halls/H08/manual${path}`, body, token);
  const entered = async (path: string, body: object) => {
    const response = await send(path, body);
    if (response.status !== 201) throw new Error(`${String(response.status)} ${await response.text()}`);
    return ManualEntry.parse(await response.json());
  };
  const desk = async () => ManualDesk.parse(await (await house.get('/v1/halls/H08/manual')).json());
  const visits = async () => page(Visit).parse(await (await house.get(`/v1/visits?hall=H08&day=${DAY}`)).json()).items;
  const paper = { key: 'desk1-0001', queue: 'household', number: 'A017', at: isoAt(10) };

  it('is kept by hand: paper tickets and window states are events like any other', async () => {
    const ticket = await entered('/tickets', paper);
    expect(ticket).toMatchObject({
      kind: 'ticket',
      number: 'A017',
      queue: 'household',
      state: 'standing',
      enteredBy: 'supervisor-H08',
      eventSource: '/manual/H08',
    });
    const at = `/tickets/${ticket.ticketId ?? ''}/steps`;
    await entered(at, { key: 'desk1-0002', step: 'called', windowId: 'a2', at: isoAt(12) });
    await entered(at, { key: 'desk1-0003', step: 'started', windowId: 'a2', at: isoAt(13) });
    await entered(at, { key: 'desk1-0004', step: 'finished', windowId: 'a2', at: isoAt(20) });
    await entered('/windows/a3', { key: 'desk1-0005', state: 'paused', reason: '午餐', at: isoAt(15) });
    // a ticket the feed had called before it died, and never finished
    await entered('/tickets/t1/steps', { key: 'desk1-0006', step: 'finished', windowId: 'a1', at: isoAt(16) });
    const rows = await until(visits, (all) => all.filter(({ result }) => result === 'done').length === 2);
    expect(rows.find(({ number }) => number === 'A017')).toMatchObject({
      ticketId: `manual-${DAY}-household-A017`,
      waitSec: 120,
      serviceSec: 420,
      windowId: 'a2',
    });
    expect(
      (
        await until(
          () => house.live(),
          (live) => live.kpis.served === 2,
        )
      ).windows.find(({ windowId }) => windowId === 'a3')?.state,
    ).toBe('paused');
    const overview = await desk();
    expect(overview).toMatchObject({
      advised: false,
      standing: 6,
      superseded: 0,
      nextNumbers: { household: 'P01', traffic: 'P01' },
    });
    // a hall of which nothing was ever heard is not one whose feed is well
    expect(ManualDesk.parse(await (await house.get('/v1/halls/H12/manual')).json())).toMatchObject({
      advised: true,
      feeds: [],
    });
    // hands at a desk are no feed that could fall silent
    expect(overview.feeds.map(({ source }) => source)).toEqual(['tickets']);
  });

  it('takes the same key for the same entry, once', async () => {
    const again = await send('/tickets', paper);
    expect(again.status).toBe(200);
    expect(ManualEntry.parse(await again.json())).toMatchObject({ repeated: true, number: 'A017' });
    const other = await send('/tickets', { ...paper, queue: 'traffic' });
    expect([other.status, ((await other.json()) as Problem).code]).toEqual([409, 'key-reused']);
    const taken = await send('/tickets', { ...paper, key: 'desk2-0001' });
    expect([taken.status, ((await taken.json()) as Problem).code]).toEqual([409, 'number-taken']);
    const two = await Promise.all([
      entered('/tickets', { key: 'desk1-0010', queue: 'traffic', at: isoAt(17) }),
      entered('/tickets', { key: 'desk2-0010', queue: 'traffic', at: isoAt(17) }),
    ]);
    expect(new Set(two.map(({ number }) => number))).toEqual(new Set(['P01', 'P02']));
  });

  it('takes a typing error back, with what was entered about it', async () => {
    const wrong = await entered('/tickets', { key: 'desk1-0020', queue: 'household', number: 'A099', at: isoAt(18) });
    await entered(`/tickets/${wrong.ticketId ?? ''}/steps`, {
      key: 'desk1-0021',
      step: 'called',
      windowId: 'a2',
      at: isoAt(19),
    });
    await until(visits, (all) => all.some(({ number }) => number === 'A099'));
    const back = ManualEntry.parse(await (await send(`/entries/${wrong.id}/void`, { reason: '录错号码' })).json());
    expect(back).toMatchObject({ state: 'voided', endReason: 'supervisor-H08: 录错号码' });
    await until(visits, (all) => !all.some(({ number }) => number === 'A099'));
    expect((await desk()).voided).toBe(2);
  });

  it('refuses what makes no sense, and who may not', async () => {
    const statuses = await Promise.all(
      [
        send('/tickets', { key: 'desk1-0030', queue: 'nothing' }),
        send('/windows/zz', { key: 'desk1-0031', state: 'opened' }),
        send('/windows/a1', { key: 'desk1-0032', state: 'paused' }),
        send('/tickets', { key: 'short', queue: 'household' }),
        send('/tickets', { key: 'desk1-0033', queue: 'household', at: '2099-01-01T00:00:00Z' }),
      ].map(async (answer) => (await answer).status),
    );
    expect(statuses).toEqual([422, 422, 422, 422, 422]);
    const [guide, foreign] = await Promise.all([house.tokenOf('guide', ['H08']), house.tokenOf('supervisor', ['H09'])]);
    expect((await send('/tickets', { key: 'desk1-0040', queue: 'household' }, guide)).status).toBe(403);
    expect((await send('/tickets', { key: 'desk1-0040', queue: 'household' }, foreign)).status).toBe(403);
    expect((await desk()).entries.some(({ key }) => key.startsWith('desk1-003'))).toBe(false);
  });

  it('gives up what the door refuses for good by now: nobody else waits for it', async () => {
    const postgres = house.front.app.get(DataSource);
    const event = {
      specversion: '1.0',
      id: 'gone-1',
      source: '/manual/H77',
      type: 'hall.window.opened',
      time: isoAt(1),
      data: { hallId: 'H77', windowId: 'a1' },
    };
    await postgres.query(
      `INSERT INTO manual_entry (id, hall, key, content, kind, window_id, type, event, day, at, entered_at, entered_by, state, sent)
       VALUES (gen_random_uuid(), 'H77', 'gone-1', '{}', 'window', 'a1', 'hall.window.opened', $1, $2, $3, now(), 'somebody', 'standing', false)`,
      [JSON.stringify(event), DAY, isoAt(1)],
    );
    const gone = () =>
      postgres.query<{ state: string; sent: boolean; end_reason: string | null }[]>(
        `SELECT state, sent, end_reason FROM manual_entry WHERE key = 'gone-1'`,
      );
    await until(gone, ([row]) => row?.state === 'voided', 40_000);
    expect(await gone()).toEqual([{ state: 'voided', sent: false, end_reason: 'the organisation has no such hall' }]);
  });

  it('gives way when the feed returns and tells the same: nothing is counted twice, and it says which', async () => {
    const before = await visits();
    await house.post([
      sent(
        'hall.ticket.issued',
        9.5,
        { ticketId: 'f17', number: 'A017', queue: 'household', channel: 'walk-in' },
        'H08',
        'f-issued',
      ),
      sent('hall.ticket.called', 12.2, { ticketId: 'f17', windowId: 'a2' }, 'H08', 'f-called'),
      sent('hall.window.paused', 14.5, { windowId: 'a3', reason: '午餐' }, 'H08', 'f-paused'),
      sent('hall.ticket.finished', 16.2, { ticketId: 't1', windowId: 'a1', result: 'done' }, 'H08', 'f-finished'),
    ]);
    const rows = await until(
      visits,
      (all) =>
        all.filter(({ number }) => number === 'A017').length === 1 &&
        all.some(({ ticketId, result }) => ticketId === 'f17' && result === 'done'),
      40_000,
    );
    expect(rows).toHaveLength(before.length);
    // its wait is the feed's, its end is still the desk's: the feed never told it
    expect(rows.find(({ ticketId }) => ticketId === 'f17')).toMatchObject({
      waitSec: 162,
      serviceSec: 420,
      result: 'done',
    });
    expect(rows.find(({ ticketId }) => ticketId === 't1')).toMatchObject({
      finishedAt: expect.stringContaining(isoAt(16.2).slice(0, 19)) as string,
    });
    const overview = await until(desk, ({ superseded }) => superseded === 4);
    const told = new Map(
      overview.entries.map(({ key, state, supersededBy, ticketId }) => [
        key,
        [state, supersededBy?.eventId ?? null, ticketId],
      ]),
    );
    expect([
      told.get('desk1-0001'),
      told.get('desk1-0002'),
      told.get('desk1-0004'),
      told.get('desk1-0005'),
      told.get('desk1-0006'),
    ]).toEqual([
      ['superseded', 'f-issued', `manual-${DAY}-household-A017`],
      ['superseded', 'f-called', `manual-${DAY}-household-A017`],
      ['standing', null, 'f17'],
      ['superseded', 'f-paused', null],
      ['superseded', 'f-finished', 't1'],
    ]);
    expect(
      (
        await until(
          () => house.live(),
          (live) => live.kpis.issued === rows.length,
        )
      ).kpis.served,
    ).toBe(2);
    expect(ReconcileAnswer.parse(await (await send('/reconcile', {})).json()).superseded).toEqual([]);
  });
});
