import { message, part, textOf, type LiveHall, type LiveQueue, type Prompt, type Situation } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { CALM_HALL, SAMPLE_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import type { Ahead } from '../wall/ahead';
import PromptBand from './PromptBand.vue';

const QUEUES: Record<string, string> = { household: '户政', 'exit-entry': '出入境', traffic: '交管', order: '治安' };
const names = {
  queue: (code: string) => QUEUES[code] ?? code,
  window: String,
  item: String,
  hall: String,
  homeQueue: () => null,
};
const shown = async (snapshot: LiveHall, ahead: Ahead | null = null, past = false) =>
  (await mounted(PromptBand, { snapshot, names, now: SAMPLE_NOW, staleText: null, isTwin: false, ahead, past })).page;
const stale = async (snapshot: LiveHall) => {
  const props = { snapshot, names, now: SAMPLE_NOW, staleText: '没有数据', isTwin: false, ahead: null };
  return (await mounted(PromptBand, props)).page.get('.why').text();
};
const [prompt] = SAMPLE_HALL.prompts;
const [warning] = SAMPLE_HALL.warnings;
if (prompt === undefined || warning === undefined) throw new Error('the sample has no prompt or no warning');
const CALM: Situation = {
  kind: 'calm',
  level: 'normal',
  prompted: false,
  answer: { code: 'calm', late: false },
  chased: [],
};
const WORST: Situation = {
  ...CALM,
  kind: 'worst',
  level: 'overloaded',
  queue: 'traffic',
  wait: { min: 35, kind: 'longest' },
};
const EXPECTED: Situation = {
  ...CALM,
  kind: 'expected',
  level: 'busy',
  queue: 'order',
  wait: { min: 16, kind: 'most' },
};
const NONE = { code: 'none' } as const;
const hall = (situation: Situation, over: Partial<LiveHall> = {}): LiveHall => ({ ...CALM_HALL, situation, ...over });
const prompts = [prompt];
const textIn = async (snapshot: LiveHall, testId: string, past = false): Promise<string | null> => {
  const found = (await shown(snapshot, null, past)).find(`[data-testid="${testId}"]`);
  return found.exists() ? found.text().replace(/\s+/g, ' ') : null;
};
const headlineOf = async (snapshot: LiveHall, past = false) =>
  (await shown(snapshot, null, past)).get('.do').text().replace(/\s+/g, ' ');
const all = (over: Partial<LiveQueue>): LiveHall => ({
  ...CALM_HALL,
  queues: CALM_HALL.queues.map((queue) => ({ ...queue, ...over })),
  windows: CALM_HALL.windows.map((one) => (one.state === 'fault' ? { ...one, state: 'closed' } : one)),
});
const AHEAD = { at: SAMPLE_NOW + 3_600_000, arrivals: 46, needed: 22, there: 20 };

describe('the left of the band', () => {
  it('is the worst trouble by its figures, whether or not there is something to do', async () => {
    const said = `交管 ${phrase('prompt.worst.people', { n: 21 })} · ${phrase('map.longest', { minutes: 35 })}`;
    expect(await textIn(hall({ ...WORST, answer: NONE }), 'worst')).toBe(said);
    expect(await textIn(SAMPLE_HALL, 'worst')).toContain(said);
    const next = { min: 17, kind: 'next' } as const;
    expect(await textIn(hall({ ...WORST, wait: next }), 'worst')).toContain(phrase('prompt.expectedNow', { min: 17 }));
  });

  it('has its answer beside it where the prompt is for it, else below it, and the prompt says for which it is', async () => {
    const beside = hall({ ...WORST, queue: 'exit-entry', prompted: true, answer: NONE }, { prompts });
    expect([await textIn(beside, 'aimed'), await textIn(beside, 'todo')]).toEqual([null, null]);
    const other = hall({ ...WORST, answer: { code: 'call', windows: ['w3'] } }, { prompts });
    expect(await textIn(other, 'aimed')).toBe(phrase('prompt.aimedAt', { queue: '出入境', n: 12 }));
    expect(await textIn(other, 'todo')).toBe(phrase('prompt.helpless.call', { windows: 'w3' }));
    expect(await textIn(SAMPLE_HALL, 'todo')).toBe(phrase('prompt.quiet.trouble'));
    // what was not said then was not judged impossible
    expect(await textIn(SAMPLE_HALL, 'todo', true)).toBeNull();
  });

  it('is a wait that is expected, or beside a prompt that all is calm now, unless a red warning is open', async () => {
    expect(await textIn(hall(EXPECTED), 'expected')).toBe(`治安 ${phrase('prompt.expectedUpTo', { min: 16 })}`);
    const usual = { ...EXPECTED, queue: 'exit-entry', wait: { min: 34, kind: 'usual' }, prompted: true } as const;
    expect(await textIn(hall(usual, { prompts }), 'expected')).toContain(phrase('prompt.expected', { min: 34 }));
    expect(await textIn(hall(CALM, { prompts }), 'calm-now')).toBe(phrase('prompt.calmNow'));
    expect(await textIn(hall(CALM, { prompts }), 'aimed')).not.toBeNull();
    expect(await textIn(hall({ ...CALM, level: 'overloaded' }, { prompts }), 'calm-now')).toBeNull();
    expect(await textIn(hall(CALM), 'calm-now')).toBeNull();
  });

  it('is nothing while the hall is closed, nor what another queue of the same name is', async () => {
    expect(await textIn(hall(WORST, { open: false }), 'worst')).toBeNull();
    const twins = CALM_HALL.queues.map((queue) => ({ ...queue, name: '户政' }));
    expect(await textIn(hall(WORST, { queues: twins }), 'worst')).toContain(phrase('prompt.worst.people', { n: 21 }));
  });
});

describe('what to do first', () => {
  const order = {
    to: 'window' as const,
    state: 'told' as const,
    raised: 0,
    seenAt: null,
    answeredAt: null,
    answeredBy: null,
    reason: null,
    endedAt: null,
    steps: [],
    toldAt: new Date(SAMPLE_NOW).toISOString(),
    words: message('order.link', { queues: ['户政'], window: '12' }),
  };
  const accepted = { ...prompt, state: 'accepted' as const, orders: [order] };
  const led = { ...accepted, id: 'led', orders: [{ ...order, to: 'guide' as const }] };
  const what = phrase('prompt.do.open', { window: 'w6', queues: '出入境' });
  const who = phrase('prompt.asked.window', { window: 'w6' });
  const idle = message('warning.window-works', { window: '3' });
  const over = { prompts: [accepted, led], warnings: [{ ...warning, words: idle }] };
  const back = '2026-11-20T02:28:00.000Z';
  const cases: [Situation['answer'], string][] = [
    [{ code: 'fault', windows: ['01', '02'] }, phrase('prompt.quiet.fault', { windows: '01、02' })],
    [
      { code: 'warned', warning: 'r', n: 1 },
      phrase('prompt.quiet.warned', { what: textOf('warning.window-works', { window: '3' }, 'zh-CN') }),
    ],
    [{ code: 'chase', prompt: 'p1', min: 7 }, phrase('prompt.chase', { who, what, min: 7 })],
    [{ code: 'call', windows: ['w5', 'w3'] }, phrase('prompt.helpless.call', { windows: 'w5、w3' })],
    [{ code: 'under-way', n: 2 }, phrase('prompt.quiet.underWay', { n: 2 })],
    [{ code: 'confirm', prompt: 'led' }, phrase('prompt.quiet.toConfirm', { who: phrase('prompt.asked.guide'), what })],
    [{ code: 'back', window: 'w4', at: back }, phrase('prompt.back', { window: 'w4', time: '10:28' })],
    [NONE, phrase('prompt.quiet.trouble')],
    [{ code: 'calm', late: false }, phrase('prompt.quiet.calm')],
    [{ code: 'calm', late: true }, phrase('prompt.quiet.calmLate')],
  ];
  it.each(cases)('%j', async (answer, said) => {
    const text = await headlineOf(hall({ ...(answer.code === 'calm' ? CALM : WORST), answer }, over));
    expect(text).toBe(said.replace(/\s+/g, ' '));
  });

  it('of a wait that is expected is to watch the queue, where nothing else is', async () => {
    expect(await headlineOf(hall({ ...EXPECTED, answer: NONE }))).toBe(
      phrase('prompt.quiet.expected', { queue: '治安' }),
    );
  });

  it('is what remains, with why and what else there is below', async () => {
    const remains = [
      { code: 'guide' as const, params: { item: '居住证', channel: 'self-service' } },
      { code: 'other-hall' as const, params: { hall: '东城大厅', minutes: 17 } },
    ];
    const because = [{ words: message('because.declined', { window: '17', minutes: 9 }), windowId: 'w17' }];
    const helpless = [{ queue: 'traffic', waiting: 9, longestWaitSec: 2400, reasons: [], remains, because }];
    const declined = textOf('because.declined', { window: '17', minutes: 9 }, 'zh-CN');
    const guide = textOf('helpless.guide', { item: '居住证' }, 'zh-CN');
    const there = textOf('helpless.other-hall', { hall: '东城大厅', minutes: 17 }, 'zh-CN');
    const first = hall({ ...WORST, answer: { code: 'remains' } }, { helpless });
    expect(await headlineOf(first)).toBe(phrase('prompt.helpless.first', { what: guide }));
    expect(await textIn(first, 'helpless')).toBe(`${declined}；${phrase('prompt.helpless.also', { list: there })}`);
    const done = hall({ ...WORST, answer: { code: 'under-way', n: 1 } }, { helpless });
    expect(await textIn(done, 'helpless')).toMatch(inSequence(guide, there));
    const none = { ...WORST, answer: NONE };
    const untold = [{ ...helpless[0], remains: [] }] as LiveHall['helpless'] & object;
    expect(await headlineOf(hall(none, { helpless: untold }))).toBe(declined);
    // of no other queue than the one in trouble beside it
    expect(await textIn(hall({ ...none, queue: 'order' }, { helpless }), 'helpless')).toBeNull();
  });

  it('is not written in green where a calm hall begins with something that is wrong', async () => {
    const quiet = all({ level: 'normal' });
    const toneOf = async (situation: Situation) =>
      (await shown({ ...quiet, situation }))
        .get('section')
        .classes()
        .filter((one) => one === 'red' || one === 'yellow');
    expect(await toneOf(CALM)).toEqual([]);
    expect(await toneOf({ ...CALM, level: 'busy' })).toEqual(['yellow']);
    expect(await toneOf({ ...CALM, level: 'overloaded' })).toEqual(['red']);
    expect(await toneOf(EXPECTED)).toEqual(['yellow']);
  });

  it('of a day that is over is nothing that was not said then, and no late data', async () => {
    expect(await headlineOf(hall({ ...WORST, answer: NONE }), true)).toBe(phrase('prompt.quiet.past'));
    expect(await headlineOf(hall({ ...CALM, answer: { code: 'calm', late: true } }), true)).toBe(
      phrase('prompt.quiet.calm'),
    );
  });
});

describe('the band of the wall', () => {
  it('shows large how many fewer are sent home unserved, where the prompt is given for them', async () => {
    if (prompt.words === undefined) throw new Error('the sample has no reason');
    const words = {
      ...prompt.words,
      params: { ...prompt.words.params, relief: part('relief.closing', { people: 3 }) },
    };
    const aim = { queue: 'exit-entry', horizon: 'closing' as const, people: 3 };
    const page = await shown({ ...SAMPLE_HALL, prompts: [{ ...prompt, words, aim }] });
    expect(page.get('[data-testid="fewer-at-closing"]').text()).toContain(phrase('unit.people', { n: 3 }));
    expect(page.text()).toContain(textOf('relief.closing', { people: 3 }, 'zh-CN'));
    expect((await shown(SAMPLE_HALL)).find('[data-testid="fewer-at-closing"]').exists()).toBe(false);
  });

  it('says what a prompt saves with the range, where one is known', async () => {
    const { words: _, ...rest } = prompt;
    const fall = (beforeP50Sec: number, afterP50Sec: number) => ({
      ...rest,
      predicted: { 'exit-entry': { beforeP50Sec, afterP50Sec, beforeP80Sec: 3000, afterP80Sec: 2800 } },
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

  it('writes what all save together large where the fall is hardly one', async () => {
    const [code = ''] = Object.keys(prompt.predicted);
    const change = { beforeP50Sec: 5640, afterP50Sec: 5580, beforeP80Sec: 6600, afterP80Sec: 6540 };
    const page = await shown({
      ...SAMPLE_HALL,
      prompts: [{ ...prompt, gainMin: 80.4, predicted: { [code]: change } }],
    });
    expect(page.get('.numbers').text()).toBe(`80${phrase('unit.min')}`);
  });

  it('gives one pair of figures for one effect', async () => {
    const words = message('why.open', {
      window: '7',
      minutes: 45,
      queue: '出入境',
      crowd: part('crowd.waiting', { waiting: 21 }),
      gives: '',
      relief: part('relief.most', { queue: '出入境', before: 74, after: 72 }),
    });
    const page = await shown({ ...SAMPLE_HALL, prompts: [{ ...prompt, words }] });
    expect(page.get('.why').text()).toBe(
      textOf(
        'why.open',
        {
          window: '7',
          minutes: 45,
          queue: '出入境',
          relief: '',
          gives: '',
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
    const busy = await shown({ ...all({ level: 'busy' }), situation: WORST }, AHEAD);
    expect(busy.find('[data-testid="calm-facts"]').exists()).toBe(false);
  });
});
