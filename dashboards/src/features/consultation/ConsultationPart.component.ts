import {
  textOf,
  type BetweenTiers,
  type Caller,
  type Consultation,
  type ConsultTierFigures,
  type LineFigures,
  type MetricAnswer,
} from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import ConsultationPart from './ConsultationPart.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const tier = (of: ConsultTierFigures['tier'], given: Partial<ConsultTierFigures> = {}): ConsultTierFigures => ({
  tier: of,
  asked: 0,
  answered: 0,
  escalated: 0,
  abandoned: 0,
  open: 0,
  meanAnswerSec: null,
  medianAnswerSec: null,
  ...given,
});
const asked = (consultId: string, given: Partial<Consultation> = {}): Consultation => ({
  day: '2026-03-09',
  consultId,
  source: 's',
  hall: 'H1',
  channel: 'wechat',
  tier: 'ai',
  lastTier: 'ai',
  line: null,
  state: 'open',
  askedAt: '2026-03-09T01:00:00.000Z',
  answeredAt: null,
  answeredTier: null,
  escalatedAt: null,
  escalations: 0,
  abandonedAt: null,
  answerSec: null,
  problem: null,
  legs: [],
  ...given,
});
const line = (name: string, given: Partial<LineFigures> = {}): LineFigures => ({
  line: name,
  name: null,
  number: null,
  placeName: null,
  tier: null,
  calls: 0,
  answered: 0,
  handedOn: 0,
  abandoned: 0,
  waiting: 0,
  meanAnswerSec: null,
  medianAnswerSec: null,
  ...given,
});
const between = (consultId: string, given: Partial<BetweenTiers> = {}): BetweenTiers => ({
  day: '2026-03-09',
  consultId,
  source: 's',
  hall: 'H1',
  channel: 'phone',
  from: 'ai',
  tier: 'center',
  owner: { line: 'D/service', placeName: '服务部', name: '综合咨询', number: '0000-1' },
  since: '2026-03-09T01:00:00.000Z',
  dueAt: '2026-03-09T01:15:00.000Z',
  overdue: true,
  ...given,
});
const answer = (key: MetricAnswer['key'], value: number | null): MetricAnswer => ({
  key,
  unit: 'share',
  hall: null,
  from: '2026-02-10',
  to: '2026-03-09',
  today: '2026-03-09',
  by: null,
  reason: null,
  parts: [],
  value,
  numerator: 9,
  denominator: 10,
  freshness: { lastEventAt: null, ageSec: null, silent: false },
});

