import type { Caller, LiveHall } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Request, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import ReplayPage from './ReplayPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'manager', halls: 'all' };
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const frame = (now: string): LiveHall => ({ ...SAMPLE_HALL, now, prompts: [], warnings: [] });

describe('the page of a past day', () => {
  let server: Server;
  let days: string[];
  /** days on which the hall was shut */
  let shut: string[];
  /** how many waited at which time of each day; null: it cannot be had */
  let waiting: Record<string, number> | null;
  const handlers = () => ({
    'GET /v1/halls/H32/replay/days': () => ({
      days,
      lastOpen: days.slice(1).find((day) => !shut.includes(day)) ?? null,
    }),
    'GET /v1/halls/H32/replay/line': ({ query }: Request) => {
      const day = query.get('day') ?? '';
      if (waiting === null) return refusal(503, 'database-down');
      const counted = Object.entries(waiting).map(([time, n]) => ({ at: at(day, time), n }));
      return { hall: 'H32', day, waiting: counted, warnings: [] };
    },
    'GET /v1/halls/H32/replay': ({ query }: Request) => {
      const day = query.get('day') ?? '';
      const from = query.get('from') ?? at(day, '09:00');
      return {
        hall: 'H32',
        day,
        begins: at(day, '09:00'),
        ends: at(day, '17:00'),
        stepSec: 30,
        prompts: [],
        open: shut.includes(day) ? [] : [{ from: at(day, '09:00'), to: at(day, '17:00') }],
        frames: [frame(from)],
        next: null,
      };
    },
  });
  beforeEach(() => {
    days = ['2026-03-09', '2026-03-08', '2026-03-06', '2026-03-05'];
    shut = [];
    waiting = null;
    server = serve(handlers());
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (address: string) => {
    const all = await mounted(ReplayPage, { hall: 'H32' }, { caller, address });
    for (let i = 0; i < 30; i++) await flushPromises();
    const day = () => (all.byTestId('replay-day').element as HTMLSelectElement).value;
    return { ...all, day };
  };

  it('is the last full day on which the hall was open, unless another was asked for', async () => {
    for (const [address, closed, wanted] of [
      ['/replay/H32', [], '2026-03-08'],
      ['/replay/H32', ['2026-03-08'], '2026-03-06'],
      ['/replay/H32?day=2026-03-05', [], '2026-03-05'],
      ['/replay/H32?day=2026-03-08', ['2026-03-08'], '2026-03-08'],
    ] as [string, string[], string][]) {
      shut = closed;
      const { page, day } = await shown(address);
      expect([address, day()]).toEqual([address, wanted]);
      page.unmount();
    }
  });

  it('says that nothing has been kept yet', async () => {
    days = [];
    const { page } = await shown('/replay/H32');
    expect(page.find('main').text()).not.toBe('');
    expect(page.find('[data-testid="replay-play"]').exists()).toBe(false);
    page.unmount();
  });

  it('begins at the moment of a link, and has the moment one stops at in its address', async () => {
    const { page, byTestId, router } = await shown('/replay/H32?day=2026-03-05&at=11:20');
    expect(byTestId('replay-clock').text()).toBe('11:20:00');
    await byTestId('replay-play').trigger('click');
    await byTestId('replay-play').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.query).toMatchObject({ day: '2026-03-05', at: '11:20' });
    page.unmount();
  });

  it('begins when most people waited, in the morning while that is not known, and at the moment of a link', async () => {
    const begins = async (counted: typeof waiting, address: string) => {
      waiting = counted;
      const { page, byTestId } = await shown(address);
      const time = byTestId('replay-clock').text();
      page.unmount();
      return time;
    };
    const day = '/replay/H32?day=2026-03-05';
    const counted = { '10:00': 8, '14:20': 35, '15:00': 12 };
    expect(await begins(counted, day)).toBe('14:20:00');
    expect(await begins(null, day)).toBe('10:30:00');
    expect(await begins({ '10:00': 0 }, day)).toBe('10:30:00');
    expect(await begins(counted, `${day}&at=11:20`)).toBe('11:20:00');
    expect(await begins(counted, `${day}&at=99:99`)).toBe('14:20:00');
  });

  it('stays where one went, also once it is known when it was busiest', async () => {
    let told: (line: object) => void = () => undefined;
    const line = new Promise<object>((resolve) => {
      told = resolve;
    });
    waiting = {};
    server.close();
    const replay = { ...handlers(), 'GET /v1/halls/H32/replay/line': () => line };
    server = serve(replay);
    const { page, byTestId } = await shown('/replay/H32?day=2026-03-05');
    expect(byTestId('replay-clock').text()).toBe('10:30:00');
    await byTestId('replay-line').setValue(String(Date.parse(at('2026-03-05', '11:00'))));
    for (let i = 0; i < 10; i++) await flushPromises();
    told({ hall: 'H32', day: '2026-03-05', waiting: [{ at: at('2026-03-05', '14:20'), n: 35 }], warnings: [] });
    for (let i = 0; i < 10; i++) await flushPromises();
    expect(page.find('[data-testid="replay-curve"]').exists()).toBe(true);
    expect(byTestId('replay-clock').text()).toBe('11:00:00');
    page.unmount();
  });

  it('waits once: from the first picture on it is marked while another is fetched, and never gone', async () => {
    const answers: (() => void)[] = [];
    const answered = handlers();
    server.close();
    const page = (request: Request) =>
      new Promise<object>((resolve) => {
        answers.push(() => {
          resolve(answered['GET /v1/halls/H32/replay'](request));
        });
      });
    waiting = { '14:20': 35 };
    server = serve({ ...answered, 'GET /v1/halls/H32/replay': page });
    const { page: root, byTestId } = await shown('/replay/H32?day=2026-03-05');
    const looks = () => [root.find('main.alone').exists(), byTestId('replay').attributes('aria-busy')];
    const come = async () => {
      answers.shift()?.();
      for (let i = 0; i < 30; i++) await flushPromises();
    };
    expect(looks()).toEqual([true, 'false']);
    await come();
    expect([...looks(), answers.length]).toEqual([true, 'false', 1]);
    await come();
    expect([...looks(), byTestId('replay-clock').text()]).toEqual([false, 'false', '14:20:00']);
    await byTestId('replay-line').setValue(String(Date.parse(at('2026-03-05', '11:00'))));
    for (let i = 0; i < 10; i++) await flushPromises();
    expect([...looks(), byTestId('replay-clock').text()]).toEqual([false, 'true', '11:00:00']);
    await come();
    expect([...looks(), byTestId('replay').attributes('data-now')]).toEqual([
      ...[false, 'false', String(Date.parse(at('2026-03-05', '11:00')))],
    ]);
    root.unmount();
  });

  it.each([
    [
      true,
      `${phrase('replay.short.other')} ${phrase('replay.short.link')} ${phrase('replay.short.prompts', { n: 0 })}`,
    ],
    [false, `${phrase('replay.other')} ${phrase('replay.link')} ${phrase('replay.prompts', { n: 0 })}`],
  ])('has short labels where the screen is narrow (%s) that are read out in full', async (isNarrow, labels) => {
    const asked = (query: string) =>
      Object.assign(new EventTarget(), { media: query, matches: isNarrow && query === '(max-width: 1500px)' });
    Object.assign(window, { matchMedia: asked });
    try {
      const { page, byTestId } = await shown('/replay/H32?day=2026-03-05');
      const buttons = [byTestId('replay-compare'), byTestId('replay-link')];
      expect([...buttons, page.get('.count')].map((one) => one.text()).join(' ')).toBe(labels);
      expect(buttons.map((one) => one.attributes('aria-label'))).toEqual([
        phrase('replay.other'),
        phrase('replay.link'),
      ]);
      page.unmount();
    } finally {
      Reflect.deleteProperty(window, 'matchMedia');
    }
  });

  it('keeps the way the hall is drawn on another day, and forgets the moment', async () => {
    const { page, byTestId, router } = await shown('/replay/H32?day=2026-03-05&at=11:20&map=plan');
    await byTestId('replay-day').setValue('2026-03-06');
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ day: '2026-03-06', map: 'plan' });
    page.unmount();
  });
});
