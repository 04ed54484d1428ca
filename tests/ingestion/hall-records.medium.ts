import {
  BetweenTiers,
  BookedSlot,
  Booking,
  ConsultTierFigures,
  Consultation,
  LineFigures,
  OrganisationDoc,
  PointCount,
  PointReportProblem,
  Terminal,
  TerminalArea,
  TerminalStanding,
  page,
  type HallEvent,
} from '@cockpit/contracts';
import { Tokens } from '@cockpit/access';
import { hallDay } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import type { z } from 'zod';
import { ACTOR, ORGANISATION, answerOf, cloudEvent, openPipeline, until, type Pipeline } from './support';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline();
});
afterAll(async () => {
  await pipeline.close();
});

const DAY = '2026-03-04'; // a Wednesday
const at = (time: string, day = DAY): number => Date.parse(`${day}T${time}:00+08:00`);
const iso = (time: number): string => new Date(time).toISOString();
let serial = 0;
const event = <T extends HallEvent['type']>(type: T, time: number, data: Extract<HallEvent, { type: T }>['data']) =>
  cloudEvent({ id: `r${String(++serial)}`, type, time, data });

async function send(events: readonly ReturnType<typeof cloudEvent>[]): Promise<void> {
  expect(await answerOf(await pipeline.post(events))).toEqual({ accepted: events.length, rejected: [] });
}
async function list<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>[]> {
  const response = await pipeline.get(path);
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(body));
  return page(schema).parse(body).items;
}
const document = (close: string) =>
  OrganisationDoc.parse({
    ...ORGANISATION,
    halls: ORGANISATION.halls.map((hall) =>
      hall.code !== 'H32'
        ? hall
        : {
            ...hall,
            hours: [{ days: [1, 2, 3, 4, 5], from: '08:30', to: close }],
            terminals: [
              { id: 'k1', name: '终端 1' },
              { id: 'k9', name: '终端 9' },
            ],
            phoneLines: [
              { code: 'hot', name: '热线', number: '12345', tier: 'ai', next: 'H32/all' },
              { code: 'all', name: '综合咨询', number: '0000-1', tier: 'center' },
            ],
            bookingSlots: [
              {
                code: 'am',
                queues: ['household', 'traffic'],
                days: [1, 2, 3, 4, 5],
                from: '09:00',
                to: '10:00',
                slotMin: 30,
                capacity: 2,
              },
              ...(close > '15:00'
                ? [
                    {
                      code: 'pm',
                      queues: ['household'],
                      days: [1, 2, 3, 4, 5],
                      from: '14:00',
                      to: '15:00',
                      slotMin: 60,
                      capacity: 1,
                    },
                  ]
                : []),
            ],
          },
    ),
  });
const replace = (close: string, from?: string) =>
  pipeline.running.app.get(OrganisationService).replace(document(close), ACTOR, from);

const book = (bookingId: string, queue: string, slot: string, created = at('08:00', '2026-03-01')) =>
  event('hall.booking.created', created, {
    hallId: 'H32',
    bookingId,
    queue,
    slotStart: iso(at(slot)),
    slotEnd: iso(at(slot) + 30 * 60_000),
  });
const bookings = () => list(`/v1/bookings?hall=H32&day=${DAY}`, Booking);

