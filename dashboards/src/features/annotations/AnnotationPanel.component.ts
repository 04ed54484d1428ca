import type { Annotation, Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import AnnotationPanel from './AnnotationPanel.vue';

const caller = (given: Partial<Caller> = {}): Caller => ({
  kind: 'user',
  id: 'm',
  name: '主任',
  role: 'manager',
  halls: 'all',
  ...given,
});
const ID = '00000000-0000-4000-8000-000000000001';
const NOTE: Annotation = {
  id: ID,
  place: 'H1',
  placeName: '城东大厅',
  from: '2026-03-04T01:00:00.000Z',
  to: '2026-03-04T02:00:00.000Z',
  firstDay: '2026-03-04',
  fromTime: '09:00',
  lastDay: '2026-03-04',
  toTime: '10:00',
  kind: 'system-down',
  text: '叫号停机',
  revision: 3,
  changedBy: '李强',
  changedAt: '2026-03-04T03:00:00.000Z',
  own: true,
};
const PERIOD = { from: '2026-02-10', to: '2026-03-09' };

describe('the notes on the days of a page', () => {
  let server: Server;
  let notes: () => unknown;
  let kept: () => unknown;
  beforeEach(() => {
    notes = () => ({ items: [NOTE], next: null });
    kept = () => NOTE;
    server = serve({
      'GET /v1/annotations': () => notes(),
      'POST /v1/annotations': () => kept(),
      [`PUT /v1/annotations/${ID}`]: () => kept(),
      [`DELETE /v1/annotations/${ID}`]: () => kept(),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(hall = 'H1', given: Partial<Caller> = {}): Promise<Mounted> {
    const all = await mounted(AnnotationPanel, { hall, period: PERIOD }, { caller: caller(given) });
    await flushPromises();
    return all;
  }
  const sent = () => server.asked.filter(({ method }) => method !== 'GET');
  const canSave = ({ byTestId }: Mounted) => !(byTestId('annotation-save').element as HTMLButtonElement).disabled;

  it('say when, what and where it was, and who wrote it last', async () => {
    notes = () => ({
      items: [
        NOTE,
        { ...NOTE, id: ID.replace(/1$/, '2'), place: null, placeName: null, lastDay: '2026-03-05', kind: 'event' },
      ],
      next: null,
    });
    const { page } = await shown();
    const [one, other] = page.findAll('li').map((li) => li.text());
    expect(one).toMatch(
      inSequence(
        `2026-03-04 09:00–10:00 ${phrase('annotations.kinds.system-down')}：叫号停机`,
        '城东大厅 · 李强 2026-03-04 11:00',
      ),
    );
    expect(other).toMatch(
      inSequence(
        `2026-03-04 09:00 – 2026-03-05 10:00 ${phrase('annotations.kinds.event')}：`,
        `${phrase('annotations.bureau')} ·`,
      ),
    );
    expect(Object.fromEntries(server.asked[0]?.query ?? [])).toMatchObject({ ...PERIOD, hall: 'H1' });
  });

  it('say that there are none, and that they could not be had', async () => {
    notes = () => ({ items: [], next: null });
    i18n.global.locale.value = 'en';
    expect((await shown()).page.text()).toContain('Nothing was noted on these days');
    i18n.global.locale.value = 'zh-CN';
    notes = () => refusal(503, 'unavailable');
    const { page } = await shown();
    expect(page.text()).toContain(phrase('annotations.failed'));
    expect(page.text()).not.toContain(phrase('annotations.none'));
  });

  it('are added by who runs halls: of all halls only by who runs all of them', async () => {
    const offers = async (hall: string, given: Partial<Caller>) =>
      (await shown(hall, given)).byTestId('annotation-add').exists();
    expect(await offers('H1', { role: 'supervisor', halls: ['H1'] })).toBe(true);
    expect(await offers('', { role: 'supervisor', halls: ['H1'] })).toBe(false);
    expect(await offers('', { role: 'manager' })).toBe(true);
    expect(await offers('H1', { role: 'officer' })).toBe(false);
  });

  it('begin with the last day shown, are kept once something is said, and then asked for again', async () => {
    const all = await shown();
    await all.byTestId('annotation-add').trigger('click');
    expect(canSave(all)).toBe(false);
    await all.byTestId('annotation-text').setValue('断网');
    await all.byTestId('annotation-kind').setValue('closure');
    expect(canSave(all)).toBe(true);
    notes = () => ({ items: [{ ...NOTE, text: '断网' }], next: null });
    await all.byTestId('annotation-form').trigger('submit');
    await flushPromises();
    expect(sent()).toMatchObject([
      {
        method: 'POST',
        body: {
          place: 'H1',
          kind: 'closure',
          text: '断网',
          firstDay: '2026-03-09',
          fromTime: '09:00',
          lastDay: '2026-03-09',
          toTime: '10:00',
        },
      },
    ]);
    expect(all.byTestId('annotation-form').exists()).toBe(false);
    expect(all.byTestId(`annotation-${ID}`).text()).toContain('断网');
    expect(document.body.textContent).toContain(phrase('annotations.saved'));
  });

  it('are kept where the answer was lost and they are found', async () => {
    kept = () => {
      throw new TypeError('network');
    };
    const all = await shown();
    await all.byTestId('annotation-add').trigger('click');
    await all.byTestId('annotation-text').setValue(' 断网 ');
    const day = { firstDay: '2026-03-09', lastDay: '2026-03-09', fromTime: '09:00', toTime: '10:00' };
    notes = () => ({ items: [{ ...NOTE, ...day, text: '断网' }], next: null });
    await all.byTestId('annotation-form').trigger('submit');
    await flushPromises();
    expect(all.byTestId('annotation-form').exists()).toBe(false);
    expect(document.body.textContent).toContain(phrase('annotations.saved'));
    expect(document.body.textContent).not.toContain(phrase('problem.title'));
  });

  it('have failed where they are not found either', async () => {
    kept = () => refusal(504, 'gateway-timeout');
    const all = await shown();
    await all.byTestId('annotation-add').trigger('click');
    await all.byTestId('annotation-text').setValue('断网');
    await all.byTestId('annotation-form').trigger('submit');
    await flushPromises();
    expect(all.byTestId('annotation-form').exists()).toBe(true);
    expect(document.body.textContent).toContain(phrase('problem.title'));
  });

  it('cannot end before they begin', async () => {
    notes = () => ({ items: [{ ...NOTE, toTime: '08:00' }], next: null });
    const all = await shown();
    await all.byTestId(`annotation-change-${ID}`).trigger('click');
    expect(all.page.get('[role="alert"]').text()).toBe(phrase('annotations.order'));
    expect(canSave(all)).toBe(false);
  });

  it('are changed from what they were; when somebody was faster, what was typed stays beside what they wrote', async () => {
    kept = () => refusal(409, 'annotation-changed');
    const all = await shown();
    await all.byTestId(`annotation-change-${ID}`).trigger('click');
    await all.byTestId('annotation-text').setValue('叫号停机一小时');
    notes = () => ({ items: [{ ...NOTE, text: '网络中断', revision: 4 }], next: null });
    await all.byTestId('annotation-form').trigger('submit');
    await flushPromises();
    expect(sent()).toMatchObject([
      { method: 'PUT', body: { revision: 3, text: '叫号停机一小时', kind: 'system-down' } },
    ]);
    expect(all.byTestId('annotation-text').element).toHaveProperty('value', '叫号停机一小时');
    expect([canSave(all), all.byTestId(`annotation-${ID}`).text()]).toEqual([
      true,
      expect.stringContaining('网络中断'),
    ]);
    await all.byTestId('annotation-cancel').trigger('click');
    await all.byTestId(`annotation-change-${ID}`).trigger('click');
    kept = () => NOTE;
    await all.byTestId('annotation-form').trigger('submit');
    await flushPromises();
    expect(sent().at(-1)?.body).toMatchObject({ revision: 4, text: '网络中断' });
  });

  it('are removed after a second look, and those of others are left alone', async () => {
    const all = await shown();
    await all.byTestId(`annotation-doubt-${ID}`).trigger('click');
    expect(sent()).toEqual([]);
    expect(all.byTestId(`annotation-${ID}`).text()).toContain(phrase('annotations.really'));
    notes = () => ({ items: [], next: null });
    await all.byTestId(`annotation-remove-${ID}`).trigger('click');
    await flushPromises();
    expect(sent().map(({ method, query }) => [method, query.get('revision')])).toEqual([['DELETE', '3']]);
    expect(all.page.text()).toContain(phrase('annotations.none'));
    notes = () => ({ items: [{ ...NOTE, own: false }], next: null });
    const others = await shown();
    expect(others.byTestId(`annotation-doubt-${ID}`).exists()).toBe(false);
  });
});