describe('the page of consultations', () => {
  let server: Server;
  let tiers: () => unknown;
  let items: Consultation[];
  let lines: LineFigures[];
  let lost: BetweenTiers[];
  beforeEach(() => {
    tiers = () => ({
      items: [
        tier('ai', { asked: 100, answered: 70, escalated: 20, abandoned: 8, open: 2, meanAnswerSec: 119 }),
        tier('center', { asked: 20, answered: 15, meanAnswerSec: 120, medianAnswerSec: 95 }),
        tier('unit'),
      ],
      next: null,
    });
    items = [];
    lines = [];
    lost = [];
    server = serve({
      'GET /v1/metrics/arrivals': () => answer('arrivals', 5),
      'GET /v1/metrics/consult_answered': () => answer('consult_answered', 0.9),
      'GET /v1/metrics/consult_answer_time': () => answer('consult_answer_time', 300),
      'GET /v1/metrics/consult_escalated': () => answer('consult_escalated', null),
      'GET /v1/consultations/tiers': () => tiers(),
      'GET /v1/consultations/lines': () => ({ items: lines, next: null }),
      'GET /v1/consultations/between': () => ({ items: lost, next: null }),
      'GET /v1/consultations': () => ({ items, next: null }),
      'GET /v1/warnings': () => ({ items: [], next: null }),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(ConsultationPart, {}, { caller: MANAGER });
    for (let n = 0; n < 3; n += 1) await flushPromises();
    return all;
  }
  const rows = ({ byTestId }: Mounted, of: string) =>
    byTestId(of)
      .findAll('tbody tr')
      .map((row) => row.findAll('th, td').map((cell) => cell.text().replace(/\s+/g, ' ')));

  it('tells what became of the questions of each tier, and how long an answer took', async () => {
    const all = await shown();
    expect(rows(all, 'tiers')).toEqual([
      [phrase('consultation.tier.ai'), '100', '70', '20', '8', '2', phrase('consultation.secs', { n: 119 }), '—'],
      [
        phrase('consultation.tier.center'),
        '20',
        '15',
        '0',
        '0',
        '0',
        phrase('unit.minutes', { n: 2 }),
        phrase('consultation.secs', { n: 95 }),
      ],
      [phrase('consultation.tier.unit'), '0', '0', '0', '0', '0', '—', '—'],
    ]);
    expect(all.byTestId('figure-consult_answered').text()).toContain('90.0');
    const said = server.asked.find(({ path }) => path === '/v1/consultations/tiers')?.query;
    expect(Object.fromEntries(said ?? [])).toEqual({ from: '2026-02-10', to: '2026-03-09' });
  });

  it('lists the latest of the last day, with who answered and what is wrong with it', async () => {
    items = [
      asked('old', { channel: 'pigeon', state: 'abandoned' }),
      asked('new', { askedAt: '2026-03-09T03:00:00.000Z', state: 'answered', answeredTier: 'center', answerSec: 600 }),
      asked('lost', { askedAt: null, channel: null, lastTier: 'unit', problem: 'not-asked' }),
    ];
    expect(rows(await shown(), 'consultations')).toEqual([
      [
        'new',
        '2026-03-09 11:00',
        textOf('consult-line.wechat', {}, 'zh-CN'),
        phrase('consultation.tier.ai'),
        phrase('consultation.by.center'),
        phrase('unit.minutes', { n: 10 }),
      ],
      [
        'old',
        '2026-03-09 09:00',
        'pigeon',
        phrase('consultation.tier.ai'),
        phrase('consultation.states.abandoned'),
        '—',
      ],
      [
        'lost',
        '—',
        '—',
        phrase('consultation.tier.unit'),
        `${phrase('consultation.open')} ${phrase('consultation.problem.not-asked')}`,
        '—',
      ],
    ]);
    const said = server.asked.find(({ path }) => path === '/v1/consultations')?.query;
    expect([said?.get('from'), said?.get('to')]).toEqual(['2026-03-09', '2026-03-09']);
  });

  it('tells what came of the calls of each line, the busiest first, also of one the organisation does not know', async () => {
    lines = [
      line('A/old', { calls: 1, waiting: 1 }),
      line('D/none', { name: '助企专线', placeName: '服务部', tier: 'center' }),
      line('D/hot', {
        name: '热线',
        placeName: '服务部',
        tier: 'ai',
        calls: 9,
        answered: 5,
        handedOn: 2,
        abandoned: 1,
        waiting: 1,
        meanAnswerSec: 60,
        medianAnswerSec: 180,
      }),
    ];
    expect(rows(await shown(), 'lines')).toEqual([
      [
        ...['热线 服务部', phrase('consultation.tier.ai'), '9', '5', '2', '1', '1'],
        ...[phrase('consultation.secs', { n: 60 }), phrase('unit.minutes', { n: 3 })],
      ],
      [`A/old ${phrase('consultation.line.unknown')}`, '—', '1', '0', '0', '0', '1', '—', '—'],
      ['助企专线 服务部', phrase('consultation.tier.center'), '0', '0', '0', '0', '0', '—', '—'],
    ]);
  });

  it('names whose a question is that was handed on and not taken up, and until when', async () => {
    expect((await shown()).byTestId('between').exists()).toBe(false);
    lost = [between('a'), between('b', { owner: null, tier: 'unit', from: 'center', overdue: false })];
    expect(rows(await shown(), 'between')).toEqual([
      [
        ...['a', `${phrase('consultation.tier.center')} 服务部 · 综合咨询 0000-1`, phrase('consultation.tier.ai')],
        ...['2026-03-09 09:00', `2026-03-09 09:15 ${phrase('consultation.between.late')}`],
      ],
      [
        ...['b', `${phrase('consultation.tier.unit')} ${phrase('consultation.between.noLine')}`],
        ...[phrase('consultation.tier.center'), '2026-03-09 09:00', '2026-03-09 09:15'],
      ],
    ]);
  });

  it('says that nobody asked on the last day, or in the whole period', async () => {
    const { page, byTestId } = await shown();
    expect(byTestId('consultations').exists()).toBe(false);
    expect(page.text()).toContain(phrase('consultation.listNone', { day: '2026-03-09' }));
    tiers = () => ({ items: [tier('ai'), tier('center'), tier('unit')], next: null });
    i18n.global.locale.value = 'en';
    const none = await shown();
    expect(none.page.text()).toContain('No consultations in this period');
    expect(none.byTestId('tiers').exists()).toBe(false);
  });

  it('says why there is nothing, and tries again when asked to', async () => {
    tiers = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(phrase('consultation.failed'));
    tiers = () => ({ items: [tier('ai', { asked: 1 })], next: null });
    await page.get('.btn').trigger('click');
    for (let n = 0; n < 3; n += 1) await flushPromises();
    expect(byTestId('tiers').exists()).toBe(true);
  });

  it('says how old it is once nothing new comes', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      const { byTestId, page } = await shown();
      await jest.advanceTimersByTimeAsync(50);
      tiers = () => refusal(503, 'unavailable');
      await jest.advanceTimersByTimeAsync(3 * 60_000);
      expect(byTestId('stale-note').text()).toBe(phrase('figures.stale', { ago: phrase('unit.minutesAgo', { n: 3 }) }));
      expect(byTestId('tiers').text()).toContain('100');
      page.unmount();
    } finally {
      jest.useRealTimers();
    }
  });
});
