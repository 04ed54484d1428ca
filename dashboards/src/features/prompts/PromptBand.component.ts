import { chinese, message, part, textOf, type LiveHall, type LiveQueue, type Prompt } from '@cockpit/contracts';
import { timeOfDay } from '../../shared/format';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { CALM_HALL, SAMPLE_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import type { Ahead } from '../wall/ahead';
import PromptBand from './PromptBand.vue';

const names = { queue: String, window: String, item: String, hall: String, homeQueue: () => null };
const shown = async (snapshot: LiveHall, ahead: Ahead | null = null, past = false) =>
  (await mounted(PromptBand, { snapshot, names, now: SAMPLE_NOW, staleText: null, isTwin: false, ahead, past })).page;
const stale = async (snapshot: LiveHall) => {
  const props = { snapshot, names, now: SAMPLE_NOW, staleText: '没有数据', isTwin: false, ahead: null };
  return (await mounted(PromptBand, props)).page.get('.why').text();
};
const all = (over: Partial<LiveQueue>): LiveHall => ({
  ...CALM_HALL,
  queues: CALM_HALL.queues.map((queue) => ({ ...queue, ...over })),
  windows: CALM_HALL.windows.map((one) => (one.state === 'fault' ? { ...one, state: 'closed' } : one)),
});
const AHEAD = { at: SAMPLE_NOW + 3_600_000, arrivals: 46, needed: 22, there: 20 };

describe('the band of the wall', () => {
  it('begins with the worst trouble in words, whether or not there is something to do', async () => {
    const troubled = {
      ...CALM_HALL,
      queues: CALM_HALL.queues
        .map((queue) =>
          queue.code === 'order'
            ? { ...queue, level: 'overloaded' as const, waiting: 11, longestWaitSec: 1740 }
            : queue,
        )
        .map((queue) => (queue.code === 'order' ? queue : { ...queue, level: 'normal' as const })),
    };
    const said = (await shown(troubled)).get('[data-testid="worst"]').text().replace(/\s+/g, ' ');
    expect(said).toBe(`治安 ${phrase('prompt.worst.people', { n: 11 })} · ${phrase('map.longest', { minutes: 29 })}`);
    expect((await shown(SAMPLE_HALL)).findAll('[data-testid="worst"]')).toHaveLength(1);
  });

  it('names the worst trouble also where the prompt is for another queue, and says for which', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const helped = Object.keys(prompt.predicted)[0] ?? '';
    const hall = (worst: string): LiveHall => ({
      ...SAMPLE_HALL,
      queues: SAMPLE_HALL.queues.map((queue) => ({
        ...{ ...queue, level: 'overloaded' as const, waiting: 7 },
        longestWaitSec: queue.code === worst ? 5400 : 1200,
      })),
    });
    const [other] = SAMPLE_HALL.queues.filter(({ code }) => !(code in prompt.predicted));
    const page = await shown(hall(other?.code ?? ''));
    expect(page.get('[data-testid="worst"]').text()).toContain(other?.name);
    expect(page.get('[data-testid="aimed"]').text()).toMatch(anyPhrase('prompt.aimedAt', { n: 7 }));
    expect((await shown(hall(helped))).find('[data-testid="aimed"]').exists()).toBe(false);
  });

  it('shows large how many fewer are sent home unserved, where the prompt is given for them', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt?.words === undefined) throw new Error('the sample has no prompt');
    const words = {
      ...prompt.words,
      params: { ...prompt.words.params, relief: part('relief.closing', { people: 3 }) },
    };
    const page = await shown({ ...SAMPLE_HALL, prompts: [{ ...prompt, words }] });
    expect(page.get('[data-testid="fewer-at-closing"]').text()).toContain(phrase('unit.people', { n: 3 }));
    expect(page.text()).toContain(textOf('relief.closing', { people: 3 }, 'zh-CN'));
    expect((await shown(SAMPLE_HALL)).find('[data-testid="fewer-at-closing"]').exists()).toBe(false);
  });

  it('says what to do about the worst trouble beside a prompt for another queue', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const [other] = SAMPLE_HALL.queues.filter(({ code }) => !(code in prompt.predicted));
    const code = other?.code ?? '';
    const hall = (helplessOf: string): LiveHall => ({
      ...SAMPLE_HALL,
      queues: SAMPLE_HALL.queues.map((queue) => ({
        ...{ ...queue, level: 'overloaded' as const, waiting: 7 },
        longestWaitSec: queue.code === code ? 5400 : 1200,
      })),
      helpless: [
        {
          ...{ queue: helplessOf, waiting: 7, longestWaitSec: 5400, reasons: [] },
          remains: [{ code: 'guide' as const, params: { item: '居住证', channel: 'self-service' } }],
        },
      ],
    });
    expect((await shown(hall(code))).get('[data-testid="todo"]').text()).toBe(
      phrase('prompt.helpless.first', { what: textOf('helpless.guide', { item: '居住证' }, 'zh-CN') }),
    );
    const ofAnother = await shown(hall(Object.keys(prompt.predicted)[0] ?? ''));
    expect(ofAnother.get('[data-testid="todo"]').text()).toBe(phrase('prompt.quiet.trouble'));
  });

  it('says of a trouble for which nothing is suggested that this is so, and for which queue the prompt is', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const [helped = ''] = Object.keys(prompt.predicted);
    const [other] = SAMPLE_HALL.queues.filter(({ code }) => !(code in prompt.predicted));
    const page = await shown({
      ...SAMPLE_HALL,
      helpless: [],
      queues: SAMPLE_HALL.queues.map((queue) => ({
        ...{ ...queue, level: 'normal' as const, waiting: 8, longestWaitSec: 420 },
        ...(queue.code === other?.code ? { level: 'busy' as const, waiting: 4, longestWaitSec: 900 } : {}),
      })),
    });
    const name = SAMPLE_HALL.queues.find(({ code }) => code === helped)?.name ?? '';
    expect(page.get('[data-testid="worst"]').text().replace(/\s+/g, ' ')).toContain(
      `${other?.name ?? ''} ${phrase('prompt.worst.people', { n: 4 })} · ${phrase('map.longest', { minutes: 15 })}`,
    );
    expect(page.get('[data-testid="todo"]').text()).toBe(phrase('prompt.quiet.trouble'));
    expect(page.get('[data-testid="aimed"]').text()).toBe(phrase('prompt.aimedAt', { queue: name, n: 8 }));
  });

  it('says beside a prompt what is expected, or that all is calm now', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const [code = ''] = Object.keys(prompt.predicted);
    const hall = (beforeMin: number): LiveHall => ({
      ...SAMPLE_HALL,
      warnings: [],
      queues: SAMPLE_HALL.queues.map((queue) => ({ ...queue, level: 'normal' as const, targetMin: 15 })),
      prompts: [
        {
          ...prompt,
          predicted: {
            [code]: { beforeP50Sec: beforeMin * 60, afterP50Sec: 300, beforeP80Sec: beforeMin * 60, afterP80Sec: 300 },
          },
        },
      ],
    });
    expect((await shown(hall(34))).get('[data-testid="expected"]').text()).toContain(
      phrase('prompt.expected', { min: 34 }),
    );
    expect((await shown(hall(12))).get('[data-testid="calm-now"]').text()).toBe(phrase('prompt.calmNow'));
    // one or two who have just come to a busy queue need nobody, but nobody calls that calm
    const calm = hall(12);
    const queues = calm.queues.map((queue) =>
      queue.code === code
        ? { ...queue, waiting: 7, longestWaitSec: 180 }
        : { ...queue, level: 'busy' as const, waiting: 1, longestWaitSec: 0, predictedP50Sec: 1200 },
    );
    expect((await shown({ ...calm, queues })).get('[data-testid="calm-now"]').text()).toContain(
      phrase('prompt.mostlyCalm'),
    );
  });

  it('calls no hall calm of which it is warned', async () => {
    const calm = all({ level: 'normal', predictedP50Sec: 300 });
    const [warning] = SAMPLE_HALL.warnings;
    if (warning === undefined) throw new Error('the sample has no warning');
    const firing = { ...warning, condition: 'firing' as const, handling: 'new' as const };
    const warned = await shown({ ...calm, warnings: [{ ...firing, rule: 'window-idle' }] });
    expect(warned.get('.do').text()).toMatch(anyPhrase('prompt.quiet.warned'));
    // and not in green
    expect(warned.get('section').classes()).toContain(firing.severity);
    const words = message('warning.queue-predicted-wait', { queue: '内保', value: 16, limit: 15 });
    const foretold = await shown({ ...calm, warnings: [{ ...firing, rule: 'queue-predicted-wait', words }] });
    expect(foretold.get('[data-testid="expected"]').text().replace(/\s+/g, ' ')).toBe(
      `内保 ${phrase('prompt.expectedUpTo', { min: 16 })}`,
    );
    expect(foretold.get('.do').text()).toBe(phrase('prompt.quiet.expected', { queue: '内保' }));
    expect(foretold.get('section').classes()).toContain('yellow');
    expect(foretold.find('[data-testid="calm-facts"]').exists()).toBe(true);
  });

  it('says of a wait that is expected who comes back for it, where somebody does', async () => {
    const base = all({ level: 'normal', predictedP50Sec: 300, waiting: 0, longestWaitSec: null });
    const [queue, ...others] = base.queues;
    if (queue === undefined) throw new Error('the sample has no queue');
    const busy = {
      ...queue,
      level: 'busy' as const,
      waiting: 1,
      longestWaitSec: 60,
      targetMin: 15,
      predictedP50Sec: 960,
    };
    const hall = { ...base, queues: [busy, ...others], warnings: [] };
    const windows = base.windows.map((one) => ({ ...one, state: 'serving' as const, absence: undefined }));
    const quiet = await shown({ ...hall, windows });
    expect(quiet.get('.do').text()).toBe(phrase('prompt.quiet.expected', { queue: queue.name }));
    const fault = windows.map((one, i) => (i === 0 ? { ...one, number: '09', state: 'fault' as const } : one));
    const broken = await shown({ ...hall, windows: fault });
    expect(broken.get('.do').text()).toBe(phrase('prompt.quiet.fault', { windows: '09' }));
    const backAt = new Date(SAMPLE_NOW + 4 * 60_000).toISOString();
    const away = windows.map((one, i) =>
      i === 0 ? { ...one, number: '09', queues: [queue.code], absence: { kind: 'break' as const, backAt } } : one,
    );
    const back = await shown({ ...hall, windows: away });
    expect(back.get('.do').text()).toBe(
      phrase('prompt.back', { window: '09', time: timeOfDay(Date.parse(backAt), CALM_HALL.timeZone) }),
    );
  });

  it('speaks of what still holds of a window, not of its fault that is over', async () => {
    const calm = all({ level: 'normal', predictedP50Sec: 300 });
    const [warning] = SAMPLE_HALL.warnings;
    const window = calm.windows.find(({ state }) => state !== 'fault' && state !== 'idle');
    if (warning === undefined || window === undefined)
      throw new Error('the sample has no warning or no window at work');
    const scope = { kind: 'window' as const, code: window.windowId };
    const of = { ...warning, scope, condition: 'firing' as const, handling: 'new' as const };
    const { number } = window;
    const fault = message('warning.window-fault', { window: number, value: 8 });
    const overload = message('warning.window-overload', { window: number, value: 48, limit: 45 });
    const page = await shown({
      ...calm,
      warnings: [
        { ...of, id: 'fault', severity: 'red', words: fault, condition: 'recovering' },
        { ...of, id: 'overload', severity: 'red', words: overload, since: new Date(SAMPLE_NOW).toISOString() },
      ],
    });
    expect(page.get('.do').text().replace(/\s+/g, ' ')).toBe(
      phrase('prompt.quiet.warned', { what: chinese(overload) }),
    );
  });

  it('says of a calm hall that its data are late, or whom to ask after what was agreed', async () => {
    const calm = all({ level: 'normal', predictedP50Sec: 300 });
    const feeds = calm.feeds.map((feed) => ({ ...feed, state: 'stale' as const }));
    const late = await shown({ ...calm, feeds });
    expect(late.get('.do').text()).toBe(phrase('prompt.quiet.calmLate'));
    expect(late.get('section').classes()).toContain('yellow');
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const words = message('order.link', { queues: ['户政'], window: '12' });
    const told = (min: number) => ({
      ...{ to: 'guide' as const, state: 'told' as const, raised: 0, seenAt: null, answeredAt: null, words },
      ...{ answeredBy: null, reason: null, endedAt: null, steps: [] },
      toldAt: new Date(SAMPLE_NOW - min * 60_000).toISOString(),
    });
    const agreed = async (min: number, past = false) => {
      const prompts = [{ ...prompt, state: 'accepted' as const, orders: [told(min)] }];
      return (await shown({ ...calm, prompts }, null, past)).get('.do').text();
    };
    expect(await agreed(7)).toBe(phrase('prompt.quiet.calmChase', { who: phrase('prompt.asked.guide') }));
    expect(await agreed(2)).toBe(phrase('prompt.quiet.calm'));
    expect(await agreed(7, true)).toBe(phrase('prompt.quiet.calm'));
  });

  it('calls no hall all calm in which a window is out of order, before that is warned of as well', async () => {
    const calm = all({ level: 'normal', predictedP50Sec: 300 });
    const windows = calm.windows.map((one, i) =>
      i < 2 ? { ...one, number: `0${String(i + 1)}`, state: 'fault' as const } : one,
    );
    const page = await shown({ ...calm, windows, warnings: [] });
    expect(page.get('.do').text()).toBe(phrase('prompt.quiet.calmFault', { windows: '01、02' }));
    expect(page.get('section').classes()).toContain('yellow');
    const [warning] = SAMPLE_HALL.warnings;
    if (warning === undefined) throw new Error('the sample has no warning');
    const words = message('warning.item-wait', { item: '会见', value: 70, limit: 60 });
    const other = { ...warning, condition: 'firing' as const, handling: 'new' as const, rule: 'item-wait', words };
    const said = async (severity: 'yellow' | 'red', ...rest: typeof SAMPLE_HALL.warnings) =>
      (await shown({ ...calm, windows, warnings: [{ ...other, severity }, ...rest] })).get('.do').text();
    expect(await said('yellow')).toBe(phrase('prompt.quiet.fault', { windows: '01、02' }));
    expect(await said('red')).toMatch(anyPhrase('prompt.quiet.warned'));
    const [broken] = windows;
    const scope = { kind: 'window' as const, code: broken?.windowId ?? '' };
    const known = { ...other, id: 'known', rule: 'window-fault', scope, severity: 'yellow' as const };
    expect(await said('yellow', known)).toBe(phrase('prompt.quiet.fault', { windows: '02' }));
    const feeds = calm.feeds.map((feed) => ({ ...feed, state: 'stale' as const }));
    const late = await shown({ ...calm, feeds, windows, warnings: [] });
    expect(late.get('.do').text()).toBe(phrase('prompt.quiet.calmLateFault', { windows: '01、02' }));
  });

  it('says what a prompt saves with the range, where one is known', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const { words: _, ...rest } = prompt;
    const fall = (beforeP50Sec: number, afterP50Sec: number) => ({
      ...rest,
      ...{ predicted: { 'exit-entry': { beforeP50Sec, afterP50Sec, beforeP80Sec: 3000, afterP80Sec: 2800 } } },
    });
    const gainBand = { lowMin: 7.2, highMin: 17.4 };
    const n = Math.round(prompt.gainMin);
    const said = async (one: Prompt) => (await shown({ ...SAMPLE_HALL, prompts: [one] })).text();
    const range = phrase('prompt.gainRange', { low: 7, high: 17 });
    expect(await said({ ...fall(2040, 1980), gainBand })).toContain(range);
    expect(await said(fall(2040, 1980))).not.toContain(range);
    expect(await said({ ...fall(2040, 1200), gainBand })).toContain(
      phrase('prompt.gainRanged', { n, low: 7, high: 17 }),
    );
    expect(await said(fall(2040, 1200))).toContain(phrase('prompt.gain', { n }));
  });

  it('has somebody asked after a measure that nobody has confirmed', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const [code = ''] = Object.keys(prompt.predicted);
    const order = {
      ...{ to: 'window' as const, state: 'told' as const, raised: 0, seenAt: null, answeredAt: null },
      ...{ answeredBy: null, reason: null, endedAt: null, steps: [] },
      toldAt: new Date(SAMPLE_NOW - 7 * 60_000).toISOString(),
      words: message('order.link', { queues: ['户政'], window: '12' }),
    };
    const hall: LiveHall = {
      ...SAMPLE_HALL,
      queues: SAMPLE_HALL.queues.map((queue) => ({
        ...queue,
        ...(queue.code === code ? { level: 'overloaded' as const, waiting: 9, longestWaitSec: 2400 } : { waiting: 0 }),
      })),
    };
    const page = await shown({ ...hall, prompts: [{ ...prompt, state: 'accepted', orders: [order] }] });
    expect(page.get('.do').text()).toMatch(anyPhrase('prompt.chase', { min: 7 }));
    order.toldAt = new Date(SAMPLE_NOW - 60_000).toISOString();
    const soon = await shown({ ...hall, prompts: [{ ...prompt, state: 'accepted', orders: [order] }] });
    expect(soon.get('.do').text()).toMatch(
      anyPhrase('prompt.quiet.toConfirm', { who: phrase('prompt.asked.window', { window: 'w6' }) }),
    );
    // its window ends its ticket first, however long that takes, and is asked only after that
    order.toldAt = new Date(SAMPLE_NOW - 21 * 60_000).toISOString();
    const saidOf = async (freeAt: string | null) =>
      (await shown({ ...hall, prompts: [{ ...prompt, state: 'accepted', orders: [order], freeAt }] }))
        .get('.do')
        .text();
    expect(await saidOf(null)).toMatch(anyPhrase('prompt.quiet.finishes'));
    expect(await saidOf(new Date(SAMPLE_NOW - 60_000).toISOString())).toMatch(anyPhrase('prompt.quiet.toConfirm'));
    expect(await saidOf(new Date(SAMPLE_NOW - 6 * 60_000).toISOString())).toMatch(
      anyPhrase('prompt.chase', { min: 6 }),
    );
    order.toldAt = new Date(SAMPLE_NOW - 60_000).toISOString();
    const led = { ...prompt, state: 'accepted' as const, orders: [{ ...order, to: 'guide' as const }] };
    expect((await shown({ ...hall, prompts: [led] })).get('.do').text()).toMatch(
      anyPhrase('prompt.quiet.toConfirm', { who: phrase('prompt.asked.guide') }),
    );
  });

  it('shows trouble and measure of one queue where that is about as bad as the worst', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const helped = Object.keys(prompt.predicted)[0] ?? '';
    const queues = SAMPLE_HALL.queues.map((queue) => ({
      ...{ ...queue, level: 'overloaded' as const, waiting: 7, predictedP50Sec: null },
      longestWaitSec: queue.code === helped ? 1500 : 2400,
    }));
    const page = await shown({ ...SAMPLE_HALL, queues });
    const name = queues.find(({ code }) => code === helped)?.name ?? '';
    expect(page.get('[data-testid="worst"]').text()).toContain(name);
    expect(page.find('[data-testid="aimed"]').exists()).toBe(false);
  });

  it('calls a line that nobody stands in no trouble', async () => {
    const page = await shown(all({ level: 'busy', waiting: 0, longestWaitSec: null, predictedP50Sec: 300 }));
    expect(page.find('[data-testid="worst"]').exists()).toBe(false);
    expect(page.get('.do').text()).toBe(phrase('prompt.quiet.calm'));
  });

  it('calls it no trouble that one or two have just come, and says what the next one waits', async () => {
    const page = await shown(
      all({ level: 'busy', waiting: 2, longestWaitSec: 60, targetMin: 15, predictedP50Sec: 1200 }),
    );
    expect(page.find('[data-testid="worst"]').exists()).toBe(false);
    expect(page.get('[data-testid="expected"]').text()).toContain(phrase('prompt.expectedNow', { min: 20 }));
    expect(page.find('[data-testid="calm-facts"]').exists()).toBe(true);
  });

  it('says what remains of no other queue than the one in trouble beside it', async () => {
    const queues = CALM_HALL.queues.map((queue) => ({
      ...{ ...queue, level: 'overloaded' as const, waiting: 9, predictedP50Sec: null },
      longestWaitSec: queue.code === 'order' ? 1000 : 3600,
    }));
    const helpless = [{ queue: 'order', waiting: 9, longestWaitSec: 1000, reasons: [], remains: [] }];
    const page = await shown({ ...CALM_HALL, queues, helpless });
    expect(page.get('[data-testid="worst"]').text()).not.toContain('治安');
    expect(page.find('[data-testid="helpless"]').exists()).toBe(false);
    expect(page.get('.do').text()).toBe(phrase('prompt.quiet.trouble'));
  });

  it('writes what all save together large where the fall is hardly one', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const [code = ''] = Object.keys(prompt.predicted);
    const change = { beforeP50Sec: 5640, afterP50Sec: 5580, beforeP80Sec: 6600, afterP80Sec: 6540 };
    const page = await shown({
      ...SAMPLE_HALL,
      prompts: [{ ...prompt, gainMin: 80.4, predicted: { [code]: change } }],
    });
    expect(page.get('.numbers').text()).toBe(`80${phrase('unit.min')}`);
  });

  it('gives one pair of figures for one effect', async () => {
    const [prompt] = SAMPLE_HALL.prompts;
    if (prompt === undefined) throw new Error('the sample has no prompt');
    const words = message('why.open', {
      ...{ window: '7', minutes: 45, queue: '出入境', crowd: part('crowd.waiting', { waiting: 21 }), gives: '' },
      relief: part('relief.most', { queue: '出入境', before: 74, after: 72 }),
    });
    const page = await shown({ ...SAMPLE_HALL, prompts: [{ ...prompt, words }] });
    expect(page.get('.why').text()).toBe(
      textOf(
        'why.open',
        {
          ...{ window: '7', minutes: 45, queue: '出入境', relief: '', gives: '' },
          crowd: part('crowd.waiting-at', { time: '10:23', waiting: 21 }),
        },
        'zh-CN',
      ),
    );
    expect(page.findAll('.numbers')).toHaveLength(1);
    expect(page.text()).not.toMatch(/7[24]/);
  });

  it('says after hours how many are still inside', async () => {
    const late = (waiting: number): LiveHall => ({ ...all({ waiting }), open: false });
    const count = CALM_HALL.queues.length * 2;
    expect((await shown(late(2))).get('.do').text()).toMatch(anyPhrase('prompt.quiet.servingOut', { waiting: count }));
    expect((await shown(late(0))).get('.do').text()).toMatch(anyPhrase('prompt.quiet.afterHours'));
  });

  it('names the trouble of which it says what remains, and begins with what to do', async () => {
    const queues = CALM_HALL.queues.map((queue) => ({
      ...{ ...queue, level: 'overloaded' as const, waiting: 9, predictedP50Sec: null },
      longestWaitSec: queue.code === 'order' ? 2400 : 3600,
    }));
    const remains = [
      { code: 'guide' as const, params: { item: '居住证', channel: 'self-service' } },
      { code: 'other-hall' as const, params: { hall: '东城大厅', minutes: 17 } },
    ];
    const reasons = [{ code: 'unqualified' as const, params: { windows: 3 } }];
    const because = [{ words: message('because.declined', { window: '17', minutes: 9 }), windowId: 'w17' }];
    const helpless = [{ queue: 'order', waiting: 9, longestWaitSec: 2400, reasons, remains, because }];
    const page = await shown({ ...CALM_HALL, queues, helpless });
    expect(page.get('[data-testid="worst"]').text()).toContain('治安');
    expect(page.get('.do').text()).toBe(
      phrase('prompt.helpless.first', { what: textOf('helpless.guide', { item: '居住证' }, 'zh-CN') }),
    );
    expect(page.get('[data-testid="helpless"]').text()).toBe(
      `${textOf('because.declined', { window: '17', minutes: 9 }, 'zh-CN')}；${phrase('prompt.helpless.also', { list: textOf('helpless.other-hall', { hall: '东城大厅', minutes: 17 }, 'zh-CN') })}`,
    );
  });

  it('is of the queue that a window can help, where that is about as bad as the worst', async () => {
    const worst = CALM_HALL.queues.find(({ code }) => code !== 'order')?.code ?? '';
    const said = async (orderSec: number): Promise<string> => {
      const queues = CALM_HALL.queues.map((queue) => ({
        ...{ ...queue, waiting: 9, predictedP50Sec: null, longestWaitSec: queue.code === 'order' ? orderSec : 3600 },
        level: queue.code === 'order' || queue.code === worst ? ('overloaded' as const) : ('normal' as const),
      }));
      const stuck = { waiting: 9, longestWaitSec: orderSec, reasons: [], remains: [] };
      const helpless = [
        { ...stuck, queue: worst },
        { ...stuck, queue: 'order', untold: { windowId: 'w17', number: '17' } },
      ];
      const page = await shown({ ...CALM_HALL, windows: [], queues, helpless });
      return `${page.get('[data-testid="worst"]').text()} ${page.get('.do').text()}`;
    };
    expect(await said(2400)).toMatch(inSequence('治安', phrase('prompt.helpless.move', { window: 17, queue: '治安' })));
    expect(await said(1000)).not.toContain('治安');
  });

  it('of a calm hall tells the next peak, who is there and needed then, and the day so far', async () => {
    const page = await shown(all({ level: 'normal' }), AHEAD);
    expect(page.find('[data-testid="worst"]').exists()).toBe(false);
    const fact = (key: string) => page.get(`[data-testid="calm-${key}"]`);
    expect(fact('peak').text()).toContain('11:24');
    expect(fact('peak').text()).toContain('46');
    expect(fact('staff').get('dd').text()).toBe('20 / 22');
    expect(fact('staff').classes()).toContain('short');
    expect(fact('mean').get('dd').text()).toMatch(new RegExp(`^${phrase('unit.minutes', { n: String.raw`\d+` })}$`));
  });

  it('says of a calm moment that is played again what was known then, and calls nothing today', async () => {
    const queues = CALM_HALL.queues.map((queue) => ({ ...queue, level: 'normal' as const, longestWaitSec: 180 }));
    const props = { snapshot: { ...CALM_HALL, queues }, names, now: SAMPLE_NOW, staleText: null, isTwin: false };
    const { page } = await mounted(PromptBand, { ...props, ahead: null, past: true });
    const facts = page.get('[data-testid="calm-facts"]');
    expect(facts.text()).toContain(`${phrase('calm.past.longest')}${phrase('unit.minutes', { n: 3 })}`);
    expect(facts.text()).toMatch(new RegExp(`${phrase('calm.past.serving')}\\d`));
    expect(facts.text()).toContain(phrase('calm.past.mean'));
    expect(facts.text()).not.toContain(phrase('calm.mean'));
  });

  it('says of a hall that was never fed what comes next, and of an interrupted one whom to call', async () => {
    const feeds = CALM_HALL.feeds.map((feed) => ({
      ...feed,
      state: 'never' as const,
      ageSec: null,
      lastEventAt: null,
    }));
    expect(await stale({ ...CALM_HALL, feeds })).toContain(phrase('prompt.quiet.neverFed'));
    expect(await stale({ ...CALM_HALL, feeds: [] })).toContain(phrase('prompt.quiet.neverFed'));
    expect(await stale({ ...CALM_HALL, feeds: feeds.map((feed) => ({ ...feed, state: 'silent' as const })) })).toBe(
      phrase('prompt.quiet.staleDo'),
    );
  });

  it('promises no peak where none is known, and says nothing of the sort of a hall in trouble', async () => {
    const calm = await shown(all({ level: 'normal' }));
    expect(calm.find('[data-testid="calm-peak"]').exists()).toBe(false);
    const busy = await shown(all({ level: 'busy' }), AHEAD);
    expect(busy.find('[data-testid="calm-facts"]').exists()).toBe(false);
  });
});
