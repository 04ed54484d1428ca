import {
  DESK_FIGURES,
  DESK_SPLITS,
  DeskReport,
  MATTER_DESKS,
  type DeskFigure,
  type DeskFigureKey,
  type MatterDeskName,
} from '@cockpit/contracts';
import { MatterRebuild } from '@cockpit/matters';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, Desk, caseEvent, until, type Sent } from './support';

const DAY = '2026-03-02T10:00:00+08:00';
const PERIOD = 'from=2026-03-01&to=2026-03-31';
const on = (day: number, hour = 10): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+08:00`;

let desk: Desk;
let bureau: string;
/** Whether HZ-1 is one of the items of the enterprise desk. */
async function give(enterpriseDesk: boolean): Promise<void> {
  const service = desk.running.app.get(OrganisationService);
  const doc = await service.export();
  const items = doc.items.map((item) => (item.code === 'HZ-1' ? { ...item, enterpriseDesk } : item));
  await service.replace({ ...doc, items }, ACTOR);
}
beforeAll(async () => {
  desk = await Desk.open();
  bureau = await desk.person('bureau', 'manager', 'all');
  const tick = await desk.feed();
  await give(true);
  const accepted = (
    caseId: string,
    kind: 'case' | 'order' | 'letter' | 'difficult-matter' | 'enterprise-need',
    more = {},
  ) => caseEvent('hall.case.accepted', caseId, DAY, { kind, channel: 'phone', unit: 'A', hallId: 'H32', ...more });
  const contact = (caseId: string, time: string) =>
    caseEvent('hall.case.stage-entered', caseId, time, { stage: 'contact' });
  const closed = (caseId: string, time: string) => caseEvent('hall.case.closed', caseId, time, { result: 'answered' });
  const rated = (id: string, caseId: string, stars: number, time: string, hallId = 'H32'): Sent => ({
    id,
    type: 'hall.ticket.rated',
    time,
    data: { hallId, caseId, stars },
  });
  await desk.send([
    // contacted and closed in time, and content with it in the end
    ...[accepted('in-time', 'order'), contact('in-time', on(3)), closed('in-time', on(6))],
    ...[rated('r1', 'in-time', 2, on(7)), rated('r2', 'in-time', 4, on(8))],
    // contacted too late, handed to another unit, due today
    ...[accepted('diverted', 'order'), contact('diverted', on(4))],
    caseEvent('hall.case.assigned', 'diverted', on(4, 11), { unit: 'B', officerId: 'o2' }),
    // nobody has called, and it is due tomorrow
    accepted('silent', 'order', { dueAt: on(10, 12) }),
    // reopened, and closed again
    ...[accepted('again', 'order'), closed('again', on(4)), caseEvent('hall.case.reopened', 'again', on(5), {})],
    closed('again', on(6)),
    // it waits for papers: a clock that stands still falls due on no day
    ...[accepted('waits', 'order'), caseEvent('hall.case.paused', 'waits', on(3, 9), { reason: 'supplement' })],
    ...[accepted('letter', 'letter', { hallId: 'H12', unit: 'H12' }), closed('letter', on(4))],
    rated('r3', 'letter', 1, on(5), 'H12'),
    // of the month before, and still open
    caseEvent('hall.case.accepted', 'old', '2026-02-24T10:00:00+08:00', {
      kind: 'order',
      channel: 'phone',
      unit: 'A',
      hallId: 'H32',
    }),
    // somebody writes to praise, and is thanked
    ...[accepted('thanks', 'letter', { nature: 'praise', hallId: 'H12', unit: 'H12' }), closed('thanks', on(3))],
    // of the enterprise desk: late, in time, open; and what is not of it
    ...[accepted('firm-late', 'case', { item: 'HZ-1' }), closed('firm-late', on(9))],
    ...[accepted('firm-soon', 'case', { item: 'HZ-1' }), closed('firm-soon', on(4))],
    ...[accepted('firm-open', 'case', { item: 'HZ-1', hallId: 'H12' }), accepted('person', 'case', { item: 'HZ-2' })],
    ...[accepted('knot', 'difficult-matter'), accepted('firm', 'enterprise-need', { enterpriseRef: 'E-1' })],
  ]);
  await tick(on(9));
  await desk.settled();
  await desk.running.app.get(MatterRebuild).markAll();
  await desk.settled();
  // lists have heard of the clock of the hall: what is due on the 10th is due tomorrow by then
  await until(
    () => desk.matters('?desk=hotline&state=open&trait=due-tomorrow'),
    (due) => due.some(({ caseId }) => caseId === 'silent'),
  );
});
afterAll(async () => {
  await desk.close();
});

async function report(name: MatterDeskName, query = PERIOD, token = desk.token): Promise<DeskReport> {
  const { status, body } = await desk.call(`/v1/desks/${name}?${query}`, { token });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return DeskReport.parse(body);
}
const shares = (figures: readonly DeskFigure[]): Partial<Record<DeskFigureKey, string>> =>
  Object.fromEntries(
    figures.map(({ key, count, of }) => [key, of === null ? String(count) : `${String(count)}/${String(of)}`]),
  );
/** The list that a figure leads to. */
async function listed(name: MatterDeskName, key: DeskFigureKey, part: 'trait' | 'of', more = ''): Promise<number> {
  const { now, [part]: trait } = DESK_FIGURES[key];
  const which = trait === null || trait === 'all' ? '' : `&trait=${trait}`;
  const when = now ? 'state=open' : PERIOD;
  return (await desk.matters(`?desk=${name}&${when}${which}${more}&limit=500`)).length;
}

describe('a desk', () => {
  it('counts what was received, is due, was contacted, answered and closed in time, handed on, reopened and rated', async () => {
    expect(shares((await report('hotline')).figures)).toEqual({
      received: '7',
      closed: '4',
      open: '4',
      'due-today': '1',
      'due-tomorrow': '1',
      praise: '1',
      // too late: diverted, silent, letter; in time: in-time, and `again` by its new time; the clock of what waits stands still
      'contact-in-time': '3/6',
      'answer-in-time': '2/2',
      'closing-in-time': '4/4',
      diverted: '1/7',
      reopened: '1/4',
      satisfied: '1/2',
    });
    expect(shares((await report('difficult')).figures)).toMatchObject({ received: '1', open: '1', satisfied: '0/0' });
  });

  it('counts praise where people call and write, and nowhere as a complaint', async () => {
    expect((await desk.matters('?desk=hotline&trait=praise')).map(({ caseId, nature }) => [caseId, nature])).toEqual([
      ['thanks', 'praise'],
    ]);
    expect((await report('complaints')).figures.map(({ key }) => key)).not.toContain('praise');
    expect((await desk.matters('?desk=complaints')).map(({ caseId }) => caseId)).not.toContain('thanks');
  });

  it('counts what came of the items of enterprises, by item, as the catalogue marks them now', async () => {
    const { figures, parts } = await report('enterprise-items', `${PERIOD}&by=item`);
    expect(shares(figures)).toMatchObject({ received: '3', closed: '2', open: '1', 'closing-in-time': '1/3' });
    expect(parts.map(({ key, name }) => [key, name])).toEqual([['HZ-1', '迁移']]);
    expect((await desk.matters('?desk=enterprise-items')).map(({ caseId }) => caseId).sort()).toEqual([
      ...['firm-late', 'firm-open', 'firm-soon'],
    ]);
  });

  it('has in every figure as many as the list it leads to, and in its parts as many as in the whole', async () => {
    for (const name of MATTER_DESKS) {
      const { figures } = await report(name);
      for (const { key, count, of } of figures) {
        expect([name, key, count]).toEqual([name, key, await listed(name, key, 'trait')]);
        if (of !== null) expect([name, key, of]).toEqual([name, key, await listed(name, key, 'of')]);
      }
      for (const by of DESK_SPLITS.filter((one) => (one === 'item') === (name === 'enterprise-items'))) {
        const split = await report(name, `${PERIOD}&by=${by}`);
        expect(split.figures).toEqual(figures);
        for (const { key, count, of } of figures) {
          const parts = split.parts.map((part) => part.figures.find((one) => one.key === key));
          const sum = (amount: (one: DeskFigure) => number): number =>
            parts.reduce((all, one) => all + (one === undefined ? NaN : amount(one)), 0);
          expect([by, key, sum((one) => one.count)]).toEqual([by, key, count]);
          if (of !== null) expect([by, key, sum((one) => one.of ?? NaN)]).toEqual([by, key, of]);
        }
        for (const part of split.parts)
          for (const { key, count } of part.figures)
            expect([by, part.key, key, count]).toEqual([
              ...[by, part.key, key],
              await listed(name, key, 'trait', `&${by}=${encodeURIComponent(part.key ?? '')}`),
            ]);
      }
    }
  });

  it('does not count a rating that was found malicious, and counts it again when that is taken back', async () => {
    const received = async () => shares((await report('complaints')).figures);
    expect(await received()).toMatchObject({ received: '8', satisfied: '1/2' });
    const bad = await desk.matters('?kind=bad-rating');
    const ofLetter = bad.find(({ hall }) => hall === 'H12')?.id ?? '';
    const act = async (asked: object): Promise<void> => {
      const { revision } = await desk.detail(ofLetter);
      const body = { key: `key-of-desks-${revision}`, revision, ...asked };
      const { status, body: said } = await desk.call(`/v1/matters/${ofLetter}/acts`, {
        method: 'POST',
        body,
        token: bureau,
      });
      if (status !== 200) throw new Error(JSON.stringify(said));
      await desk.settled();
    };
    await act({ act: 'exclude', reason: 'malicious', text: '查无此事' });
    expect(await until(received, (now) => now.received === '7')).toMatchObject({ received: '7', satisfied: '1/1' });
    expect((await desk.matters('?desk=complaints')).map(({ id }) => id)).not.toContain(ofLetter);
    await act({ act: 'reopen', text: '复核属实' });
    expect(await until(received, (now) => now.received === '8')).toMatchObject({ received: '8', satisfied: '1/2' });
  });

  it('is asked about the halls of whoever asks, and about nothing unknown', async () => {
    const chief = await desk.person('chief', 'supervisor', ['H12']);
    expect(shares((await report('hotline', PERIOD, chief)).figures)).toMatchObject({ received: '2', open: '0' });
    expect(shares((await report('hotline', `${PERIOD}&hall=H32`)).figures)).toMatchObject({ received: '5' });
    // officers and approval units: what is theirs, wherever it is
    const officer = await desk.person('o2', 'officer', ['H32'], { officerId: 'o2' });
    const unit = await desk.person('unit-a', 'unit', [], { units: ['A'] });
    expect(shares((await report('hotline', PERIOD, officer)).figures)).toMatchObject({ received: '1', open: '1' });
    expect(shares((await report('hotline', PERIOD, unit)).figures)).toMatchObject({ received: '4', open: '3' });
    // the day of the halls where what they see is, and of the hall they ask about
    expect((await report('hotline', PERIOD, officer)).today).toBe('2026-03-09');
    expect((await report('hotline', `${PERIOD}&hall=H32`, unit)).today).toBe('2026-03-09');
    expect((await report('hotline', `${PERIOD}&hall=H12`, unit)).today > '2026-03-09').toBe(true);
    expect(shares((await report('hotline', `${PERIOD}&hall=H12`, unit)).figures)).toMatchObject({ received: '0' });
    expect((await desk.call('/v1/desks/nobody')).status).toBe(400);
    expect((await desk.call('/v1/desks/hotline?from=yesterday')).status).toBe(400);
    expect((await desk.call('/v1/matters?trait=lucky')).status).toBe(400);
  });

  it('no longer counts an item that the catalogue takes from the enterprise desk', async () => {
    await give(false);
    const none = await until(
      () => report('enterprise-items'),
      ({ parts }) => parts.length === 0,
    );
    expect(shares(none.figures)).toMatchObject({ received: '0', open: '0' });
    expect(await desk.matters('?desk=enterprise-items')).toEqual([]);
  });
});
