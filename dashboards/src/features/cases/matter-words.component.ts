import { message, textOf, type CountedDay, type MatterFaultDoc } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import SentWord from '../../design/SentWord.vue';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { useMatterWords } from './matter-words';

const day = (why: string, words?: CountedDay['words']) => ({ why, ...(words === undefined ? {} : { words }) });
const fault = (words?: MatterFaultDoc['words']): MatterFaultDoc => ({
  kind: 'part-missing',
  at: '2026-03-04T01:00:00.000Z',
  identity: null,
  reason: '组成件尚未到达：HZ-2',
  ...(words === undefined ? {} : { words }),
});
const said = (text: (words: ReturnType<typeof useMatterWords>) => string) =>
  mounted(
    defineComponent(() => {
      const words = useMatterWords(() => 'Asia/Shanghai');
      return () => h('p', text(words));
    }),
  ).then(({ page }) => page.text());

describe("words of a matter's history", () => {
  let server: Server;
  beforeEach(() => {
    server = serve({});
    i18n.global.locale.value = 'en';
  });
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
    server.close();
  });

  it('say in the language of the page why a day does not count, reasons of pauses included', async () => {
    const paused = message('day.paused', { reasons: ['hearing', '等领导'] });
    expect(await said(({ why }) => why(day('暂停：hearing、等领导', paused)))).toBe('Paused: hearing, 等领导');
    const holiday = message('day.off', { name: { code: 'holiday.spring-festival', params: {} } });
    expect(await said(({ why }) => why(day(textOf('holiday.spring-festival', {}, 'zh-CN'), holiday)))).toBe(
      'Spring Festival',
    );
    i18n.global.locale.value = 'zh-CN';
    expect(await said(({ why }) => why(day('暂停：hearing', message('day.paused', { reasons: ['hearing'] }))))).toBe(
      textOf('day.paused', { reasons: [phrase('pauseReason.hearing')] }, 'zh-CN'),
    );
  });

  it('say what is odd about it, and mark what came without words', async () => {
    expect(await said((words) => words.fault(fault(message('fault.items-missing', { items: ['HZ-2'] }))))).toBe(
      'Parts of the package have not arrived: HZ-2',
    );
    expect(await said((words) => words.fault(fault()))).toContain('组成件尚未到达：HZ-2 (');
  });

  it('take words of the organisation for what sources send, and mark what nobody has a word for', async () => {
    server.close();
    server = serve({ 'GET /v1/words': () => ({ reasons: { 'expert-review': '专家评审' } }) });
    const shown = await mounted(
      defineComponent(() => {
        const words = useMatterWords(() => 'Asia/Shanghai');
        return () =>
          ['hearing', 'lunch', 'expert-review', '等领导'].map((sent) =>
            h(SentWord, { sent, word: words.reasonWord(sent) }),
          );
      }),
      {},
      { caller: { kind: 'user', id: 'u', name: '李', role: 'manager', halls: 'all' } },
    );
    await flushPromises();
    expect(shown.page.findAll('span').map((one) => [one.text(), one.classes('sent')])).toEqual([
      ['hearing', false],
      ['lunch break', false],
      ['专家评审', false],
      ['等领导', true],
    ]);
  });

  it('show a note of a person as written, and one of the product in the language of the page', async () => {
    expect(await said(({ note }) => note({ note: '已补交材料' }))).toBe('已补交材料');
    expect(
      await said(({ note }) =>
        note({ note: textOf('card-note.done', {}, 'zh-CN'), noteWords: message('card-note.done', {}) }),
      ),
    ).toBe('Closed in time');
  });
});
