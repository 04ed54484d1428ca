import { CardAppeal, type MatterCard } from '@cockpit/contracts';
import { MetricAnswer, MatterSummaryBy } from '@cockpit/contracts';
import { MetricsApiModule } from '@cockpit/metrics';
import { Module } from '@nestjs/common';
import { Desk, WithWorker, caseEvent, until, type Sent } from './support';

@Module({ imports: [WithWorker, MetricsApiModule] })
class WithMetrics {}

let desk: Desk;
let tick: (time: string) => Promise<void>;
beforeAll(async () => {
  desk = await Desk.open(WithMetrics);
  tick = await desk.feed();
});
afterAll(async () => {
  await desk.close();
});

const accepted = (caseId: string, time = '2026-03-02T10:00:00+08:00'): Sent =>
  caseEvent('hall.case.accepted', caseId, time, {
    kind: 'case',
    item: 'HZ-1',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
  });
const stage = (caseId: string, name: string, time: string, officerId = 'o7'): Sent =>
  caseEvent('hall.case.stage-entered', caseId, time, { stage: name, officerId });
const of = async (caseId: string, kind: MatterCard['kind']) =>
  (await desk.cards('?state=all&limit=1000')).filter((card) => card.caseId === caseId && card.kind === kind);
const states = async (caseId: string, kind: MatterCard['kind']) =>
  (await of(caseId, kind)).map((card) => [card.state, card.note]);
