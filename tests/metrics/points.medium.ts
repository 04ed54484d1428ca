import { MetricAnswer, PointReport, type MetricKey, type OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { DAYS, organisation, type StoryEvent } from './story';
import { House } from './support';

/** Items of high volume are counted at points, and leave every share as it is. */
const SYSTEM = { kind: 'system', id: 'test', name: 'test' } as const;
const PERIOD = { from: DAYS[0], to: DAYS[2] };
const SHARES = [
  ...(['on_time_rate', 'online_share', 'on_the_spot_rate', 'supplement_rate', 'rework'] as const),
  ...(['package_share', 'self_service_share', 'compression'] as const),
] as const satisfies readonly MetricKey[];
const PASS = 'truck-pass';
let house: House;

const withPass = (highVolume: boolean): OrganisationDoc => {
  const doc = organisation(true);
  const [first] = doc.items;
  if (first === undefined) throw new Error('the story has no items');
  return { ...doc, items: [...doc.items, { ...first, code: PASS, name: '通行证', highVolume }] };
};
beforeAll(async () => {
  house = await House.open();
  await house.running.app.get(OrganisationService).replace(withPass(true), SYSTEM, '2020-01-01');
  await house.post(ordinary());
  await settled();
});
afterAll(async () => {
  await house.close();
});

let told = 0;
const event = (type: StoryEvent['type'], time: string, data: object): StoryEvent => ({
  source: 'feed',
  id: `p-${String(++told)}`,
  type,
  time: Date.parse(time),
  data: { ...data },
});
const at = (day: string, time = '10:00'): string => `${day}T${time}:00+08:00`;
const accepted = (caseId: string, day: string, hallId: string, more: object): StoryEvent =>
  event('hall.case.accepted', at(day), { caseId, hallId, kind: 'case', unit: 'u', ...more });
const closed = (caseId: string, day: string, hallId: string): StoryEvent =>
  event('hall.case.closed', at(day, '11:00'), { caseId, hallId, result: 'done' });

function ordinary(): StoryEvent[] {
  const cases = DAYS.flatMap((day, d) =>
    ['H1', 'H2'].flatMap((hall, h) => {
      const id = `o-${hall}-${day}`;
      const item = h === 0 ? 'id-card' : 'licence';
      const due = { dueAt: at(DAYS[0], d === 2 ? '10:30' : '23:00') };
      return [
        accepted(id, day, hall, {
          ...due,
          item,
          channel: d === 0 ? 'online' : 'window',
          acceptingHallId: d === 1 && h === 0 ? 'H2' : hall,
        }),
        ...(d === 0 ? [closed(id, day, hall)] : []),
        ...(d === 1 ? [event('hall.case.paused', at(day, '10:05'), { caseId: id, reason: 'supplement' })] : []),
      ];
    }),
  );
  return [
    ...cases,
    event('hall.point.counted', at(DAYS[1], '18:00'), count('P1', 'id-card', 'window', DAYS[1], 9)),
    event('hall.terminal.used', at(DAYS[1]), { ...K1, item: 'id-card', seconds: 60, outcome: 'done' }),
    ...visit('t1'),
  ];
}
const K1 = { hallId: 'H1', terminalId: 'k1' };
const visit = (ticketId: string, item = 'id-card'): StoryEvent[] => {
  const of = { hallId: 'H1', ticketId };
  const window = { ...of, windowId: 'w1' };
  return [
    event('hall.ticket.issued', at(DAYS[1], '09:00'), {
      ...of,
      number: ticketId,
      queue: 'household',
      channel: 'walk-in',
      item,
    }),
    event('hall.ticket.called', at(DAYS[1], '09:05'), window),
    event('hall.ticket.started', at(DAYS[1], '09:06'), window),
    event('hall.ticket.finished', at(DAYS[1], '09:12'), { ...window, result: 'done' }),
  ];
};
const count = (pointId: string, item: string, channel: string, day: string, n: number) => ({
  hallId: 'H1',
  pointId,
  item,
  channel,
  from: at(day, '09:00'),
  to: at(day, '17:00'),
  count: n,
});

/** Far more than everything else together: late, online, from terminals and totals. */
const FLOOD_OF_CASES = 60;
const flood = (): StoryEvent[] => [
  ...Array.from({ length: FLOOD_OF_CASES }, (_, i) =>
    accepted(`f-${String(i)}`, DAYS[i % 3] ?? DAYS[0], i % 2 === 0 ? 'H1' : 'H2', {
      item: PASS,
      channel: i % 3 === 0 ? 'mobile' : 'online',
      dueAt: at(DAYS[0], '10:01'),
      ...(i % 10 === 0 ? { acceptingHallId: 'H2' } : {}),
    }),
  ),
  event('hall.point.counted', at(DAYS[0], '18:00'), count('P1', PASS, 'online', DAYS[0], 5000)),
  event('hall.point.counted', at(DAYS[1], '18:00'), count('P1', PASS, 'mobile', DAYS[1], 700)),
  event('hall.point.counted', at(DAYS[1], '18:00'), count('P2', PASS, 'online', DAYS[1], 30)),
  ...Array.from({ length: 20 }, () =>
    event('hall.terminal.used', at(DAYS[1], '12:00'), { ...K1, item: PASS, seconds: 30, outcome: 'done' }),
  ),
  ...visit('t2', PASS),
];

/** The matters are computed too, not only the events stored. */
async function settled(): Promise<void> {
  const end = performance.now() + 120_000;
  for (;;) {
    await house.settled();
    const [dirty] = await house.postgres.query<{ n: string }[]>('SELECT count(*) AS n FROM matter_dirty');
    if (dirty?.n === '0') return;
    if (performance.now() > end) throw new Error(`${String(dirty?.n)} matters are not computed`);
  }
}
const shares = () =>
  Promise.all(
    SHARES.flatMap((key) =>
      ([undefined, 'H1', 'H2'] as const).map(async (hall) => {
        const answer = await house.metric(key, { ...PERIOD, ...(hall === undefined ? {} : { hall }) });
        return [key, hall, answer.numerator, answer.denominator];
      }),
    ),
  );
const points = async (query = ''): Promise<PointReport> =>
  PointReport.parse(await (await house.get(`/v1/points/summary?from=${DAYS[0]}&to=${DAYS[2]}${query}`)).json());
const sum = (list: readonly { count: number }[]): number => list.reduce((all, one) => all + one.count, 0);

describe('items of high volume', () => {
  it('do not move a share by a flood, and would without the mark of the catalogue', async () => {
    const before = await shares();
    expect(before.filter(([, hall, , whole]) => hall === undefined && Number(whole) > 0).map(([key]) => key)).toEqual(
      expect.arrayContaining(['on_time_rate', 'online_share', 'on_the_spot_rate', 'self_service_share']),
    );
    await house.post(flood());
    await settled();
    expect(await shares()).toEqual(before);

    await house.running.app.get(OrganisationService).replace(withPass(false), SYSTEM, '2020-01-01');
    await settled();
    const moved = new Map((await shares()).map(([key, hall, n, d]) => [`${String(key)} ${String(hall)}`, [n, d]]));
    const same = before.filter(([key, hall, n, d]) => {
      const now = moved.get(`${String(key)} ${String(hall)}`);
      return hall === undefined && now?.[0] === n && now?.[1] === d;
    });
    expect(same.map(([key]) => key)).not.toEqual(expect.arrayContaining(['on_time_rate']));
    expect(same.map(([key]) => key)).not.toEqual(expect.arrayContaining(['online_share']));
    await house.running.app.get(OrganisationService).replace(withPass(true), SYSTEM, '2020-01-01');
    await settled();
    expect(await shares()).toEqual(before);
  });

  it('are counted by day, point, item and channel, each adding up to the whole', async () => {
    const report = await points();
    const total = FLOOD_OF_CASES + 5000 + 700 + 30;
    expect(report.total).toEqual({ count: total, before: 0 });
    for (const list of [report.days, report.points, report.items, report.channels]) expect(sum(list)).toBe(total);
    const cases = Array.from({ length: FLOOD_OF_CASES }, (_, i) => i);
    expect(report.days).toEqual(
      DAYS.map((day, d) => ({
        day,
        count: cases.filter((i) => i % 3 === d).length + ([5000, 730, 0][d] ?? 0),
      })),
    );
    // a case counts where it was accepted
    const atH1 = cases.filter((i) => i % 2 === 0 && i % 10 !== 0).length;
    expect(Object.fromEntries(report.points.map((one) => [`${one.hall} ${one.point}`, one.count]))).toEqual({
      'H1 P1': 5700,
      'H1 P2': 30,
      'H1 H1': atH1,
      'H2 H2': FLOOD_OF_CASES - atH1,
    });
    expect(report.items).toEqual([{ item: PASS, name: '通行证', highVolume: true, count: total, before: 0 }]);
    expect(Object.fromEntries(report.channels.map((one) => [one.channel, one.count]))).toEqual({
      mobile: 700 + cases.filter((i) => i % 3 === 0).length,
      online: 5030 + cases.filter((i) => i % 3 !== 0).length,
    });
    // halls add up to everything, and each filter to its part
    const [h1, h2] = [await points('&hall=H1'), await points('&hall=H2')];
    expect(h1.total.count + h2.total.count).toBe(total);
    expect((await points('&point=P2')).total.count).toBe(30);
    expect((await points('&only=all')).total.count).toBe(total + 9);
    expect((await points(`&only=all&item=id-card`)).total.count).toBe(9);
    const later = PointReport.parse(
      await (await house.get(`/v1/points/summary?from=${DAYS[1]}&to=${DAYS[1]}&point=P1`)).json(),
    );
    expect(later.total).toEqual({ count: 700, before: 5000 });
  });

  it('are shown of the own halls only', async () => {
    const token = await house.tokenOf(['H2']);
    const own = PointReport.parse(
      await (await house.get(`/v1/points/summary?from=${DAYS[0]}&to=${DAYS[2]}`, 'application/json', token)).json(),
    );
    expect(new Set(own.points.map(({ hall }) => hall))).toEqual(new Set(['H2']));
    expect((await house.get('/v1/points/summary?hall=H1', 'application/json', token)).status).toBe(403);
  });
});

it('what one hall accepts and another handles counts at both, once at each', async () => {
  const of = async (hall?: string) => {
    const answer: MetricAnswer = await house.metric('cross_region', {
      ...PERIOD,
      by: 'aspect' as const,
      ...(hall === undefined ? {} : { hall }),
    });
    const part = (by: string): number | null | undefined => answer.parts.find((one) => one.by === by)?.value;
    return [answer.value, part('handled'), part('accepted')];
  };
  // one ordinary case of H1, and of the flood every tenth, all even: handled by H1, accepted by H2
  const n = 1 + FLOOD_OF_CASES / 10;
  expect(await of('H1')).toEqual([n, n, 0]);
  expect(await of('H2')).toEqual([0, 0, n]);
  expect(await of()).toEqual([n, n, n]);
});
