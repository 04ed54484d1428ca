import { flushPromises } from '@vue/test-utils';
import { computed, defineComponent, h, ref } from 'vue';
import TermCard from '../features/help/TermCard.vue';
import { mounted } from '../testing/mounted';
import { inSequence, phrase } from '../testing/phrase';
import { serve, type Server } from '../testing/server';
import { i18n } from '../shared/i18n';
import Term from './Term.vue';
import { provideTermCard } from './term-card';

const GLOSSARY = [
  {
    name: 'glossary',
    lang: 'zh-CN',
    title: '术语表',
    sections: [
      {
        id: 'glossary',
        level: 1,
        title: '术语表',
        html: '<table><tbody><tr><td>quarantine</td><td>隔离区</td><td>被拒的事件及其原因</td></tr></tbody></table>',
      },
    ],
  },
];

/** A frame as pages have it, with some terms in it. */
const Frame = defineComponent({
  setup() {
    const card = provideTermCard();
    const isThere = ref(true);
    const wanted = computed(() => card.wanted.value);
    return () =>
      h('div', [
        isThere.value ? h(Term, { of: 'quarantine' }, () => '近期被拒') : null,
        h(Term, { of: 'closed_loop_rate', name: '闭环率', note: '8 / 9' }),
        h(Term, () => '无定义'),
        h('button', { id: 'gone', onClick: () => (isThere.value = false) }, '…'),
        wanted.value ? h(TermCard, { card }) : null,
      ]);
  },
});

const cards = () => [...document.querySelectorAll<HTMLElement>('[role="tooltip"]')];
const text = () => cards().map(({ textContent }) => textContent);
const pointer = (type: string, pointerType: string) =>
  Object.assign(new Event(type, { bubbles: !/enter|leave/.test(type) }), { pointerType });

describe('a term', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /help/glossary.zh-CN.json': () => GLOSSARY });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  async function framed() {
    const { page } = await mounted(Frame);
    await flushPromises();
    const [word, mark] = page.findAll<HTMLElement>('button.term');
    if (word === undefined || mark === undefined) throw new Error('no terms');
    return { page, word, mark };
  }
  /** as a finger does: the press gives the focus before it is a click */
  async function tap(element: HTMLElement, how = 'touch') {
    element.dispatchEvent(pointer('pointerdown', how));
    element.focus();
    element.click();
    await flushPromises();
  }

  it('shows its meaning by the keyboard, which describes it once, and goes with the focus', async () => {
    const { page, word } = await framed();
    expect(text()).toEqual([]);
    word.element.focus();
    await flushPromises();
    expect(text()).toEqual(['隔离区被拒的事件及其原因']);
    expect(word.attributes('aria-describedby')).toBe(cards()[0]?.id);
    // told as the description alone: nothing is announced besides, and no second tip of the browser
    expect(document.querySelectorAll('[aria-live], [role="status"], [role="alert"], [title]')).toHaveLength(0);
    word.element.blur();
    await flushPromises();
    expect(text()).toEqual([]);
    expect(word.attributes('aria-describedby')).toBeUndefined();
    page.unmount();
  });

  it('is closed by Escape, which closes nothing else, and opened again by Enter', async () => {
    const { page, word } = await framed();
    const others = jest.fn();
    document.addEventListener('keydown', others);
    const escape = () => word.element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    word.element.focus();
    await flushPromises();
    escape();
    await flushPromises();
    expect([text(), others.mock.calls.length]).toEqual([[], 0]);
    escape();
    expect(others).toHaveBeenCalledTimes(1);
    document.removeEventListener('keydown', others);
    await word.trigger('click');
    expect(text()).toHaveLength(1);
    await word.trigger('click');
    expect(text()).toEqual([]);
    page.unmount();
  });

  it('shows it once the pointer rests there, also while that goes on to the card', async () => {
    const { page, word } = await framed();
    jest.useFakeTimers();
    const after = async (ms: number) => {
      await jest.advanceTimersByTimeAsync(ms);
    };
    word.element.dispatchEvent(pointer('pointerenter', 'mouse'));
    await after(100);
    expect(text()).toEqual([]);
    await after(200);
    expect(text()).toHaveLength(1);
    word.element.dispatchEvent(pointer('pointerleave', 'mouse'));
    cards()[0]?.dispatchEvent(pointer('pointerenter', 'mouse'));
    await after(1000);
    expect(text()).toHaveLength(1);
    cards()[0]?.dispatchEvent(pointer('pointerleave', 'mouse'));
    await after(1000);
    expect(text()).toEqual([]);
    // passed over
    word.element.dispatchEvent(pointer('pointerenter', 'mouse'));
    word.element.dispatchEvent(pointer('pointerleave', 'mouse'));
    await after(1000);
    expect(text()).toEqual([]);
    page.unmount();
  });

  it('opens by a tap and closes by the next; another one changes it', async () => {
    const { page, word, mark } = await framed();
    await tap(word.element);
    expect(text()).toHaveLength(1);
    await tap(word.element);
    expect(text()).toEqual([]);
    await tap(word.element);
    await tap(mark.element);
    expect(text()).toEqual([expect.stringContaining('闭环率')]);
    page.unmount();
  });

  it('of a metric shows formula, what is left out, unit and what the page says', async () => {
    const { page, mark } = await framed();
    expect(mark.attributes('aria-label')).toBe(phrase('help.meaning', { name: '闭环率' }));
    await tap(mark.element, 'mouse');
    expect(text()[0]).toMatch(
      inSequence(`闭环率${phrase('help.formula')}：`, `${phrase('help.leftOut')}：`, `${phrase('help.unit')}：%8 / 9`),
    );
    i18n.global.locale.value = 'en';
    await flushPromises();
    expect(text()[0]).toMatch(/^Closed-loop rateFormula: .+Left out: .+Unit: %8 \/ 9$/);
    i18n.global.locale.value = 'zh-CN';
    page.unmount();
  });

  it('takes its card along, and is a plain word where nothing is known about it', async () => {
    const { page, word } = await framed();
    expect(page.findAll('button.term').map((one) => one.text())).not.toContain('无定义');
    expect(page.text()).toContain('无定义');
    word.element.focus();
    await flushPromises();
    await page.get('#gone').trigger('click');
    await flushPromises();
    expect(text()).toEqual([]);
    page.unmount();
  });

  it('is a plain word where there is no frame, as on a wall', async () => {
    const { page } = await mounted(defineComponent(() => () => h(Term, { of: 'quarantine' }, () => '隔离')));
    expect(page.html()).toBe('隔离');
    expect(document.querySelector('button.term')).toBeNull();
    page.unmount();
  });
});