const appeal = async (id: string, path: string, body: object | undefined, token?: string) =>
  desk.call(`/v1/cards/${id}/appeal${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    ...(token === undefined ? {} : { token }),
  });

describe('stages and appeals', () => {
  it('warn of a stage that takes too long, to the officer of that stage, and take it back when a late pause undoes it', async () => {
    // two working days for the review: due on Wednesday at the close, yellow when nine tenths of them are over
    await desk.send([
      accepted('s1'),
      stage('s1', 'review', '2026-03-02T11:00:00+08:00'),
      accepted('s2'),
      stage('s2', 'review', '2026-03-02T11:00:00+08:00', 'o8'),
    ]);
    await desk.settled();
    await tick('2026-03-04T16:30:00+08:00');
    const [yellow] = await until(
      () => of('s1', 'stage-yellow'),
      (cards) => cards.length > 0,
    );
    expect(yellow).toMatchObject({
      officerId: 'o7',
      unit: 'approval',
      stage: 'review',
      hall: 'H32',
      state: 'issued',
      appeal: 'none',
    });
    await until(
      () => of('s2', 'stage-yellow'),
      (cards) => cards.length > 0,
    );
    expect(await desk.cards('?kind=stage-red')).toEqual([]);
    // whoever answers lists may believe the hall's clock of a moment ago
    await until(
      () => desk.matters('?state=stage-yellow'),
      (matters) => matters.length === 2,
    );
    expect((await desk.matters('?state=stage-yellow')).map((matter) => matter.caseId).sort()).toEqual(['s1', 's2']);

    // one goes on in time: its card has done its work
    await desk.send([stage('s2', 'decide', '2026-03-04T16:40:00+08:00', 'o9')]);
    await desk.settled();
    expect(await states('s2', 'stage-yellow')).toEqual([['over', '环节已在时限内办完']]);
    expect((await of('s2', 'stage-yellow'))[0]?.officerId).toBe('o8');

    await tick('2026-03-04T17:31:00+08:00');
    const [red] = await until(
      () => of('s1', 'stage-red'),
      (cards) => cards.length > 0,
    );
    expect(red).toMatchObject({ reading: '2026-03-04T09:30:00.000Z', officerId: 'o7', stage: 'review' });
    expect(await of('s2', 'stage-red')).toEqual([]);
    const [listed] = await until(
      () => desk.matters('?state=stage-red'),
      (matters) => matters.length > 0,
    );
    expect(listed).toMatchObject({
      caseId: 's1',
      stageCard: 'red',
      stageDueAt: '2026-03-04T09:30:00.000Z',
      overdue: false,
    });
    expect((await desk.detail('s1')).stages).toEqual([
      expect.objectContaining({
        code: 'review',
        name: '审核',
        allowedDays: 2,
        elapsed: 2,
        remaining: 0,
        card: 'red',
        overdue: true,
        leftAt: null,
      }),
    ]);

    const pause = caseEvent('hall.case.paused', 's1', '2026-03-03T10:00:00+08:00', { reason: 'hearing' });
    await desk.send([pause, caseEvent('hall.case.resumed', 's1', '2026-03-03T12:00:00+08:00', { reason: 'hearing' })]);
    await desk.settled();
    expect(await states('s1', 'stage-red')).toEqual([['withdrawn', '环节时限重新计算，环节红牌撤回']]);
    expect((await desk.detail('s1')).stages[0]).toMatchObject({ card: 'none', dueAt: '2026-03-05T09:30:00.000Z' });
    await desk.send([
      {
        id: 'v1',
        type: 'hall.notice.voided',
        time: '2026-03-04T17:00:00+08:00',
        data: { ofId: pause.id, ofSource: '/cases' },
      },
    ]);
    await desk.settled();
    expect((await of('s1', 'stage-red')).map((card) => [card.id, card.state])).toEqual([[red?.id, 'issued']]);

    // left too late: the red card stays, with whoever had the stage
    await desk.send([stage('s1', 'decide', '2026-03-05T10:00:00+08:00', 'o9')]);
    await desk.settled();
    expect((await of('s1', 'stage-red')).map((card) => [card.state, card.officerId])).toEqual([['issued', 'o7']]);
    expect((await desk.matters('?state=stage-red')).map((matter) => matter.caseId)).toEqual([]);
    expect((await desk.detail('s1')).stages.map((one) => [one.code, one.overdue, one.officerId])).toEqual([
      ['review', true, 'o7'],
      ['decide', false, 'o9'],
    ]);
  });

  it('hear whoever is addressed, replay what the card stood on, and keep what was decided', async () => {
    await desk.send(
      ['a1', 'a2'].flatMap((caseId) => [
        accepted(caseId),
        caseEvent('hall.case.assigned', caseId, '2026-03-02T10:30:00+08:00', { unit: 'approval', officerId: 'o7' }),
      ]),
    );
    await desk.settled();
    await tick('2026-03-05T17:31:00+08:00');
    const [first] = await until(
      () => of('a1', 'red'),
      (cards) => cards.length > 0,
    );
    const [second] = await until(
      () => of('a2', 'red'),
      (cards) => cards.length > 0,
    );
    const id = first?.id ?? '';
    const [o7, o8, chief, unit, manager] = [
      await desk.person('o7', 'officer', ['H32'], { officerId: 'o7' }),
      await desk.person('o8', 'officer', ['H32'], { officerId: 'o8' }),
      await desk.person('chief32', 'supervisor', ['H32']),
      await desk.person('approval', 'unit', 'all', { units: ['approval'] }),
      await desk.person('boss', 'manager', 'all'),
    ];
    const reason = { reason: '听证期间不计时' };
    expect((await appeal(id, '', reason, o8)).status).toBe(404); // no card of theirs
    expect((await appeal(id, '', reason, chief)).body).toMatchObject({ status: 403, code: 'not-addressed' });
    expect((await appeal(id, '', reason)).status).toBe(403); // nobody appeals who decides
    expect((await appeal(id, '/decide', { decision: 'upheld', reason: 'x' }, manager)).body).toMatchObject({
      status: 409,
      code: 'no-open-appeal',
    });
    expect((await appeal(id, '', reason, o7)).body).toMatchObject({
      state: 'open',
      steps: [{ step: 'filed', actor: 'o7', reason: '听证期间不计时' }],
      stands: true,
      differences: [],
    });
    expect((await appeal(id, '', reason, unit)).body).toMatchObject({ status: 409, code: 'appeal-filed' });
    expect((await appeal(second?.id ?? '', '', { reason: '系统故障' }, unit)).status).toBe(200);
    expect((await desk.cards('?appeal=open')).map((card) => card.caseId).sort()).toEqual(['a1', 'a2']);

    // the hearing is reported late: what was known then and what is known now
    const hearing = caseEvent('hall.case.paused', 'a1', '2026-03-04T10:00:00+08:00', { reason: 'hearing' });
    await desk.send([
      hearing,
      caseEvent('hall.case.resumed', 'a1', '2026-03-04T11:00:00+08:00', { reason: 'hearing' }),
    ]);
    await desk.settled();
    const shown = CardAppeal.parse((await appeal(id, '', undefined)).body);
    expect(shown).toMatchObject({
      stands: false,
      card: { state: 'withdrawn' },
      asIssued: { dueAt: '2026-03-05T09:30:00.000Z', card: 'red', elapsed: 3, pauses: [] },
      asKnown: { dueAt: '2026-03-06T09:30:00.000Z', card: 'yellow', elapsed: 2 },
    });
    expect(shown.differences).toEqual(['pauses', 'dueAt', 'yellowAt']);
    expect(shown.asKnown?.days.find((day) => day.date === '2026-03-04')).toMatchObject({
      counted: 0,
      why: '暂停：hearing',
    });

    expect((await appeal(id, '/decide', { decision: 'upheld', reason: '听证属实' }, o7)).status).toBe(403);
    expect((await appeal(id, '/decide', { decision: 'upheld', reason: '听证属实' }, manager)).body).toMatchObject({
      state: 'upheld',
      steps: [{ step: 'filed' }, { step: 'upheld', actor: 'boss' }],
    });
    expect(
      (await appeal(second?.id ?? '', '/decide', { decision: 'upheld', reason: '故障属实' }, manager)).body,
    ).toMatchObject({ card: { state: 'withdrawn', note: '申诉成立：故障属实' } });
    // even when its ground comes back, for this reading it stays away
    await desk.send([
      {
        id: 'v2',
        type: 'hall.notice.voided',
        time: '2026-03-05T17:31:00+08:00',
        data: { ofId: hearing.id, ofSource: '/cases' },
      },
    ]);
    await desk.settled();
    await tick('2026-03-06T10:00:00+08:00');
    expect(await desk.clock('a1')).toMatchObject({ overdue: true, card: 'none' });
    for (const caseId of ['a1', 'a2'])
      expect((await of(caseId, 'red')).map((card) => [card.state, card.appeal])).toEqual([['withdrawn', 'upheld']]);
    expect((await appeal(id, '/decide', { decision: 'rejected', reason: 'x' }, manager)).status).toBe(409);
    // and it counts nowhere: in no list, not on the wall, not on the officer's page, in no metric
    const about = (list: { caseId: string }[]): string[] =>
      list.map(({ caseId }) => caseId).filter((caseId) => caseId.startsWith('a'));
    for (const state of ['red', 'yellow']) expect(about(await desk.matters(`?state=${state}&limit=100`))).toEqual([]);
    const mine = await desk.matters('?officer=o7&state=open&limit=100', o7);
    expect(about(mine).sort()).toEqual(['a1', 'a2']);
    expect(mine.filter(({ caseId }) => caseId.startsWith('a')).map(({ card }) => card)).toEqual(['none', 'none']);
    expect(about(await desk.cards('?officer=o7&state=live&kind=red&limit=100'))).toEqual([]);
    const { total } = MatterSummaryBy.parse((await desk.call('/v1/matters/summary?by=hall&hall=H32')).body);
    const [red, yellow] = await Promise.all(
      ['red', 'yellow'].map(async (state) => (await desk.matters(`?hall=H32&state=${state}&limit=100`)).length),
    );
    expect([total.red, total.yellow]).toEqual([red, yellow]);
    for (const [key, now] of [
      ['red', red],
      ['yellow', yellow],
    ] as const) {
      const { parts } = MetricAnswer.parse(
        (await desk.call(`/v1/metrics/${key}?hall=H32&from=2026-03-05&to=2026-03-06&by=aspect`)).body,
      );
      expect(parts.find(({ by }) => by === 'now')?.value ?? 0).toBe(now);
    }
    await expect(desk.postgres.query("UPDATE matter_appeal_step SET reason = ''")).rejects.toThrow('append only');
  });

  it('reject an appeal and let the card stand', async () => {
    await desk.send([
      accepted('a3'),
      caseEvent('hall.case.assigned', 'a3', '2026-03-02T10:30:00+08:00', { unit: 'approval', officerId: 'o11' }),
    ]);
    await desk.settled();
    const [card] = await until(
      () => of('a3', 'red'),
      (cards) => cards.length > 0,
    );
    const o11 = await desk.person('o11', 'officer', ['H32'], { officerId: 'o11' });
    expect((await appeal(card?.id ?? '', '', { reason: '人手不足' }, o11)).status).toBe(200);
    expect(
      (await appeal(card?.id ?? '', '/decide', { decision: 'rejected', reason: '理由不成立' })).body,
    ).toMatchObject({ state: 'rejected', card: { state: 'issued', appeal: 'rejected' }, stands: true });
    expect((await appeal(card?.id ?? '', '', { reason: '再次申诉' }, o11)).body).toMatchObject({
      status: 409,
      code: 'appeal-filed',
    });
    expect((await desk.detail('a3')).cards).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'red', appeal: 'rejected' })]),
    );
  });
});
