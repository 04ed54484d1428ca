import { Sources, Tokens } from '@cockpit/access';
import { EVENT_DATA, EVENT_TYPES, QuarantinedEvent, ResubmitAnswer, page, type EventType } from '@cockpit/contracts';
import { identityOf } from '@cockpit/log';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { ACTOR, PipelineModule, answerOf, cloudEvent, issued, openPipeline, until, type Pipeline } from './support';

const OWN = 'H12';
const OTHER = 'H32';
/** Fields that name a thing by one name for all halls of a source. */
const REACHING = ['hallId', 'acceptingHallId', 'caseId', 'consultId', 'ofId', 'parentId', 'packageId'] as const;
/** Fields whose names are the hall's own, or that only describe. */
const WITHIN_THE_HALL = [
  'ticketId',
  'windowId',
  'officerId',
  'queue',
  'toQueue',
  'toWindowId',
  'item',
  'bookingId',
  'terminalId',
  'pointId',
  'promptId',
  'device',
  'stage',
  'unit',
  'ofSource',
  'approvedBy',
];
const VALUES: Record<string, unknown> = {
  hallId: OWN,
  number: 'A1',
  queue: 'household',
  channel: 'phone',
  result: 'done',
  stars: 3,
  reason: 'r',
  code: 'c',
  queues: ['household'],
  waiting: 1,
  kind: 'case',
  unit: 'u',
  stage: 's',
  days: 3,
  seconds: 1,
  outcome: 'o',
  count: 1,
  tier: 'ai',
  slotStart: '2026-03-04T10:00:00+08:00',
  slotEnd: '2026-03-04T10:15:00+08:00',
  from: '2026-03-04T08:00:00+08:00',
  to: '2026-03-04T09:00:00+08:00',
  ofSource: '/tickets',
  ofId: 'own-ticket',
  caseId: 'own-case',
  consultId: 'own-consult',
};
const shapeOf = (type: EventType) => EVENT_DATA[type].shape as Record<string, z.ZodType>;

let serial = 0;
const event = (type: EventType, data: object, id = `r-${String(++serial)}`) =>
  cloudEvent({ id, type, time: '2026-03-04T09:00:00+08:00', data: data as never });
/** The least that this type of event says, of the own hall. */
function own(type: EventType): Record<string, unknown> {
  const fields = Object.entries(shapeOf(type)).filter(
    ([key, field]) => key === 'hallId' || !field.safeParse(undefined).success,
  );
  const data = Object.fromEntries(fields.map(([key]) => [key, key in VALUES ? VALUES[key] : `own-${key}`]));
  const channel = type === 'hall.ticket.issued' ? { channel: 'walk-in' } : {};
  const reason = type === 'hall.case.excluded' ? { reason: 'mistaken' } : {};
  return {
    ...data,
    ...channel,
    ...reason,
    ...(type === 'hall.ticket.rated' ? { ticketId: 'own-t' } : {}),
    ...(type === 'hall.case.accepted' ? { caseId: `new-${String(++serial)}` } : {}),
  };
}
/** Each way in which an event of this type can change the other hall; the events it speaks of are stored. */
function reaching(type: EventType): Record<string, unknown>[] {
  const theirs: Record<(typeof REACHING)[number], string[]> = {
    hallId: [OTHER],
    acceptingHallId: [OTHER],
    caseId: ['their-case', 'nobody-knows'],
    consultId: ['their-consult'],
    ofId: ['their-ticket', 'their-case-accepted', 'their-asked', 'nobody-knows'],
    parentId: ['their-case'],
    packageId: ['their-package'],
  };
  return REACHING.filter((key) => key in shapeOf(type)).flatMap((key) =>
    theirs[key].flatMap((value) => {
      if (key === 'caseId' && value === 'nobody-knows' && type === 'hall.case.accepted') return [];
      const { ticketId, ...rest } = own(type);
      return [
        {
          ...rest,
          ...(ticketId === undefined || (type === 'hall.ticket.rated' && key === 'caseId') ? {} : { ticketId }),
          [key]: value,
        },
      ];
    }),
  );
}

