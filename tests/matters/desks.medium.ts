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
import { Desk, caseEvent, until, type Sent } from './support';

const DAY = '2026-03-02T10:00:00+08:00';
const PERIOD = 'from=2026-03-01&to=2026-03-31';
const on = (day: number, hour = 10): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+08:00`;

let desk: Desk;
let bureau: string;
beforeAll(async () => {
  desk = await Desk.open();
  bureau = await desk.person('bureau', 'manager', 'all');
  const tick = await desk.feed();
  const accepted = (caseId: string, kind: 'order' | 'letter' | 'difficult-matter' | 'enterprise-need', more = {}) =>
    caseEvent('hall.case.accepted', caseId, DAY, {
      ...{ kind, channel: 'phone', unit: 'A', hallId: 'H32' },
      ...more,
    });
  const contact = (caseId: string, time: string) =>
    caseEvent('hall.case.stage-entered', caseId, time, { stage: 'contact' });
  const closed = (caseId: string, time: string) => caseEvent('hall.case.closed', caseId, time, { result: 'answered' });
  const rated = (id: string, caseId: string, stars: number, time: string, hallId = 'H32'): Sent => ({
    ...{ id, type: 'hall.ticket.rated', time },
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
      ...{ kind: 'order', channel: 'phone', unit: 'A', hallId: 'H32' },
    }),
    ...[accepted('knot', 'difficult-matter'), accepted('firm', 'enterprise-need', { enterpriseRef: 'E-1' })],
  ]);
  await tick(on(9));
  await desk.settled();
  await desk.running.app.get(MatterRebuild).markAll();
  await desk.settled();
  // lists have heard of the clock of the hall: what was due on the 3rd is overdue by then
  await until(
    () => desk.matters('?desk=hotline&state=overdue'),
    (overdue) => overdue.some(({ caseId }) => caseId === 'old'),
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
      ...{ received: '6', open: '4', 'due-today': '1', 'due-tomorrow': '1' },
      // too late: diverted, silent, letter; in time: in-time, and `again` by its new time; the clock of what waits stands still
      'contact-in-time': '2/5',
      'answer-in-time': '1/1',
      'closing-in-time': '3/3',
      diverted: '1/6',
      reopened: '1/3',
      satisfied: '1/2',
    });
    expect(shares((await report('difficult')).figures)).toMatchObject({ received: '1', open: '1', satisfied: '0/0' });
  });

  it('has in every figure as many as the list it leads to, and in its parts as many as in the whole', async () => {
    for (const name of MATTER_DESKS) {
      const { figures } = await report(name);
      for (const { key, count, of } of figures) {
        expect([name, key, count]).toEqual([name, key, await listed(name, key, 'trait')]);
        if (of !== null) expect([name, key, of]).toEqual([name, key, await listed(name, key, 'of')]);
      }
      for (const by of DESK_SPLITS) {
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
        ...{ method: 'POST', body, token: bureau },
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
    expect(shares((await report('hotline', PERIOD, chief)).figures)).toMatchObject({ received: '1', open: '0' });
    expect(shares((await report('hotline', `${PERIOD}&hall=H32`)).figures)).toMatchObject({ received: '5' });
    expect((await desk.call('/v1/desks/nobody')).status).toBe(400);
    expect((await desk.call('/v1/desks/hotline?from=yesterday')).status).toBe(400);
    expect((await desk.call('/v1/matters?trait=lucky')).status).toBe(400);
  });
});
