import { textOf, type Caller, type HallSummary, type MetricAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Request, type Server } from '../../testing/server';
import HallBeside from './HallBeside.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const PERIOD = { from: '2026-03-03', to: '2026-03-05' };
const summary = (code: string, name: string, twinOf: string | null = null): HallSummary => ({
  code,
  name,
  tier: 'hall',
  parent: null,
  simulated: false,
  clock: 'wall',
  twinOf,
  windows: 8,
  queues: [],
});
const HALLS = [summary('H1', '城东大厅'), summary('H1-T', '城东大厅（对照）', 'H1'), summary('H2', '城西大厅')];
const day = (by: string, value: number): MetricAnswer['parts'][number] => ({
  by,
  value,
  numerator: value * 10,
  denominator: 10,
});

describe('another hall beside the one that is shown', () => {
  let server: Server;
  let days: Record<string, MetricAnswer['parts']>;
  const answer = ({ path, query }: Request): object => {
    const hall = query.get('hall') ?? '';
    const value = hall === 'H1' ? 720 : 600;
    return {
      key: path.split('/')[3],
      unit: 'seconds',
      hall,
      ...PERIOD,
      today: '2026-03-06',
      by: query.get('by'),
      parts: query.get('by') === 'day' ? days[hall] : [],
      reason: null,
      value,
      numerator: value * 30,
      denominator: 30,
      histogram: [10, 20],
      freshness: { lastEventAt: '2026-03-05T02:00:00.000Z', ageSec: 1, silent: false },
    };
  };
  beforeEach(() => {
    days = {
      H1: [day('2026-03-03', 700), day('2026-03-04', 740)],
      H2: [day('2026-03-03', 590), day('2026-03-04', 610)],
    };
    server = serve({
      'GET /v1/metrics/wait_mean': answer,
      'GET /v1/metrics/wait_p50': answer,
      'GET /v1/metrics/wait_p90': answer,
      'GET /v1/metrics/arrivals': (of: Request) => ({ ...answer(of), value: 30 }),
      'GET /v1/metrics/service_level': (of: Request) => ({ ...answer(of), value: 0.8 }),
      'GET /v1/halls': () => ({ items: HALLS, next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (other: string) => {
    const said: string[] = [];
    const props = {
      metric: 'wait_mean',
      hall: 'H1',
      period: PERIOD,
      modelValue: other,
      'onUpdate:modelValue': (code: string) => said.push(code),
    };
    const all = await mounted(HallBeside, props, { caller: MANAGER });
    for (let n = 0; n < 4; n += 1) await flushPromises();
    return { ...all, said };
  };
  const rows = (page: Awaited<ReturnType<typeof shown>>['page']) =>
    page.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));

  it('can be any hall but itself and twins, and is asked for only once it is chosen', async () => {
    const { page, byTestId, said } = await shown('');
    expect(page.findAll('option').map((one) => one.attributes('value'))).toEqual(['', 'H2']);
    expect(server.asked.filter(({ path }) => path.startsWith('/v1/metrics'))).toEqual([]);
    await byTestId('beside-hall').setValue('H2');
    expect(said).toEqual(['H2']);
  });

  it('shows the same figures of both, row under row', async () => {
    const { page, byTestId } = await shown('H2');
    expect(rows(page)).toEqual([
      [
        '城东大厅',
        `12.0 ${phrase('figures.unit.min')}`,
        '30',
        `12.0 ${phrase('figures.unit.min')}`,
        `12.0 ${phrase('figures.unit.min')}`,
        '80.0%',
        phrase('analysis.beside.daysOf', { n: 2 }),
      ],
      [
        '城西大厅',
        `10.0 ${phrase('figures.unit.min')}`,
        '30',
        `10.0 ${phrase('figures.unit.min')}`,
        `10.0 ${phrase('figures.unit.min')}`,
        '80.0%',
        phrase('analysis.beside.daysOf', { n: 2 }),
      ],
    ]);
    expect(byTestId('beside-unlike').exists()).toBe(false);
    const asked = server.asked.filter(({ path }) => path === '/v1/metrics/wait_mean');
    expect(asked.map(({ query }) => Object.fromEntries(query))).toEqual(
      ['H1', 'H2'].map((hall) => ({ hall, ...PERIOD, by: 'day' })),
    );
  });

  it('asks no figure twice', async () => {
    const props = { metric: 'wait_p90', hall: 'H1', period: PERIOD, modelValue: 'H2' };
    const { page } = await mounted(HallBeside, props, { caller: MANAGER });
    for (let n = 0; n < 4; n += 1) await flushPromises();
    expect(page.findAll('thead th').map((one) => one.text())).toEqual([
      ...[
        phrase('figures.hall'),
        textOf('metric.wait_p90', {}, 'zh-CN'),
        textOf('metric.arrivals', {}, 'zh-CN'),
        textOf('metric.wait_p50', {}, 'zh-CN'),
        textOf('metric.service_level', {}, 'zh-CN'),
        phrase('analysis.beside.days'),
      ],
    ]);
    expect(server.asked.filter(({ path }) => path === '/v1/metrics/wait_p90')).toHaveLength(2);
  });

  it('warns where the days are not the same', async () => {
    days['H2'] = [day('2026-03-03', 590), day('2026-03-05', 610)];
    const { byTestId } = await shown('H2');
    expect(byTestId('beside-unlike').text()).toContain(phrase('analysis.beside.unlike'));
  });

  it.each(['H1', 'H1-T', 'H9'])('takes %s in an address for no choice', async (other) => {
    const { byTestId } = await shown(other);
    expect(byTestId('beside-table').exists()).toBe(false);
    expect(server.asked.filter(({ path }) => path.startsWith('/v1/metrics'))).toEqual([]);
  });

  it('is not there where there is no other hall', async () => {
    server.close();
    server = serve({ 'GET /v1/halls': () => ({ items: HALLS.slice(0, 2), next: null }) });
    const { byTestId } = await shown('');
    expect(byTestId('beside').exists()).toBe(false);
  });

  it('says so when it cannot be had', async () => {
    server.close();
    server = serve({
      'GET /v1/metrics/wait_mean': () => refusal(503, 'unavailable'),
      'GET /v1/metrics/wait_p50': answer,
      'GET /v1/metrics/wait_p90': answer,
      'GET /v1/halls': () => ({ items: HALLS, next: null }),
    });
    const { page } = await shown('H2');
    expect(page.text()).toContain(phrase('action.retry'));
  });
});