describe('an event out of quarantine', () => {
  let pipeline: Pipeline;
  let clickhouse: ClickHouseClient;
  let chief: string;
  beforeAll(async () => {
    pipeline = await openPipeline(PipelineModule);
    clickhouse = createClient({ url: pipeline.stores.clickhouseUrl, database: pipeline.stores.clickhouseDatabase });
    chief = (await pipeline.running.app.get(Tokens).add({ name: 'chief', role: 'supervisor', halls: [OWN] }, ACTOR))
      .secret;
    const say = (whose: 'own' | 'their', hallId: string) => [
      issued(`${whose}-ticket`, { hallId }),
      event(
        'hall.case.accepted',
        { ...own('hall.case.accepted'), hallId, caseId: `${whose}-case`, packageId: `${whose}-package` },
        `${whose}-case-accepted`,
      ),
      event(
        'hall.consult.asked',
        { ...own('hall.consult.asked'), hallId, consultId: `${whose}-consult` },
        `${whose}-asked`,
      ),
    ];
    expect(await answerOf(await pipeline.post([...say('own', OWN), ...say('their', OTHER)]))).toMatchObject({
      accepted: 6,
    });
    await until(
      async () => (await pipeline.status()).landed,
      (stored) => stored === 6,
    );
  });
  afterAll(async () => {
    await clickhouse.close();
    await pipeline.close();
  });

  const send = (path: string, method: string, body: unknown) =>
    fetch(`${pipeline.running.url}/v1/quarantine${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${chief}`, 'content-type': 'application/json' },
    });
  const lying = async () =>
    page(QuarantinedEvent).parse(await (await pipeline.get(`/v1/quarantine?hall=${OWN}&state=open&limit=1000`)).json())
      .items;
  /** A rejected event of the own hall, to be mended. */
  async function rejected(): Promise<string> {
    const id = `bad-${String(++serial)}`;
    await pipeline.post([issued(id, { hallId: OWN, channel: 'boat' })]);
    return (await lying()).find(({ eventId }) => eventId === id)?.id ?? '';
  }

  it('has no field of which nobody has said whether it reaches beyond the hall', () => {
    const fields = new Set(
      EVENT_TYPES.flatMap((type) =>
        Object.keys(shapeOf(type)).filter((key) => shapeOf(type)[key]?.safeParse('an-id').success === true),
      ),
    );
    const described = [
      'number',
      'reason',
      'code',
      'result',
      'lastCalled',
      'channel',
      'outcome',
      'visitorRef',
      'applicantRef',
      'enterpriseRef',
      'kind',
      'tier',
      'applicantType',
      'comment',
    ];
    expect([...fields].filter((key) => ![...REACHING, ...WITHIN_THE_HALL, ...described].includes(key))).toEqual([]);
  });

  it.each(EVENT_TYPES)('changes no other hall for those who see only theirs: %s', async (type) => {
    const id = await rejected();
    const before = await pipeline.status();
    for (const data of reaching(type)) {
      for (const body of [event(type, data), { ...event(type, data), time: '2126-03-04T09:00:00+08:00' }]) {
        const answers = [await send(`/${id}/body`, 'PUT', { body }), await send(`/${id}/resubmit`, 'POST', body)];
        for (const answer of answers) {
          expect([data, answer.status, await answer.json()]).toEqual([
            data,
            403,
            expect.objectContaining({ code: 'hall-out-of-scope' }),
          ]);
          expect(answer.headers.get('content-type')).toContain('application/problem+json');
        }
      }
    }
    expect((await pipeline.status()).accepted).toBe(before.accepted);
    // and of the own hall it is taken
    expect([type, await answerOf(await send(`/${id}/resubmit`, 'POST', event(type, own(type))))]).toEqual([
      type,
      { accepted: 1, rejected: [] },
    ]);
  });

  it('is not tried or given up with many others either, when it would change another hall', async () => {
    const keys = await pipeline.running.app
      .get(Sources)
      .create({ name: 'narrow', halls: [OWN], types: ['hall.ticket.'], sandbox: false }, ACTOR);
    const post = (events: object[], key: string) =>
      fetch(`${pipeline.running.url}/v1/events`, {
        method: 'POST',
        body: JSON.stringify(events),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
      });
    // refused at the door today because of its time
    const ahead = { time: new Date(Date.now() + 3_600_000).toISOString() };
    await post(
      [
        {
          ...event('hall.notice.voided', { hallId: OWN, ofId: 'their-ticket', ofSource: '/tickets' }, 'void'),
          ...ahead,
        },
        { ...issued('later', { hallId: OWN }), ...ahead },
      ],
      pipeline.key,
    );
    await post([event('hall.notice.voided', { hallId: OWN, ofId: 'x', ofSource: '/x' }, 'narrow')], keys.key.secret);
    const filter = { hall: OWN, reason: 'future-time' };
    expect(ResubmitAnswer.parse(await (await send('/resubmit', 'POST', { filter })).json())).toMatchObject({
      tried: 2,
      accepted: 0,
      rejectedTotal: 2,
      rejected: expect.arrayContaining([
        expect.objectContaining({ reason: 'out-of-scope' }),
        expect.objectContaining({ reason: 'future-time' }),
      ]) as unknown,
    });
    const [bad] = (await lying()).filter(({ eventId }) => eventId === 'void');
    expect((await send(`/${bad?.id ?? ''}/discard`, 'POST', { reason: 'x' })).status).toBe(403);
    expect(await (await send('/discard', 'POST', { filter, reason: 'x' })).json()).toEqual({ discarded: 1 });
    expect((await lying()).map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(['void', 'narrow']));
  });

  it('withdraws, sent through the door, only events of its own source', async () => {
    const { key } = await pipeline.running.app
      .get(Sources)
      .create({ name: 'stranger', halls: [OWN], sandbox: false }, ACTOR);
    const notice = event('hall.notice.voided', { hallId: OWN, ofId: 'their-ticket', ofSource: '/tickets' });
    const answer = await fetch(`${pipeline.running.url}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(notice),
      headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/cloudevents+json' },
    });
    expect(await answerOf(answer)).toMatchObject({ accepted: 1 });
    const withdrawn = async () =>
      (
        await (
          await clickhouse.query({
            query: "SELECT replaceAll(toString(target), '-', '') AS target FROM withdrawal",
            format: 'JSONEachRow',
          })
        ).json<{ target: string }>()
      ).map(({ target }) => target);
    expect(
      await until(withdrawn, (targets) => targets.includes(identityOf('stranger', '/tickets', 'their-ticket'))),
    ).not.toContain(identityOf('tickets', '/tickets', 'their-ticket'));
  });
});