describe('bookings', () => {
  it('are listed with what came of them, slots with how full they are', async () => {
    await replace('17:00', '2026-01-01');
    await send([
      book('b1', 'household', '09:00'),
      book('b2', 'traffic', '09:00'),
      book('b3', 'traffic', '09:30'),
      book('b4', 'household', '14:00'),
      book('b5', 'household', '09:00', at('12:00', '2026-03-03')),
      event('hall.booking.cancelled', at('07:00'), { hallId: 'H32', bookingId: 'b3' }),
      event('hall.booking.cancelled', at('07:00'), {
        hallId: 'H32',
        bookingId: 'b6',
        queue: 'household',
        slotStart: iso(at('09:30')),
        slotEnd: iso(at('10:00')),
      }),
      event('hall.ticket.issued', at('08:55'), {
        hallId: 'H32',
        ticketId: 't1',
        number: 'A1',
        queue: 'household',
        channel: 'booking',
        bookingId: 'b1',
      }),
    ]);
    const found = await until(
      bookings,
      (items) => items.length === 6 && items.some(({ state }) => state === 'attended'),
    );
    expect(found.map(({ bookingId, state, problem }) => [bookingId, state, problem])).toEqual([
      ['b1', 'attended', null],
      ['b2', 'missed', null],
      ['b5', 'missed', 'over-capacity'],
      ['b3', 'cancelled', null],
      ['b6', 'cancelled', 'not-created'],
      ['b4', 'missed', null],
    ]);
    expect(found[0]).toMatchObject({ ticketId: 't1', leadDays: 3 + 1 / 24 });
    const slots = await list(`/v1/bookings/slots?hall=H32&day=${DAY}`, BookedSlot);
    expect(slots.map(({ segment, capacity, booked, over }) => [segment, capacity, booked, over])).toEqual([
      ['am', 2, 2, 1],
      ['am', 2, 0, 0],
      ['pm', 1, 1, 0],
    ]);
  });

  it('heal when the creation arrives at last, and move with it to their day', async () => {
    await send([book('b6', 'household', '09:30')]);
    await until(bookings, (items) =>
      items.some(({ bookingId, state, problem }) => bookingId === 'b6' && state === 'cancelled' && problem === null),
    );
    await send([
      event('hall.booking.created', at('08:00', '2026-03-02'), {
        hallId: 'H32',
        bookingId: 'b2',
        queue: 'traffic',
        slotStart: iso(at('09:00', '2026-03-05')),
        slotEnd: iso(at('09:30', '2026-03-05')),
      }),
    ]);
    await until(bookings, (items) => items.length === 5);
    expect((await list('/v1/bookings?hall=H32&day=2026-03-05', Booking)).map(({ bookingId }) => bookingId)).toEqual([
      'b2',
    ]);
  });

  it('outside the hours of a hall that closes at noon after all are reported and fill no slot', async () => {
    await replace('12:00', DAY);
    const found = await until(bookings, (items) => items.some(({ problem }) => problem === 'outside-hours'));
    expect(found.filter(({ problem }) => problem === 'outside-hours').map(({ bookingId }) => bookingId)).toEqual([
      'b4',
    ]);
    expect((await list(`/v1/bookings/slots?hall=H32&day=${DAY}`, BookedSlot)).map(({ segment }) => segment)).toEqual([
      'am',
      'am',
    ]);
    expect(
      (await list('/v1/bookings/slots?hall=H32&day=2026-03-03', BookedSlot)).map(({ segment }) => segment),
    ).toEqual(['am', 'am', 'pm']);
  });

  it('come in pages, as lines and as a table', async () => {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next }: { items: Booking[]; next: string | null } = page(Booking).parse(
        await (
          await pipeline.get(`/v1/bookings?hall=H32&day=${DAY}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
        ).json(),
      );
      ids.push(...items.map(({ bookingId }) => bookingId));
      cursor = next;
    }
    expect(ids).toEqual(['b1', 'b5', 'b3', 'b6', 'b4']);
    const lines = (await (await pipeline.get(`/v1/bookings?hall=H32&day=${DAY}`, 'application/x-ndjson')).text())
      .trim()
      .split('\n');
    expect(lines.map((line) => Booking.parse(JSON.parse(line)).bookingId)).toEqual(ids);
    const csv = await (await pipeline.get(`/v1/bookings?hall=H32&day=${DAY}`, 'text/csv')).text();
    expect(
      csv
        .split('\r\n')
        .slice(0, 2)
        .map((line) => line.split(',')[0]),
    ).toEqual(['bookingId', 'b1']);
    expect((await pipeline.get(`/v1/bookings?hall=H32&day=${DAY}&cursor=nonsense`)).status).toBe(400);
  });
});

describe('terminals', () => {
  it('stand as their last words and the hall clock say', async () => {
    const now = Date.now();
    const min = (minutes: number): number => now - minutes * 60_000;
    const k = (terminalId: string) => ({ hallId: 'H32', terminalId });
    await send([
      event('hall.terminal.heartbeat', min(3), k('k1')),
      event('hall.terminal.heartbeat', min(9), k('k1')),
      event('hall.terminal.used', min(5), { ...k('k1'), item: 'id-card', seconds: 90, outcome: 'done' }),
      event('hall.terminal.heartbeat', min(60), k('k2')),
      event('hall.terminal.fault', min(26 * 60), { ...k('k3'), code: 'PAPER' }),
      event('hall.terminal.heartbeat', min(1), k('k3')),
    ]);
    const found = await until(
      () => list('/v1/terminals?hall=H32', Terminal),
      (items) => items.length === 4,
    );
    expect(found.map(({ terminalId, name, state }) => [terminalId, name, state])).toEqual([
      ['k1', '终端 1', 'up'],
      ['k2', null, 'silent'],
      ['k3', null, 'fault'],
      ['k9', '终端 9', 'unknown'],
    ]);
    expect(found[0]).toMatchObject({ lastHeartbeatAt: iso(min(3)), since: iso(min(9)) });
    expect(found[1]).toMatchObject({ since: iso(min(45)), lastSeenAt: iso(min(60)), silentAfterSec: 900 });
    expect(found[2]).toMatchObject({ faultCode: 'PAPER', since: found[2]?.since, lastHeartbeatAt: iso(min(1)) });
    // the same, with less of each, of all halls
    const standing = found.map(({ terminalId, name, state, since, faultCode, lastHeartbeatAt }) => ({
      terminalId,
      name,
      state,
      since: state === 'up' ? null : since,
      faultCode,
      lastHeartbeatAt,
      hall: 'H32',
    }));
    const ofAll = await list('/v1/terminal-states', TerminalStanding);
    expect(ofAll.filter(({ hall }) => hall === 'H32')).toEqual(standing);
    expect(await list('/v1/terminal-states?hall=H32', TerminalStanding)).toEqual(standing);
    const first = page(TerminalStanding).parse(await (await pipeline.get('/v1/terminal-states?limit=2')).json());
    const rest = await list(`/v1/terminal-states?cursor=${first.next ?? ''}`, TerminalStanding);
    expect([...first.items, ...rest]).toEqual(ofAll);
  });
});

describe('points and consultations', () => {
  it('count what was said last of the same time', async () => {
    const count = (from: string, to: string, n: number, said = to) =>
      event('hall.point.counted', at(said), {
        hallId: 'H32',
        pointId: 'p1',
        item: 'id-card',
        channel: 'self-service',
        from: iso(at(from)),
        to: iso(at(to)),
        count: n,
      });
    await send([
      count('09:00', '10:00', 5),
      count('10:00', '11:00', 7),
      count('10:00', '11:00', 8, '11:30'),
      count('12:00', '11:00', 9),
    ]);
    const counted = await until(
      () => list(`/v1/points?hall=H32&from=${DAY}&to=${DAY}`, PointCount),
      (items) => items.length === 2,
    );
    expect(counted.map((row) => row.count)).toEqual([5, 8]);
    expect(
      (await list(`/v1/points/problems?hall=H32&from=${DAY}&to=${DAY}`, PointReportProblem))
        .map(({ count: n, problem }) => [n, problem])
        .sort(),
    ).toEqual([
      [7, 'replaced'],
      [9, 'backwards'],
    ]);
    await send(
      [count('00:00', '24:00', 20, '23:59')].map((one) => ({
        ...one,
        data: { ...one.data, to: iso(at('00:00', '2026-03-05')) } as never,
      })),
    );
    await until(
      () => list(`/v1/points?hall=H32&from=${DAY}&to=${DAY}`, PointCount),
      (items) => items.length === 1 && items[0]?.count === 20,
    );
  });

  it('follow a question through the tiers, whichever hall its events name', async () => {
    const q = (consultId: string, tier: 'ai' | 'center' | 'unit', hallId?: string) => ({
      consultId,
      tier,
      channel: 'phone',
      ...(hallId === undefined ? {} : { hallId }),
    });
    await send([
      event('hall.consult.asked', at('09:00'), q('q1', 'ai', 'H32')),
      event('hall.consult.escalated', at('09:01'), q('q1', 'ai')),
      event('hall.consult.asked', at('09:01'), q('q1', 'center', 'H12')),
      event('hall.consult.answered', at('09:05'), q('q1', 'center')),
      event('hall.consult.asked', at('10:00'), q('q2', 'ai')),
      event('hall.consult.answered', at('10:01'), q('q2', 'ai')),
      event('hall.consult.answered', at('11:00'), q('q3', 'unit', 'H32')),
    ]);
    const period = `from=${DAY}&to=${DAY}`;
    const found = await until(
      () => list(`/v1/consultations?${period}`, Consultation),
      (items) => items.length === 3 && items[0]?.legs.length === 2 && items[0].state === 'answered',
    );
    expect(
      found.map(({ consultId, hall, tier, lastTier, answerSec, problem }) => [
        consultId,
        hall,
        tier,
        lastTier,
        answerSec,
        problem,
      ]),
    ).toEqual([
      ['q1', 'H32', 'ai', 'center', 300, null],
      ['q2', null, 'ai', 'ai', 60, null],
      ['q3', 'H32', 'unit', 'unit', null, 'not-asked'],
    ]);
    expect(
      (await list(`/v1/consultations?${period}&tier=center`, Consultation)).map(({ consultId }) => consultId),
    ).toEqual(['q1']);
    expect(
      (await list(`/v1/consultations/tiers?${period}`, ConsultTierFigures)).map(
        ({ tier, asked, answered, escalated, meanAnswerSec }) => [tier, asked, answered, escalated, meanAnswerSec],
      ),
    ).toEqual([
      ['ai', 2, 1, 1, 60],
      ['center', 1, 1, 0, 240],
      ['unit', 0, 1, 0, null],
    ]);
  });

  it('are counted by the line they came in by, and one that nobody took up is open, has an owner and a clock', async () => {
    const day = '2026-03-05';
    const [hot, all] = ['H32/hot', 'H32/all'];
    const q = (consultId: string, tier: 'ai' | 'center', line?: string) => ({
      consultId,
      tier,
      channel: 'phone',
      hallId: 'H32',
      ...(line === undefined ? {} : { line }),
    });
    await send([
      ...['l1', 'l2', 'l3', 'l4', 'l5'].map((id) => event('hall.consult.asked', at('09:00', day), q(id, 'ai', hot))),
      event('hall.consult.answered', at('09:01', day), q('l1', 'ai')),
      event('hall.consult.escalated', at('09:02', day), q('l2', 'ai')),
      event('hall.consult.abandoned', at('09:03', day), q('l3', 'ai')),
      event('hall.consult.escalated', at('09:02', day), q('l5', 'ai')),
      event('hall.consult.asked', at('09:03', day), q('l5', 'center', all)),
      event('hall.consult.answered', at('09:05', day), q('l5', 'center')),
    ]);
    const period = `from=${day}&to=${day}`;
    const lines = await until(
      () => list(`/v1/consultations/lines?${period}`, LineFigures),
      (items) => items.some(({ line, answered }) => line === all && answered === 1) && items[1]?.calls === 5,
    );
    const counts = ({ calls, answered, handedOn, abandoned, waiting }: LineFigures) => [
      ...[calls, answered, handedOn, abandoned, waiting],
    ];
    expect(lines.map((one) => [one.line, one.name, one.tier, ...counts(one), one.meanAnswerSec])).toEqual([
      [all, '综合咨询', 'center', 1, 1, 0, 0, 0, 120],
      [hot, '热线', 'ai', 5, 1, 2, 1, 1, 60],
    ]);
    expect((await list(`/v1/consultations/lines?hall=H12&${period}`, LineFigures)).length).toBe(0);
    expect(await list(`/v1/consultations/between?${period}`, BetweenTiers)).toEqual([
      {
        day,
        consultId: 'l2',
        source: 'tickets',
        hall: 'H32',
        channel: 'phone',
        from: 'ai',
        tier: 'center',
        owner: { line: all, placeName: expect.any(String) as string, name: '综合咨询', number: '0000-1' },
        since: iso(at('09:02', day)),
        dueAt: iso(at('09:17', day)),
        overdue: true,
      },
    ]);
    const [, second] = await list(`/v1/consultations?${period}`, Consultation);
    expect([second?.state, second?.line, second?.legs.map(({ tier, taken }) => [tier, taken])]).toEqual([
      ...['open', hot],
      [
        ['ai', true],
        ['center', false],
      ],
    ]);
    await send([event('hall.consult.asked', at('09:30', day), q('l2', 'center', all))]);
    await until(
      () => list(`/v1/consultations/between?${period}`, BetweenTiers),
      (items) => items.length === 0,
    );
  });

  it('are told only to those whose hall it is', async () => {
    const token = (
      await pipeline.running.app.get(Tokens).add({ name: 'h32', role: 'supervisor', halls: ['H32'] }, ACTOR)
    ).secret;
    const ask = (path: string) =>
      fetch(`${pipeline.running.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    for (const path of [
      `/v1/bookings?hall=H12&day=${DAY}`,
      '/v1/terminals?hall=H12',
      '/v1/terminal-states?hall=H12',
      `/v1/points?hall=H12&from=${DAY}&to=${DAY}`,
      `/v1/consultations?hall=H12&from=${DAY}&to=${DAY}`,
    ])
      expect((await ask(path)).status).toBe(403);
    const { items } = page(Consultation).parse(await (await ask(`/v1/consultations?from=${DAY}&to=${DAY}`)).json());
    expect(items.map(({ consultId }) => consultId)).toEqual(['q1', 'q3']);
    const states = page(TerminalStanding).parse(await (await ask('/v1/terminal-states')).json()).items;
    expect(new Set(states.map(({ hall }) => hall))).toEqual(new Set(['H32']));
  });
});

describe('areas', () => {
  it('are covered while one of their 24-hour terminals is up, and every hour watched is up, down or unknown', async () => {
    const HOUR = 3_600_000;
    const midnight = Date.parse(`${hallDay(Date.now() - 24 * HOUR, 'Asia/Shanghai')}T00:00:00+08:00`);
    const doc = OrganisationDoc.parse({
      ...document('17:30'),
      halls: document('17:30').halls.map((hall) =>
        hall.code !== 'H12'
          ? hall
          : {
              ...hall,
              parent: 'H32',
              holidays: 'open',
              hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00' }],
              terminals: [
                { id: 'n1', name: '通宵 1', allDay: true },
                { id: 'n2', name: '通宵 2', allDay: true },
                { id: 'd1', name: '日间 1' },
              ],
            },
      ),
    });
    await pipeline.running.app.get(OrganisationService).replace(doc, ACTOR, '2020-01-01');
    const beats = (terminalId: string, from: number, to: number) =>
      Array.from({ length: (to - from) * 6 + 1 }, (_, i) =>
        event('hall.terminal.heartbeat', midnight + from * HOUR + i * 10 * 60_000, { hallId: 'H12', terminalId }),
      );
    await send([
      ...beats('n1', 0, 10),
      event('hall.terminal.fault', midnight + 10 * HOUR, { hallId: 'H12', terminalId: 'n1' }),
      ...beats('n2', 8, 20),
      ...beats('d1', 9, 17),
      event('hall.terminal.heartbeat', midnight + 24 * HOUR - 1, { hallId: 'H12', terminalId: 'd1' }),
    ]);
    const [area] = await until(
      async () => (await list('/v1/terminal-areas', TerminalArea)).filter(({ code }) => code === 'H32'),
      ([one]) => one !== undefined && one.upSec > 29 * 3600,
    );
    // seven days: the six others nobody told anything of
    const DAYS = 7;
    expect(area).toMatchObject({ days: DAYS, terminals: 3, allDay: 2, places: [{ code: 'H12' }] });
    expect(((area?.coverage ?? 0) * 24 * DAYS).toFixed(2)).toBe('20.25');
    expect(((area?.allDayUptime ?? 0) * 48 * DAYS).toFixed(2)).toBe('22.25');
    const hours = [area?.upSec, area?.downSec, area?.unknownSec].map((sec) => ((sec ?? 0) / 3600).toFixed(2));
    expect(hours).toEqual(['30.25', '17.75', String((48 + 8) * DAYS - 48) + '.00']);
  });
});
