import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { SAMPLE_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import WallHeader from './WallHeader.vue';

const CARDS = { open: 80, red: 10, yellow: 1 };
const GIVEN = { snapshot: SAMPLE_HALL, now: SAMPLE_NOW, saving: null, cards: CARDS };
const shown = async (props: object = {}) => (await mounted(WallHeader, { ...GIVEN, ...props })).byTestId;
type Shown = Awaited<ReturnType<typeof shown>>;
const said = (byTestId: Shown, key: string) => byTestId(`kpi-${key}`).text().replace(/\s+/g, ' ');

describe('the figures at the head of the wall', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });

  it('say that the cards are those of cases, and how many are red and yellow', async () => {
    const head = await shown();
    expect(said(head, 'cards')).toBe(`${phrase('kpi.red')} 10 ${phrase('kpi.yellow')} 1${phrase('kpi.cards')}`);
    // each in its own colour, and in none where there are none
    const coloured = (byTestId: Shown) =>
      byTestId('kpi-cards')
        .findAll('.red, .yellow')
        .map((one) => one.text());
    expect(coloured(head).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      `${phrase('kpi.red')} 10`,
      `${phrase('kpi.yellow')} 1`,
    ]);
    expect(coloured(await shown({ cards: { open: 3, red: 0, yellow: 0 } }))).toEqual([]);
    i18n.global.locale.value = 'en';
    const english = await shown();
    expect(said(english, 'cards')).toBe('red 10 yellow 1Case cards');
  });

  it('leave no rest to whoever adds up: how many left unserved, and of what kind', async () => {
    const of = (left?: { noShow: number; cancelled: number; guided: number }) =>
      shown({ snapshot: { ...SAMPLE_HALL, kpis: { ...SAMPLE_HALL.kpis, atWindows: 24, ...(left && { left }) } } });
    const head = await of({ noShow: 20, cancelled: 8, guided: 1 });
    expect(said(head, 'left')).toBe(`29${phrase('kpi.left')}`);
    expect(head('kpi-left').attributes('title')).toMatch(
      anyPhrase('kpi.leftHint', { noShow: 20, cancelled: 8, guided: 1 }),
    );
    // nobody has, or an older server does not say
    expect((await of({ noShow: 0, cancelled: 0, guided: 0 }))('kpi-left').exists()).toBe(false);
    expect((await of())('kpi-left').exists()).toBe(false);
  });

  it('are none where nothing was ever heard', async () => {
    const kpis = { ...SAMPLE_HALL.kpis, issued: 0, served: 0, waiting: 0 };
    const queues = SAMPLE_HALL.queues.map((queue) => ({ ...queue, waiting: 0 }));
    const head = await shown({ snapshot: { ...SAMPLE_HALL, feeds: [], kpis, queues } });
    for (const key of ['issued', 'served', 'waiting', 'open']) expect(head(`kpi-${key}`).get('dd').text()).toBe('—');
  });

  it('begin with the minutes saved, which so fit on every wall; unless their interval reaches down to none', async () => {
    const first = async (low: number) =>
      (await mounted(WallHeader, { ...GIVEN, saving: { value: 166, low, high: 250 } })).page
        .get('.kpis > div')
        .attributes('data-testid');
    expect(await first(80)).toBe('kpi-saved');
    expect(await first(-5)).toBe('kpi-issued');
  });

  it('of a hall with a twin begin with what was saved against it, with its interval, whatever that is', async () => {
    const twin = (savedMin: number | null, savedLowMin: number | null, savedHighMin: number | null) => ({
      hall: 'H32',
      twin: 'H32-T',
      day: '2026-11-20',
      now: '2026-11-20T03:00:00.000Z',
      withMeanSec: 300,
      withoutMeanSec: 400,
      cut: null,
      cutLow: null,
      cutHigh: null,
      pairs: 200,
      series: [],
      savedMin,
      savedLowMin,
      savedHighMin,
    });
    const head = async (effect: object, more: object = {}) =>
      shown({ twin: effect, saving: { value: 9, low: 1, high: 20 }, ...more });
    const range = (low: string, high: string) => phrase('kpi.range', { low, high });
    const better = await head(twin(1230.4, 310, 2150));
    expect(said(better, 'twin')).toBe(`1,230 ${phrase('unit.min')}${phrase('kpi.twin')}${range('310', '2,150')}`);
    expect([better('kpi-twin').classes('good'), better('kpi-saved').exists()]).toEqual([true, false]);
    const unclear = await head(twin(-4, -30.2, 22));
    expect(said(unclear, 'twin')).toBe(`−4 ${phrase('unit.min')}${phrase('kpi.twin')}${range('−30', '22')}`);
    expect(unclear('kpi-twin').classes('good')).toBe(false);
    // too little is known, nothing was done yet, or another day is played again
    for (const [effect, more] of [
      [twin(null, null, null), {}],
      [twin(0, 0, 0), {}],
      [twin(9, 3, 15), { past: true }],
    ] as const) {
      const other = await head(effect, more);
      expect([other('kpi-twin').exists(), other('kpi-saved').exists()]).toEqual([false, true]);
    }
  });

  it('stand beside what they were half an hour ago, and beside what they are to reach', async () => {
    const level = { numerator: 80, denominator: 100, targetMin: 15 };
    const kpis = {
      ...SAMPLE_HALL.kpis,
      waiting: 54,
      waitP50HourSec: 540,
      serviceLevel: { ...level, numerator: 78 },
      earlier: { minutes: 30, waiting: 42, waitP50HourSec: 720, serviceLevel: level },
    };
    const head = await shown({ snapshot: { ...SAMPLE_HALL, kpis }, targets: { service_level: 0.8, wait_p50: 600 } });
    const beside = (key: string) => head(`kpi-${key}`).get('dd').text().replace(/\s+/g, ' ');
    expect(['waiting', 'p50', 'level'].map(beside)).toEqual([
      '54 ↑12',
      `9 ${phrase('unit.min')} ↓3 ≤10`,
      '78% ↓2 ≥80%',
    ]);
    expect(['p50', 'level'].map((key) => head(`kpi-${key}`).classes().includes('warn'))).toEqual([false, true]);
    // good news and bad are told apart
    expect(['waiting', 'p50'].map((key) => head(`kpi-${key}`).get('.trend').classes().includes('better'))).toEqual([
      ...[false, true],
    ]);
    // nobody has set a target, and the day has just begun
    const bare = await shown();
    expect(bare('kpi-level').find('.target, .trend').exists()).toBe(false);
  });

  it('say nothing of cards where there are no cases', async () => {
    expect((await shown({ cards: null }))('kpi-cards').exists()).toBe(false);
  });

  it('call now what is now, and the wait of those served today that', async () => {
    const head = await shown();
    expect(said(head, 'waiting')).toBe(`54${phrase('kpi.waiting')}`);
    expect(said(head, 'p50')).toBe(`9 ${phrase('unit.min')}${phrase('kpi.waitP50')}`);
    const past = await shown({ past: true });
    expect(['issued', 'served', 'waiting'].map((key) => past(`kpi-${key}`).get('dt').text())).toEqual([
      ...[phrase('kpi.past.issued'), phrase('kpi.past.served'), phrase('kpi.past.waiting')],
    ]);
    expect(head('kpi-p50').attributes('title')).toContain(phrase('kpi.waitP50Hint'));
  });

  it('name the clock of the hall where the device keeps another, and not its own', async () => {
    const date = async (timeZone: string) =>
      (await mounted(WallHeader, { ...GIVEN, snapshot: { ...SAMPLE_HALL, timeZone } })).page.get('.date').text();
    expect(await date('Asia/Kathmandu')).toMatch(/星期. · UTC\+5:45/);
    expect(await date(Intl.DateTimeFormat().resolvedOptions().timeZone)).not.toContain('UTC');
  });
});
