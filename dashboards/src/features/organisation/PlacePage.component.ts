import { flushPromises } from '@vue/test-utils';
import { HallSetup, OrganisationDoc, textOf, type Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import PlacePage from './PlacePage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const doc = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '分局' },
  branches: [{ code: 'household', name: '户政' }],
  halls: [
    {
      code: 'H1',
      name: '大厅',
      tier: 'hall',
      queues: [{ code: 'hz', name: '户政', branch: 'household' }],
      windows: [
        { id: 'w1', number: '1', queues: ['hz'] },
        { id: 'w2', number: '2', queues: ['hz'] },
      ],
    },
  ],
  officers: [{ id: 'o1', name: '王明', hall: 'H1' }],
});
const [hall] = doc.halls;
const version = { version: 3, by: '李强', at: '2026-03-01T08:00:00.000Z', validFrom: '2026-03-01', reason: '装修' };
const setup = HallSetup.parse({
  code: 'H1',
  hall,
  officers: doc.officers,
  rosters: [],
  travelTimes: [],
  revision: 3,
  today: '2026-03-04',
  versions: [version],
  previous: { hall: { ...hall, name: '旧大厅' }, officers: doc.officers, rosters: [], travelTimes: [] },
});
const PUT = 'PUT /v1/halls/H1/setup';

Element.prototype.scrollIntoView = () => undefined;

