import type { DeskChange, LiveHall, OwnPrompt, WhatIfAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import type { Draft } from './change';
import MoveDialog from './MoveDialog.vue';

const [first, second] = SAMPLE_HALL.queues;
if (first === undefined || second === undefined) throw new Error('the sample has two queues');
const [sample] = SAMPLE_HALL.windows;
if (sample === undefined) throw new Error('the sample has a window');
/** w1 serves the first queue, w2 is closed */
const hall: LiveHall = {
  ...SAMPLE_HALL,
  windows: [
    { ...sample, windowId: 'w1', number: '1', state: 'idle', queues: [first.code], homeQueue: first.code },
    { ...sample, windowId: 'w2', number: '2', state: 'closed', queues: [first.code], homeQueue: first.code },
  ],
};
const link: Draft = { windowId: 'w1', queue: second.code, move: 'link', replaces: null };
const waits = (before: number, after: number) => ({
  beforeP50Sec: before,
  afterP50Sec: after,
  beforeP80Sec: before,
  afterP80Sec: after,
});

/** asked, answered, and shown */
const answered = async (): Promise<void> => {
  for (let i = 0; i < 3; i++) await flushPromises();
};

describe('a change that is thought about', () => {
  let server: Server;
  let answer: Partial<WhatIfAnswer> | Response;
  beforeEach(() => {
    answer = {};
    server = serve({
      [`POST /v1/halls/${hall.hall}/what-if`]: ({ body }) =>
        answer instanceof Response
          ? answer
          : {
              hall: hall.hall,
              now: '2026-03-04T02:00:00.000Z',
              change: (body as { change: DeskChange }).change,
              unknown: {},
              queues: { [first.code]: waits(300, 600), [second.code]: waits(1800, 900) },
              savedMin: { mean: 120.4, p10: 60, p90: 180 },
              unqualified: [],
              tookMs: 1,
              ...answer,
            },
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = async (draft: Draft, more: object = {}) => {
    const { page } = await mounted(MoveDialog, {
      draft,
      snapshot: hall,
      detail: null,
      staleText: null,
      busy: false,
      ...more,
    });
    await answered();
    // the dialog stands beside the page
    const at = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    const choose = async (id: string, value: string): Promise<void> => {
      const field = at(id) as HTMLSelectElement;
      field.value = value;
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
      await answered();
    };
    const pick = async (move: string): Promise<void> => {
      at(`move-${move}`)?.click();
      await answered();
    };
    return {
      page,
      at,
      choose,
      pick,
      text: () => at('move-dialog')?.textContent.replace(/\s+/g, ' ') ?? '',
      may: () => !(at('move-save') as HTMLButtonElement).disabled,
      submit: () =>
        at('move-dialog')
          ?.closest('form')
          ?.dispatchEvent(new Event('submit', { cancelable: true })),
      done: () => (page.emitted('commit') ?? []) as [OwnPrompt][],
    };
  };
  const asked = () => server.asked.map(({ body }) => (body as { change: DeskChange }).change);

  it('is shown with what each queue would gain and lose, and done as it was shown', async () => {
    const { text, at, choose, may, submit, done } = await shown(link);
    expect(asked()).toEqual([{ kind: 'assign', windowId: 'w1', queues: [first.code, second.code] }]);
    expect([at(`what-if-${second.code}`)?.className, at(`what-if-${first.code}`)?.className]).toEqual([
      ...['better', 'worse'],
    ]);
    expect(text()).toContain(phrase('move.saved', { n: 120, low: 60, high: 180 }));
    expect(text()).toContain(phrase('move.asOf', { time: '10:00:00' }));
    await choose('move-note', '  午前支援  ');
    expect(may()).toBe(true);
    submit();
    expect(done()).toEqual([[{ kind: 'link', windowId: 'w1', queues: [first.code, second.code], note: '午前支援' }]]);
  });

  it('names queues with how many wait in them, in the signs of the language', async () => {
    const choices = (at: HTMLElement | null) => [...(at?.children ?? [])].map((one) => one.textContent.trim());
    const { at } = await shown(link);
    expect(choices(at('move-queue'))[0]).toBe(`${first.name}（${phrase('unit.people', { n: first.waiting })}）`);
    i18n.global.locale.value = 'en';
    await answered();
    expect(choices(at('move-queue'))[0]).toMatch(new RegExp(`^${first.name} \\(${String(first.waiting)} .*\\)$`));
  });

  it('names the prompt that it stands in for', async () => {
    const { submit, done } = await shown({ ...link, move: 'reassign', replaces: 'p7' });
    expect(asked()).toEqual([{ kind: 'assign', windowId: 'w1', queues: [second.code] }]);
    submit();
    expect(done()).toEqual([[{ kind: 'reassign', windowId: 'w1', queues: [second.code], replaces: 'p7' }]]);
  });

  it.each([
    ['is not qualified', { unqualified: [second.code] }, {}],
    ['the hall is not live', {}, { staleText: '数据静默' }],
    ['another change is on its way', {}, { busy: true }],
  ])('is not done while %s, not even by the keyboard', async (_, foreseen, props) => {
    answer = foreseen;
    const { may, submit, done } = await shown(link, props);
    expect(may()).toBe(false);
    submit();
    expect(done()).toEqual([]);
  });

  it('is not done unseen: where the effect could not be told it is asked again first', async () => {
    answer = refusal(503, 'unavailable');
    const { text, may, submit, done, page } = await shown(link);
    expect(text()).toContain(phrase('move.failed'));
    submit();
    expect([may(), done()]).toEqual([false, []]);
    answer = {};
    document.querySelector<HTMLButtonElement>('.effect button')?.click();
    await answered();
    expect(may()).toBe(true);
    page.unmount();
  });

  it('that changes nothing asks nothing', async () => {
    const { text, may } = await shown({ ...link, queue: first.code });
    expect(text()).toContain(phrase('move.noChange'));
    expect([asked(), may()]).toEqual([[], false]);
  });

  it('to what whoever sits there is not trained for is not played, and says why', async () => {
    const sitting = { ...hall, windows: hall.windows.map((one) => ({ ...one, officerId: 'o1' })) };
    const detail = {
      officers: [{ id: 'o1', name: '警员甲', branches: ['first'] }],
      doc: { queues: [first, second].map(({ code }) => ({ code, branch: code === first.code ? 'first' : 'second' })) },
    };
    const { at } = await shown(link, { snapshot: sitting, detail });
    expect(at('move-untrained')?.textContent).toContain(phrase('move.unqualified', { queues: second.name }));
    const options = [...(at('move-queue')?.querySelectorAll('option') ?? [])];
    expect(options.find(({ value }) => value === second.code)?.disabled).toBe(true);
    expect(options.find(({ value }) => value === first.code)?.disabled).toBe(false);
    expect(asked()).toEqual([]);
  });

  it('to another window takes what can be done there: a closed one is opened', async () => {
    const { at, choose, may, submit, done } = await shown(link);
    await choose('move-window', 'w2');
    expect(asked().at(-1)).toEqual({ kind: 'open', windowId: 'w2', queues: [second.code] });
    expect([at('move-open') !== null, at('move-link')]).toEqual([true, null]);
    expect(may()).toBe(true);
    submit();
    expect(done()).toEqual([[{ kind: 'open', windowId: 'w2', queues: [second.code] }]]);
  });

  it('to close a window is only looked at: it is closed where it is called from', async () => {
    answer = {
      unknown: { [first.code]: { before: null, after: 'no-open-window' } },
      savedMin: { mean: -40, p10: -90, p90: 5 },
    };
    const { at, pick, text, may, submit, done } = await shown(link);
    await pick('close');
    expect(asked().at(-1)).toEqual({ kind: 'close', windowId: 'w1' });
    expect(text()).toContain(phrase('move.unsure', { n: '−40', low: '−90', high: 5 }));
    expect(text()).toContain(phrase('move.unknown', { queue: first.name, why: phrase('move.why.no-open-window') }));
    expect([at('move-note'), at('move-queue'), may()]).toEqual([null, null, false]);
    submit();
    expect(done()).toEqual([]);
  });

  it('begins anew with the next one: no word written about the last is sent with it', async () => {
    const { page, choose, submit, done } = await shown(link);
    await choose('move-note', '旧的说明');
    await page.setProps({ draft: { ...link, move: 'reassign' } });
    await answered();
    submit();
    expect(done()).toEqual([[{ kind: 'reassign', windowId: 'w1', queues: [second.code] }]]);
  });
});
