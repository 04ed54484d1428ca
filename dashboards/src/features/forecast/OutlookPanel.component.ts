import type { LoadForecast } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import OutlookLine from './OutlookLine.vue';
import OutlookPanel from './OutlookPanel.vue';

const PROPS = { hall: 'H1', today: '2026-03-04', timeZone: 'Asia/Shanghai' };

const at = (day: string, hour: string): string => new Date(`${day}T${hour}:00+08:00`).toISOString();
const slot = (time: string, arrivals: number, workMin: number): LoadForecast['queues'][number]['slots'][number] => ({
  at: time,
  arrivals,
  arrivalsLow: 0,
  arrivalsHigh: 99,
  came: null,
  workMin,
  workLowMin: 0,
  workHighMin: 99,
  staffedMin: 60,
  carriedMin: null,
});
const dayOf = (day: string): LoadForecast => ({
  hall: 'H1',
  name: '城东大厅',
  timeZone: 'Asia/Shanghai',
  day,
  today: '2026-03-04',
  now: at('2026-03-04', '10:00'),
  slotMin: 30,
  open: [{ from: at(day, '09:00'), to: at(day, '17:00') }],
  known: true,
  queues: [
    {
      code: 'Q1',
      name: '社保',
      meanServiceMin: 6,
      waiting: 0,
      backlogMin: 0,
      waitSec: null,
      staff: 'enough',
      lacking: day === '2026-03-05' ? 2 : 0,
      slots: [slot(at(day, '09:00'), 20, day === '2026-03-05' ? 100 : 30), slot(at(day, '14:00'), 30, 40)],
    },
  ],
});

const DAYS = Array.from({ length: 7 }, (_, i) => `2026-03-${String(5 + i).padStart(2, '0')}`);

describe('the days ahead', () => {
  let server: Server;
  let isBroken = false;
  let scroll: jest.Mock;
  beforeEach(() => {
    isBroken = false;
    scroll = jest.fn();
    Element.prototype.scrollIntoView = scroll;
    server = serve({
      'GET /v1/annotations': () => ({ items: [] }),
      'GET /v1/halls/H1/days-ahead': () =>
        isBroken
          ? refusal(503, 'unavailable')
          : { items: DAYS.map((day) => (day === '2026-03-07' ? { ...dayOf(day), open: [] } : dayOf(day))) },
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(OutlookPanel, PROPS);
    await flushPromises();
    return all;
  }

  it('are seven, tomorrow first: how many come, when most, and where staff will not do', async () => {
    const all = await shown();
    const rows = all.page.findAll('tbody tr').map((row) => row.text());
    expect(rows).toHaveLength(7);
    expect(rows[0]).toMatch(
      inSequence(
        phrase('forecast.tomorrow'),
        phrase('forecast.peak', { n: 50, span: '14:00–14:30' }),
        phrase('forecast.outlookShort', { people: 2, queue: '社保', span: '09:00–09:30' }),
      ),
    );
    expect(rows[1]).toMatch(inSequence('50', phrase('forecast.outlookFits')));
    expect(rows[2]).toContain(phrase('forecast.closed'));
  });

  it('are told in a sentence at the head of the page, which leads to them', async () => {
    const all = await mounted(OutlookLine, PROPS);
    await flushPromises();
    expect(all.byTestId('outlook-next').text()).toBe(
      `${phrase('forecast.tomorrow')}${phrase('forecast.outlookShort', { people: 2, queue: '社保', span: '09:00–09:30' })}`,
    );
    expect(all.byTestId('outlook-peak').text()).toBe(phrase('forecast.peak', { n: 50, span: '14:00–14:30' }));
    await all.byTestId('outlook-more').trigger('click');
    expect(all.page.emitted('more')).toHaveLength(1);
  });

  it('open one at a time', async () => {
    const all = await shown();
    expect(all.byTestId('load').exists()).toBe(false);
    await all.byTestId('outlook-2026-03-05').trigger('click');
    expect(all.byTestId('load').get('h2').text()).toContain('3月5日');
    await all.byTestId('outlook-2026-03-06').trigger('click');
    expect(all.byTestId('load').get('h2').text()).toContain('3月6日');
    await all.byTestId('outlook-2026-03-06').trigger('click');
    expect(all.byTestId('load').exists()).toBe(false);
  });

  it.each([
    [false, 'smooth'],
    [true, 'auto'],
  ])('bring what unfolds into sight, with those who cannot bear movement (%s) at once', async (isStill, behavior) => {
    const asked = (query: string) =>
      Object.assign(new EventTarget(), { media: query, matches: isStill && query.includes('reduced-motion') });
    Object.assign(window, { matchMedia: asked });
    try {
      const all = await shown();
      document.body.append(all.page.element as Node);
      await all.byTestId('outlook-2026-03-05').trigger('click');
      await flushPromises();
      expect(scroll.mock.calls).toEqual([[{ behavior, block: 'start' }]]);
      expect(scroll.mock.contexts[0]).toBe(all.byTestId('load').get('h2').element);
      expect(document.activeElement).toBe(all.byTestId('load').get('h2').element);
      await all.byTestId('outlook-2026-03-05').trigger('click');
      expect(scroll).toHaveBeenCalledTimes(1);
    } finally {
      Reflect.deleteProperty(window, 'matchMedia');
    }
  });

  it('say that they could not be had, and are asked for again', async () => {
    isBroken = true;
    const all = await shown();
    expect(all.page.text()).toContain(phrase('forecast.failed'));
    isBroken = false;
    await all.page.get('button').trigger('click');
    await flushPromises();
    expect(all.page.findAll('tbody tr')).toHaveLength(7);
  });
});
