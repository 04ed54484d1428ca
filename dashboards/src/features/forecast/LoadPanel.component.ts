import type { Annotation, LoadForecast } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import LoadPanel from './LoadPanel.vue';

type Queue = LoadForecast['queues'][number];
type Slot = Queue['slots'][number];
const NINE = Date.parse('2026-03-04T01:00:00.000Z');
const slot = (half: number, given: Partial<Slot> = {}): Slot => ({
  at: new Date(NINE + half * 1_800_000).toISOString(),
  arrivals: 10,
  arrivalsLow: 6,
  arrivalsHigh: 14,
  came: null,
  workMin: 60,
  workLowMin: 50,
  workHighMin: 70,
  staffedMin: 60,
  carriedMin: null,
  ...given,
});
const queue = (given: Partial<Queue> = {}): Queue => ({
  code: 'Q1',
  name: '社保',
  meanServiceMin: 6.25,
  waiting: 0,
  backlogMin: 0,
  waitSec: null,
  staff: 'enough',
  lacking: given.staff === 'enough' || given.staff === undefined ? 0 : 2,
  slots: [slot(0, { came: 9 }), slot(1), slot(2)],
  ...given,
});
const load = (queues: Queue[], given: Partial<LoadForecast> = {}): LoadForecast => ({
  hall: 'H1',
  name: '城东大厅',
  timeZone: 'Asia/Shanghai',
  day: '2026-03-04',
  today: '2026-03-04',
  known: true,
  slotMin: 30,
  open: [],
  now: new Date(NINE + 1_800_000).toISOString(),
  queues,
  ...given,
});

describe('the load of queues beside their staff', () => {
  let server: Server;
  let notes: Annotation[];
  beforeEach(() => {
    notes = [];
    server = serve({ 'GET /v1/annotations': () => ({ items: notes }) });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(of: LoadForecast, heading?: string): Promise<Mounted> {
    const all = await mounted(LoadPanel, { load: of, heading });
    await flushPromises();
    return all;
  }
  const staff = async (given: Partial<Queue>) => (await shown(load([queue(given)]))).byTestId('staff-Q1');

  it('says what the server judged, and where staff falls short most', async () => {
    const enough = await staff({});
    expect([enough.text(), enough.classes()]).toEqual([phrase('forecast.enough'), ['good']]);
    const short = await staff({ staff: 'short', slots: [slot(0), slot(2, { workMin: 95 }), slot(3, { workMin: 70 })] });
    expect([short.text(), short.classes()]).toEqual([
      phrase('forecast.gapFrom', { span: '10:00–10:30', n: 35, lack: '10:00–10:30', people: 2 }),
      ['bad'],
    ]);
    expect((await staff({ staff: 'backlog', waiting: 31, waitSec: 2400 })).text()).toBe(
      phrase('forecast.backlog', { n: 31, m: 40 }),
    );
    expect((await staff({ staff: 'short', waiting: 4 })).text()).toBe(phrase('forecast.left', { n: 4 }));
    expect((await staff({ staff: 'unknown', slots: [slot(0, { staffedMin: null })] })).text()).toBe(
      phrase('forecast.noRoster'),
    );
  });

  it('says of a day ahead and of today how many people are lacking and in which span, where they still come in time', async () => {
    const slots = [slot(0), slot(2, { workMin: 95 })];
    const ahead = (await shown(load([queue({ staff: 'short', slots })]), '3月5日')).byTestId('staff-Q1').text();
    expect(ahead).toContain(phrase('forecast.gapFrom', { span: '10:00–10:30', n: 35, lack: '10:00–10:30', people: 2 }));
    const soon = load([queue({ staff: 'short', slots })], { now: slots[1]?.at ?? '' });
    expect((await shown(soon)).byTestId('staff-Q1').text()).toBe(
      phrase('forecast.gap', { span: '10:00–10:30', n: 35 }),
    );
  });

  it('says what is left when the doors close, of a queue that is behind too', async () => {
    const slots = [slot(0), slot(1, { workMin: 95 }), slot(2, { carriedMin: 600, staffedMin: 35 })];
    const behind = await staff({ staff: 'backlog', waiting: 31, waitSec: 2400, slots, lacking: 90 });
    expect(behind.text()).toBe(
      `${phrase('forecast.backlog', { n: 31, m: 40 })} · ${phrase('forecast.gapNow', { span: '10:00–10:30', n: 625, until: '10:30', people: 11 })} · ${phrase('forecast.notCleared', { n: 625, people: 100 })}`,
    );
    expect((await staff({ staff: 'short', slots })).text()).toMatch(
      inSequence(
        phrase('forecast.gapNow', { span: '10:00–10:30', n: 625, until: '10:30', people: 2 }),
        phrase('forecast.notCleared', { n: 625, people: 100 }),
      ),
    );
    const little = [slot(0), slot(2, { workMin: 62, carriedMin: 0 })];
    expect((await staff({ staff: 'short', slots: little })).text()).toBe(
      phrase('forecast.gapFrom', { span: '10:00–10:30', n: 2, lack: '10:00–10:30', people: 1 }),
    );
  });

  it('says that newcomers stay within the target, where work lies above a staff that suffices', async () => {
    const above = (workMin: number) => [slot(0), slot(1), slot(2, { workMin, carriedMin: 0 })];
    const enough = await staff({ slots: above(75) });
    expect([enough.text(), enough.classes()]).toEqual([
      phrase('forecast.enoughAfterAll', { lack: '10:00–10:30' }),
      ['good'],
    ]);
    // two officers do a minute of work before anybody notices
    expect((await staff({ slots: above(61) })).text()).toBe(phrase('forecast.enough'));
  });

  it('tells that more come than expected once that is no chance, and does not tell the same counts twice', async () => {
    const all = await shown(load([queue({ slots: [slot(0, { came: 30 }), slot(1, { came: 28 }), slot(2)] })]));
    expect(all.byTestId('departure-Q1').text()).toBe(
      phrase('forecast.above', { time: '09:00', share: '190%', until: '10:00', came: 58, expected: 20 }),
    );
    expect(all.page.get('figcaption').text()).toContain(phrase('forecast.perPerson', { n: '6.3' }));
    expect(all.page.text()).not.toMatch(anyPhrase('forecast.came'));
    const usual = await shown(load([queue()]));
    expect(usual.byTestId('departure-Q1').exists()).toBe(false);
    expect(usual.page.get('figcaption').text()).toContain(
      phrase('forecast.came', { until: '09:30', came: 9, expected: 10 }),
    );
  });

  it('says of a day ahead nothing of who came', async () => {
    const { page } = await shown(load([queue()]), '3月5日');
    expect(page.get('h2').text()).toContain('3月5日');
    expect(page.text()).not.toMatch(anyPhrase('forecast.came'));
  });

  it('says that each chart has its own scale, where there are several', async () => {
    const two = await shown(load([queue(), queue({ code: 'Q2', name: '医保' })]));
    expect(two.byTestId('own-scale').text()).toContain(phrase('forecast.ownScale'));
    expect((await shown(load([queue()]))).byTestId('own-scale').exists()).toBe(false);
  });

  it('says that too little is known instead of drawing it', async () => {
    for (const unknown of [load([queue()], { known: false }), load([queue({ slots: [] })])]) {
      const { page } = await shown(unknown);
      expect([page.text().includes(phrase('forecast.unknown')), page.find('figure').exists()]).toEqual([true, false]);
    }
  });
});
