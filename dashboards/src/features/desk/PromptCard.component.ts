import { message, part, textOf, type Prompt } from '@cockpit/contracts';
import type { Names } from '../prompts/headline';
import { mounted } from '../../testing/mounted';
import PromptCard from './PromptCard.vue';

const NOW = Date.parse('2026-03-09T02:00:00.000Z');
const change = (before: number, after: number) => ({
  beforeP50Sec: before * 60,
  afterP50Sec: after * 60,
  beforeP80Sec: before * 90,
  afterP80Sec: after * 90,
});
const prompt = (over: Partial<Prompt> = {}): Prompt => ({
  id: 'p1',
  hall: 'H32',
  kind: 'open',
  windowId: 'w6',
  queues: ['exit'],
  state: 'shown',
  why: '出入境等候由 34 分钟降至 21 分钟。',
  confidence: 'high',
  predicted: { exit: change(34, 21), household: change(8, 12) },
  gainMin: 94.4,
  decidedAt: new Date(NOW - 20_000).toISOString(),
  expiresAt: new Date(NOW + 160_000).toISOString(),
  ordinal: 3,
  ...over,
});
const NAMED: Record<string, string> = { exit: '出入境', household: '户政', w6: '06' };
const names: Names = {
  queue: (code) => NAMED[code] ?? code,
  window: (id) => NAMED[id] ?? id,
  item: (code) => code,
  hall: (code) => code,
  homeQueue: () => null,
};
const shown = (over: object = {}) =>
  mounted(PromptCard, {
    prompt: prompt(),
    names,
    now: NOW,
    timeZone: 'Asia/Shanghai',
    canAnswer: true,
    busy: false,
    swapped: false,
    more: 0,
    ...over,
  });

describe('the prompt of the desk', () => {
  it('says what to do, why, how long it stands, and what it would bring', async () => {
    const { page } = await shown({ more: 2 });
    expect(page.get('h2').text()).toContain('06');
    const text = page.text().replace(/\s+/g, ' ');
    for (const part of ['出入境', '34 → 21', '2:40', '94', prompt().why]) expect(text).toContain(part);
    expect(page.get('.kind').text()).toContain('2');
  });

  it('says one pair of figures for one effect', async () => {
    const words = message('why.link-shared', {
      window: '7',
      home: '户政',
      queue: '出入境',
      crowd: part('crowd.waiting', { waiting: 12 }),
      relief: part('relief.most', { queue: '出入境', before: 51, after: 32 }),
      gives: part('gives.half', { queue: '户政', before: 8, after: 12 }),
    });
    const aim = { queue: 'exit', horizon: 'now' as const, giver: 'household' };
    const seen = await shown({ prompt: prompt({ words, aim }) });
    expect(seen.page.text()).toContain('34 → 21');
    expect(seen.page.text()).toContain(
      textOf(
        'why.link-shared',
        {
          window: '7',
          home: '户政',
          queue: '出入境',
          relief: '',
          gives: '',
          crowd: part('crowd.waiting-at', { time: '09:59', waiting: 12 }),
        },
        'zh-CN',
      ),
    );
    // where no figure stands above, the sentence keeps its own
    const unseen = await shown({ prompt: prompt({ words, predicted: { exit: change(34, 34) } }) });
    expect(unseen.page.text()).toContain('51');
  });

  it('marks the wait that becomes longer, and leaves out what nobody would notice', async () => {
    const { page } = await shown({
      prompt: prompt({ predicted: { exit: change(34, 21), household: change(8, 12), order: change(5, 5) } }),
    });
    const rows = page.findAll('.changes li');
    expect(rows.map((row) => [row.text().includes('户政'), row.find('em').classes('worse')])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('is accepted, declined or done otherwise by its three buttons', async () => {
    const { page, byTestId } = await shown();
    for (const id of ['prompt-accept', 'prompt-decline', 'prompt-instead']) await byTestId(id).trigger('click');
    expect(['accept', 'decline', 'instead'].map((event) => page.emitted(event)?.length)).toEqual([1, 1, 1]);
  });

  it.each([{ busy: true }, { swapped: true }])(
    'cannot be answered by a click meant for another one: %j',
    async (state) => {
      const { page, byTestId } = await shown(state);
      await byTestId('prompt-accept').trigger('click');
      expect(page.emitted('accept')).toBeUndefined();
      expect(page.findAll('button').every((button) => button.attributes('disabled') !== undefined)).toBe(true);
    },
  );

  it('says to whoever may not answer that it is only to be read', async () => {
    const { page } = await shown({ canAnswer: false });
    expect(page.findAll('button').length).toBe(0);
    expect(page.findAll('.why').length).toBe(2);
  });

  it('shows the way to another hall with both waits', async () => {
    const { byTestId } = await shown({
      prompt: prompt({
        kind: 'other-hall',
        toHall: 'H33',
        way: { name: '东湖大厅', hereP50Sec: 2400, travelMin: 12.4, thereP50Sec: 300 } as Prompt['way'],
      }),
    });
    const text = byTestId('prompt-way').text();
    for (const part of ['40', '12', '5']) expect(text).toContain(part);
  });

  it('says how evenly people wait only where that changes as far as it is shown', async () => {
    const shares = async (before: number, after: number) =>
      (await shown({ prompt: prompt({ fairness: { before, after } }) })).byTestId('prompt-fairness');
    expect((await shares(0.962, 0.958)).exists()).toBe(false);
    expect((await shares(0.8, 0.9)).text()).toMatch(/0\.80.*0\.90/);
  });
});
