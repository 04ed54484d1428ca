import { Mapping, type ImportPreview, type ImportRecord } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import SendStep from './SendStep.vue';
import ValuesStep from './ValuesStep.vue';

const FILE = '0'.repeat(32);
const mapping = Mapping.parse({
  format: 'mapping/1',
  name: 'tickets',
  timeZone: 'Asia/Shanghai',
  valueMaps: { queue: {} },
  events: [
    {
      type: 'hall.ticket.issued',
      time: { column: '时间', as: 'instant', format: 'iso' },
      data: { hallId: { value: 'H32' }, queue: { column: '业务', map: 'queue' } },
    },
  ],
});
const report = {
  rows: 1,
  events: 1,
  skipped: {},
  accepted: 1,
  rejected: {},
  faults: [],
  problems: [],
  firstEventAt: null,
  lastEventAt: null,
  dryRun: false,
};
const preview = (queues: string[]): ImportPreview => ({
  report,
  whole: true,
  types: {},
  events: [],
  unknown: [],
  found: { halls: [], queues, windows: [], unfit: [], strange: [] },
});
const strange = (): ImportPreview => {
  const { found, ...rest } = preview([]);
  return { ...rest, found: { ...found, strange: ['H32/9号窗口'] } };
};
const record = (trial: boolean, state: ImportRecord['state'] = 'done'): ImportRecord => ({
  id: 'r1',
  source: 'tickets',
  file: 'x.csv',
  version: null,
  trial,
  state,
  share: 1,
  report,
  fault: null,
  by: 'boss',
  reason: 'why',
  at: '2026-03-09T02:00:00.000Z',
});

describe('the last step', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/sources': () => ({
        items: [],
        next: null,
      }),
      'POST /v1/connect/places': () => ({
        halls: [],
        queues: ['H32/q1'],
        windows: [],
        unfit: [],
        source: 'tickets',
        key: null,
      }),
      'POST /v1/connect/imports': () => record(true),
    });
  });
  afterEach(() => {
    server.close();
  });

  it('warns of windows that the hall does not have, and of a key that is not needed', async () => {
    const { byTestId } = await mounted(SendStep, { file: FILE, mapping, preview: strange(), run: null });
    expect(byTestId('connect-strange').text()).toContain('H32/9号窗口');
  });

  it('leads to the days of what was imported, which today’s pages do not show', async () => {
    const past = { ...report, lastEventAt: '2026-11-24T00:26:00.000Z' };
    const { byTestId } = await mounted(SendStep, {
      file: FILE,
      mapping,
      preview: preview([]),
      run: { ...record(false), report: past },
    });
    const links = byTestId('connect-see-past').findAll('a');
    expect(links.map((link) => link.attributes('href'))).toEqual(['/analysis', '/replay/H32?day=2026-11-24']);
  });

  it('adds what is missing first, and goes live only with what was tried as it is', async () => {
    const { page, byTestId } = await mounted(SendStep, {
      file: FILE,
      mapping,
      preview: preview(['H32/q1']),
      run: null,
    });
    const isOff = (id: string): boolean => byTestId(id).attributes('disabled') !== undefined;
    expect(isOff('connect-make')).toBe(true);
    await byTestId('connect-source').setValue('tickets');
    await byTestId('connect-reason').setValue('as agreed');
    expect(isOff('connect-make')).toBe(false);
    await byTestId('connect-make').trigger('click');
    await flushPromises();
    expect([isOff('connect-try'), isOff('connect-live')]).toEqual([false, true]);
    await byTestId('connect-try').trigger('click');
    await flushPromises();
    await page.setProps({ run: record(true, 'failed') });
    expect(isOff('connect-live')).toBe(true);
    await page.setProps({ run: record(true) });
    expect(isOff('connect-live')).toBe(false);
    // another mapping was not tried, and what it needs was not added
    await page.setProps({ mapping: { ...mapping, name: 'other' } });
    expect(byTestId('connect-make').exists()).toBe(true);
    expect(page.emitted('run')?.at(-1)).toEqual([null]);
    page.unmount();
  });

  it('says what it still needs, and blames no code that nobody gave', async () => {
    const empty = preview([]);
    empty.found.unfit = [''];
    const { page, byTestId } = await mounted(SendStep, { file: FILE, mapping, preview: empty, run: null });
    expect([byTestId('connect-needs').exists(), byTestId('connect-unfit').exists()]).toEqual([true, false]);
    await byTestId('connect-source').setValue('tickets');
    await byTestId('connect-reason').setValue('as agreed');
    expect(byTestId('connect-needs').exists()).toBe(false);
    const wrong = preview([]);
    wrong.found.unfit = ['', '三厅'];
    await page.setProps({ preview: wrong });
    expect(byTestId('connect-unfit').text()).toBe(phrase('connect.unfit', { codes: '三厅' }));
    page.unmount();
  });

  it('offers what there is for a value, and takes a code of somebody’s own', async () => {
    const unknown = [
      { map: 'result', value: '办讫', count: 3 },
      { map: 'queue', value: '签证', count: 2 },
    ];
    const { page, byTestId } = await mounted(ValuesStep, { mapping, unknown, halls: [], hall: '' });
    const [result, queue] = page.findAll('[data-testid="connect-unknown"]');
    await result?.find('button').trigger('click');
    await queue?.find('input').setValue('visa');
    await byTestId('connect-own-queues').trigger('click');
    expect(page.emitted<[Mapping]>('change')?.map(([changed]) => changed.valueMaps)).toEqual([
      { queue: {}, result: { 办讫: 'done' } },
      { queue: { 签证: 'visa' } },
      { queue: { 签证: 'q1' } },
    ]);
    page.unmount();
  });
});