describe('the page of a place', () => {
  let server: Server;
  let answer: (query: URLSearchParams) => unknown;
  let now: HallSetup;
  beforeEach(() => {
    now = setup;
    answer = () => ({ revision: 3, validFrom: '2026-03-04', changes: [], inUse: [] });
    server = serve({
      'GET /v1/organisation': () => doc,
      'GET /v1/halls/H1/setup': () => now,
      'GET /v1/halls': () => ({ items: [], next: null }),
      [PUT]: ({ query }) => answer(query),
    });
  });
  afterEach(() => {
    server.close();
  });
  const open = async () => {
    const all = await mounted(PlacePage, { place: 'H1' }, { caller: BOSS });
    await flushPromises();
    return all;
  };
  type Open = Awaited<ReturnType<typeof open>>;
  const rename = async ({ page, byTestId }: Open, name: string): Promise<void> => {
    await page.find('[data-testid="basics"] [data-field="name"]').setValue(name);
    await byTestId('change-look').trigger('click');
    await flushPromises();
  };
  const sent = () => server.asked.filter(({ method }) => method === 'PUT');
  const refuse = (status: number, code: string, errors: object[] = []) =>
    Response.json({ type: 'about:blank', title: code, status, code, errors }, { status });

  it('saves only what was looked at, with a reason', async () => {
    const all = await open();
    const saves = () => (all.byTestId('change-save').element as HTMLButtonElement).disabled;
    expect([saves(), all.byTestId('change-in-the-way').text()]).toEqual([true, phrase('organisation.unchanged')]);
    answer = () => ({
      revision: 3,
      validFrom: '2026-03-04',
      inUse: [],
      changes: [{ kind: 'hall', key: 'H1', change: 'changed', before: { name: '大厅' }, after: { name: '新大厅' } }],
    });
    await rename(all, '新大厅');
    expect(all.byTestId('change-preview').text()).toContain(`${phrase('organisation.field.name')}：大厅 → 新大厅`);
    expect([saves(), sent().map(({ query }) => query.get('check'))]).toEqual([true, ['true']]);
    await all.byTestId('change-reason').setValue('更名');
    expect(saves()).toBe(false);
    // another stroke, and it has to be looked at again
    await all.page.find('[data-testid="basics"] [data-field="name"]').setValue('别的');
    expect(saves()).toBe(true);
  });

  it('asks of a new place neither why nor what it would make worse', async () => {
    server.close();
    server = serve({
      'GET /v1/organisation': () => doc,
      'GET /v1/halls': () => ({ items: [], next: null }),
      'PUT /v1/halls/H2/setup': () => ({
        revision: 1,
        validFrom: '2026-03-04',
        inUse: [],
        changes: [{ kind: 'hall', key: 'H2', change: 'added', before: null, after: { name: '二厅' } }],
      }),
    });
    const { page, byTestId } = await mounted(PlacePage, {}, { caller: BOSS });
    await flushPromises();
    for (const [field, value] of [
      ['code', 'H2'],
      ['name', '二厅'],
    ] as const)
      await page.get(`[data-testid="basics"] [data-field="${field}"]`).setValue(value);
    await byTestId('change-look').trigger('click');
    await flushPromises();
    expect(byTestId('change-reason').exists()).toBe(false);
    expect((byTestId('change-save').element as HTMLButtonElement).disabled).toBe(false);
    await page.get('[data-testid="change"] form').trigger('submit');
    await flushPromises();
    expect(sent().at(-1)).toMatchObject({ path: '/v1/halls/H2/setup', body: { reason: phrase('organisation.isNew') } });
    // what a change would do is asked under `consequences`; of a place without a yesterday nobody asks it
    expect(server.asked.map(({ path }) => path).filter((path) => path.includes('consequences'))).toEqual([]);
  });

  it('shows a fault at its field and at its tab, and keeps what was typed', async () => {
    const all = await open();
    answer = () =>
      refuse(422, 'invalid-setup', [
        { path: 'hall.windows.1.number', message: 'x', code: 'twice', params: { value: '1' } },
        { path: 'hall.name', message: 'x', code: 'too-short', params: { limit: 1 } },
      ]);
    await rename(all, '');
    expect(all.byTestId('field-name').text()).toContain(textOf('cause.missing', {}, 'zh-CN'));
    expect(all.byTestId('tab-windows').text()).toMatch(anyPhrase('organisation.tabWrong', { n: 1 }));
    await all.byTestId('tab-windows').trigger('click');
    expect(all.page.findAll('[data-testid="windows-row"]')[1]?.text()).toContain(
      textOf('cause.twice', { value: '1' }, 'zh-CN'),
    );
  });

  it('says how far other places are, there and back, each fault in its cell', async () => {
    const point = { ...hall, code: 'P', name: '延伸点', queues: [], windows: [], location: { lat: 30, lon: 120.05 } };
    const located = { ...hall, location: { lat: 30, lon: 120 } };
    server.close();
    server = serve({
      'GET /v1/organisation': () => ({ ...doc, halls: [located, point, { ...point, code: 'Q', name: '远点' }] }),
      'GET /v1/halls/H1/setup': () => ({
        ...setup,
        hall: located,
        travelTimes: [{ from: 'P', to: 'H1', minutes: 14 }],
      }),
      'GET /v1/halls': () => ({ items: [], next: null }),
      [PUT]: ({ query }) => answer(query),
    });
    const all = await open();
    await all.byTestId('tab-ways').trigger('click');
    // one direction is said, the other takes as long
    expect(all.byTestId('ways-within').text()).toBe(phrase('organisation.ways.within', { n: 1, names: '延伸点' }));
    expect(all.byTestId('coverage').attributes('aria-label')).toContain('大厅');
    await all.byTestId('ways-add').trigger('click');
    const [first, second] = all.page.findAll('[data-testid="ways-row"]');
    await first?.get('[data-field="there"]').setValue('16');
    expect(all.byTestId('ways-within').text()).toBe(phrase('organisation.ways.withinNone'));
    await second?.get('[data-field="there"]').setValue('abc');
    answer = () => refuse(422, 'invalid-setup', [{ path: 'travelTimes.2.minutes', message: 'x', code: 'not-number' }]);
    await all.byTestId('change-look').trigger('click');
    await flushPromises();
    expect(sent().at(-1)?.body).toMatchObject({
      travelTimes: [
        { from: 'H1', to: 'P', minutes: 16 },
        { from: 'P', to: 'H1', minutes: 14 },
        { from: 'H1', to: 'Q', minutes: 'abc' },
      ],
    });
    expect(all.byTestId('tab-ways').text()).toMatch(anyPhrase('organisation.tabWrong', { n: 1 }));
    expect([first, second].map((row) => row?.findAll('[role="alert"]').length)).toEqual([0, 1]);
  });

  it('says who was faster, and puts what was written on top of it', async () => {
    const all = await open();
    answer = () => refuse(409, 'hall-changed');
    now = {
      ...setup,
      revision: 4,
      hall: { ...setup.hall, waitTargetMin: 30 } as HallSetup['hall'],
      versions: [{ ...version, version: 4 }],
    };
    await rename(all, '新大厅');
    expect(all.byTestId('place-conflict').text()).toMatch(
      anyPhrase('organisation.conflictBy', { by: '李强', why: '装修' }),
    );
    await all.byTestId('place-take-over').trigger('click');
    await all.byTestId('change-look').trigger('click');
    await flushPromises();
    expect(sent().at(-1)?.body).toMatchObject({ revision: 4, hall: { name: '新大厅', waitTargetMin: 30 } });
  });

  it('asks once more before it removes what people are in', async () => {
    const all = await open();
    answer = () => ({
      revision: 3,
      validFrom: '2026-03-04',
      inUse: [{ kind: 'window', code: 'w2', people: 1 }],
      changes: [{ kind: 'window', key: 'H1/w2', change: 'removed', before: { id: 'w2', number: '2' }, after: null }],
    });
    await all.byTestId('change-reason').setValue('撤窗');
    await rename(all, '新大厅');
    const save = all.byTestId('change-save').element as HTMLButtonElement;
    expect([all.byTestId('change-in-use').text(), save.disabled]).toEqual([
      expect.stringContaining(phrase('organisation.windowNo', { number: 2 })),
      true,
    ]);
    await all.byTestId('change-sure').setValue(true);
    expect(save.disabled).toBe(false);
    await all.page.find('[data-testid="change"] form').trigger('submit');
    await flushPromises();
    expect(sent().at(-1)?.query.get('anyway')).toBe('true');
  });

  it('takes the last change back as a change of its own, from the same day', async () => {
    const all = await open();
    await all.byTestId('place-undo').trigger('click');
    await flushPromises();
    const [last] = sent().slice(-1);
    expect([last?.body, last?.query.get('from'), last?.query.get('check')]).toMatchObject([
      { hall: { name: '旧大厅' }, reason: phrase('organisation.undoWhy', { by: '李强', why: '装修' }) },
      '2026-03-01',
      'true',
    ]);
  });

  it('says of a place that is to be what is missing, and creates instead of changing', async () => {
    const { page, byTestId } = await mounted(PlacePage, {}, { caller: BOSS });
    await flushPromises();
    expect(byTestId('change').text()).toContain(phrase('organisation.create'));
    expect(byTestId('change').text()).not.toMatch(anyPhrase('organisation.fromHow'));
    expect(byTestId('change-in-the-way').text()).toBe(
      phrase('organisation.missing', {
        what: `${phrase('organisation.field.code')}、${phrase('organisation.field.name')}`,
      }),
    );
    expect(byTestId('field-code').find('.must').exists()).toBe(true);
    for (const field of ['code', 'name'])
      await page.find(`[data-testid="basics"] [data-field="${field}"]`).setValue('H9');
    expect(byTestId('change-in-the-way').text()).toBe(phrase('organisation.checkFirst'));
  });

  it('counts the day of a place that is to be in its own time zone', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-11-23T23:45:00Z'), doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      const { page, byTestId } = await mounted(PlacePage, {}, { caller: BOSS });
      await flushPromises();
      await jest.advanceTimersByTimeAsync(50);
      expect(byTestId('change').text()).toContain('2026-11-24');
      page.unmount();
    } finally {
      jest.useRealTimers();
    }
  });

  describe('with a floor plan', () => {
    const drawing = {
      id: 'a'.repeat(32),
      mime: 'image/svg+xml',
      bytes: 10,
      width: 200,
      height: 100,
      removed: [{ part: 'script', count: 2 }],
    };
    const POST = 'POST /v1/halls/H1/drawings';
    const upload = async ({ byTestId }: Open): Promise<void> => {
      const input = byTestId('plan-file');
      Object.defineProperty(input.element, 'files', { value: [new File(['<svg/>'], 'a.svg')], configurable: true });
      await input.trigger('change');
      // the file is read by the browser in its own time
      while (!byTestId('plan-canvas').exists() && !byTestId('plan-refused').exists()) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await flushPromises();
      }
    };
    const key = (all: Open, testid: string, named: string, shiftKey = false) =>
      all.byTestId(testid).trigger('keydown', { key: named, shiftKey });

    it('lays a drawing under it, says what was taken out, and moves windows by the arrow keys', async () => {
      server.close();
      server = serve({
        'GET /v1/organisation': () => doc,
        'GET /v1/halls/H1/setup': () => now,
        'GET /v1/halls': () => ({ items: [], next: null }),
        [PUT]: ({ query }) => answer(query),
        [POST]: () => drawing,
      });
      const all = await open();
      await all.byTestId('tab-plan').trigger('click');
      await upload(all);
      expect(all.byTestId('plan-removed').text()).toContain(phrase('organisation.plan.part.script', { n: 2 }));
      expect(all.page.find('[data-testid="plan-canvas"] img').attributes('src')).toBe(
        `/v1/halls/H1/drawings/${drawing.id}`,
      );
      for (const window of ['w1', 'w2']) await all.byTestId(`plan-place-${window}`).trigger('click');
      await key(all, 'plan-window-w1', 'ArrowRight');
      await key(all, 'plan-window-w1', 'ArrowUp', true);
      expect(all.byTestId('plan-said').text()).toMatch(
        anyPhrase('organisation.plan.at', { what: phrase('organisation.windowNo', { number: 1 }) }),
      );
      await all.byTestId('zones-add').trigger('click');
      await key(all, 'plan-zone-z1', 'ArrowDown', true);
      await all.byTestId('plan-zone-z1').trigger('focus');
      await key(all, 'plan-corner-z1', 'ArrowLeft', true);
      await all.byTestId('change-look').trigger('click');
      await flushPromises();
      expect(sent().at(-1)?.body).toMatchObject({
        hall: {
          floorPlan: {
            width: 480,
            height: 240,
            drawing: drawing.id,
            zones: [{ code: 'z1', x: 0, y: 10, w: 110, h: 60 }],
          },
          windows: [
            { id: 'w1', x: 25, y: 210 },
            { id: 'w2', x: 48, y: 220 },
          ],
        },
      });
    });

    it('says why a file is no drawing, and keeps what was there', async () => {
      server.close();
      server = serve({
        'GET /v1/organisation': () => doc,
        'GET /v1/halls/H1/setup': () => now,
        'GET /v1/halls': () => ({ items: [], next: null }),
        [POST]: () => refuse(422, 'drawing-no-size'),
      });
      const all = await open();
      await all.byTestId('tab-plan').trigger('click');
      await upload(all);
      expect(all.byTestId('plan-refused').text()).toContain('viewBox');
      expect(all.page.find('[data-testid="plan-canvas"]').exists()).toBe(false);
    });
  });
});
