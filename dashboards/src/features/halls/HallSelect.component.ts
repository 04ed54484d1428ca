import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { LISTED, LOOKED_THROUGH } from './find';
import HallChecks from './HallChecks.vue';
import HallSelect from './HallSelect.vue';

const PROVINCE = 1280;
/** the pause after which the server is asked, and a little more */
const ASKED_AFTER_MS = 200;
const CALLER: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const named = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ code: `P${String(i).padStart(4, '0')}`, name: `第${String(i)}派出所` }));
const hit = (code: string) => ({
  kind: 'hall',
  code,
  name: code,
  hall: code,
  hallName: code,
  tier: 'hall',
  day: null,
  about: null,
});

describe('halls that are chosen from', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /v1/search': () => ({ hits: [hit('P1234')], more: [], unanswered: [] }) });
  });
  afterEach(() => {
    server.close();
  });

  const select = async (n: number, more: object = {}) => {
    const chosen: string[] = [];
    const all = await mounted(
      HallSelect,
      {
        halls: named(n),
        modelValue: '',
        none: '全部',
        'onUpdate:modelValue': (code: string) => chosen.push(code),
        ...more,
      },
      { caller: CALLER },
    );
    const options = () => all.page.findAll('option').map((one) => one.element.value);
    const found = () =>
      all
        .byTestId('halls-found')
        .findAll('option')
        .map((one) => one.element.value);
    return { ...all, chosen, options, found };
  };

  it('are a plain list where they can be looked through', async () => {
    const { options, byTestId, chosen, page } = await select(LOOKED_THROUGH);
    expect(options()).toHaveLength(LOOKED_THROUGH + 1);
    expect(byTestId('hall-seek').exists()).toBe(false);
    await page.get('select').setValue('P0002');
    expect(chosen).toEqual(['P0002']);
  });

  it('are listed in part where a province has them, with the chosen one', async () => {
    const { options, page } = await select(PROVINCE, { modelValue: 'P1000' });
    expect(options()).toHaveLength(LISTED + 3);
    expect(page.get('select').element.value).toBe('P1000');
    expect(page.text()).toContain(phrase('hallSeek.rest', { n: PROVINCE - LISTED }));
  });

  it('are found by name, and Enter takes the first', async () => {
    const { found, byTestId, chosen } = await select(PROVINCE);
    await byTestId('hall-seek').setValue('第777派');
    expect(found()).toEqual(['', 'P0777']);
    await byTestId('hall-seek').trigger('keydown', { key: 'Enter' });
    expect(chosen).toEqual(['P0777']);
    expect((byTestId('hall-seek').element as HTMLInputElement).value).toBe('');
    expect(server.asked).toEqual([]);
  });

  it('are found by the pinyin that the server knows', async () => {
    const { found, byTestId, chosen } = await select(PROVINCE);
    await byTestId('hall-seek').setValue('dpcs');
    expect(found()).toEqual(['']);
    expect(byTestId('halls-found').text()).toBe(phrase('state.loading'));
    await new Promise((resolve) => {
      setTimeout(resolve, ASKED_AFTER_MS);
    });
    await flushPromises();
    expect(server.asked.map(({ query }) => query.toString())).toEqual(['q=dpcs&kind=hall']);
    expect(found()).toEqual(['', 'P1234']);
    await byTestId('halls-found').setValue('P1234');
    expect(chosen).toEqual(['P1234']);
    expect(byTestId('halls-found').exists()).toBe(false);
  });

  it('say the code of one that is gone', async () => {
    const { page } = await select(3, { modelValue: 'GONE' });
    expect(page.get('select').element.selectedOptions[0]?.text.trim()).toBe('GONE');
  });

  it('are ticked, and what is ticked stays to be seen', async () => {
    const chosen: string[][] = [];
    const { page, byTestId } = await mounted(
      HallChecks,
      {
        halls: named(PROVINCE),
        modelValue: ['P1000'],
        testid: 'tick',
        'onUpdate:modelValue': (codes: string[]) => chosen.push(codes),
      },
      { caller: CALLER },
    );
    const boxes = () => page.findAll<HTMLInputElement>('input[type="checkbox"]').map(({ element }) => element.value);
    expect(boxes()).toHaveLength(LISTED + 1);
    expect(boxes()[0]).toBe('P1000');
    await byTestId('hall-seek').setValue('p0777');
    expect(boxes()).toEqual(['P0777']);
    await byTestId('tick-P0777').setValue(true);
    expect(chosen).toEqual([['P1000', 'P0777']]);
  });
});
