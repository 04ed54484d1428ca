import type { Caller, NetworkPulse, NetworkWall } from '@cockpit/contracts';
import { usePreferences } from '../../shared/preferences';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import BureauWallPage from './BureauWallPage.vue';
import { playing } from './playing';

const AT = SAMPLE_HALL.at;
const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const LONG = '云江市公安局交通警察支队车辆管理所城东综合政务服务大厅二楼';
const pulse = (more: Partial<NetworkPulse> = {}): NetworkPulse => ({
  now: AT,
  at: AT,
  open: true,
  feed: 'live',
  ageSec: 3,
  level: 'normal',
  waiting: 12,
  longestWaitSec: 600,
  issued: 80,
  served: 60,
  openWindows: 9,
  windows: 12,
  waitSec: 540,
  warnings: { yellow: 0, red: 0 },
  prompts: 0,
  ...more,
});
const sum = (more: Partial<NetworkWall['sum']> = {}): NetworkWall['sum'] => ({
  halls: 1280,
  heard: 1277,
  waiting: 1234,
  longestWaitSec: 900,
  waitSec: 1500,
  issued: 9000,
  served: 900,
  openWindows: 20,
  windows: 30,
  terminals: 0,
  level: 'busy',
  warnings: { yellow: 2, red: 1 },
  ...more,
});
const line = (code: string, more: Partial<NetworkWall['halls'][number]> = {}): NetworkWall['halls'][number] => ({
  code,
  name: `${code}大厅`,
  trouble: 'calm',
  pulse: pulse(),
  live: null,
  ...more,
});
const wallOf = (more: Partial<NetworkWall> = {}): NetworkWall => ({
  at: AT,
  place: { hall: null, name: '云江市公安局' },
  sum: sum(),
  halls: [line('H1')],
  items: {},
  red: [],
  counts: { red: 2, yellow: 7, silent: 3, calm: 1267, closed: 1 },
  clock: { now: AT, timeZone: 'Asia/Shanghai', demonstration: false },
  ...more,
});
const METRIC = {
  key: 'minutes_saved',
  unit: 'minutes',
  hall: null,
  from: '2026-11-20',
  to: '2026-11-20',
  by: null,
  value: null,
  numerator: null,
  denominator: null,
  reason: null,
  parts: [],
  freshness: { lastEventAt: null, ageSec: null, silent: false },
};
const red = (id: string, name = '城东大厅') => ({ id, hall: 'H3', name, message: '户政最长等候 40 分' });

/** A device that speaks, or one that has no voice. */
class Speech extends EventTarget {
  readonly said: string[] = [];
  constructor(private readonly langs: readonly string[]) {
    super();
  }
  getVoices = () => this.langs.map((lang) => ({ lang, localService: true, name: lang }));
  cancel = (): void => undefined;
  speak = ({ text }: { text: string }): void => {
    this.said.push(text);
  };
}
class Utterance {
  constructor(readonly text: string) {}
}

describe("the bureau's wall", () => {
  let server: Server;
  let wall: () => unknown;
  let saving: object;
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse(AT) });
    wall = () => wallOf();
    saving = {};
    server = serve({
      'GET /v1/network/wall': () => wall(),
      'GET /v1/network': () => ({ at: AT, bureau: { code: 'B', name: 'B' }, sum: sum(), reachKm: null, nodes: [] }),
      'GET /v1/network/ground': () => ({ shapes: [] }),
      'GET /v1/metrics/minutes_saved': () => ({ ...METRIC, ...saving }),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
    playing.value = null;
    usePreferences().voice.value = null;
    Reflect.deleteProperty(globalThis.window, 'speechSynthesis');
  });
  const after = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
  const shown = async (address = '/wall', caller = MANAGER) => {
    const all = await mounted(BureauWallPage, {}, { caller, address });
    await after(50);
    return all;
  };
  const speaking = (...langs: string[]): Speech => {
    const speech = new Speech(langs);
    Object.assign(globalThis.window, { speechSynthesis: speech });
    Object.assign(globalThis, { SpeechSynthesisUtterance: Utterance });
    return speech;
  };

  it('lists the worst halls as the server orders them, each with the situation and the prompt of its own wall', async () => {
    const live = { ...SAMPLE_HALL, warnings: [] };
    wall = () => wallOf({ halls: [line('H32', { trouble: 'red', name: LONG, live }), line('H2')] });
    const { page, byTestId } = await shown();
    expect(page.findAll('[data-testid^="line-"]').map((one) => one.attributes('data-trouble'))).toEqual([
      'red',
      'calm',
    ]);
    expect(byTestId('line-H32').text()).toContain(LONG);
    expect(byTestId('line-H32').find('.situation').exists()).toBe(true);
    expect(byTestId('hall-do').find('.headline').exists()).toBe(true);
    expect(byTestId('line-H2').text()).toContain('平稳');
    page.unmount();
  });

  it('says how all the others are', async () => {
    const { page, byTestId } = await shown();
    expect(byTestId('rest').text()).toBe('另有 9 个大厅需要关注 · 3 个大厅无数据 · 1266 个大厅平稳 · 1 个大厅未开放');
    expect(byTestId('total-waiting').text()).toBe('1,234');
    page.unmount();
  });

  it('shows the time of the halls, and that it is that of a demonstration', async () => {
    const real = await shown();
    expect(real.byTestId('bureau-demo').exists()).toBe(false);
    real.page.unmount();
    const clock = { now: '2026-11-02T10:07:00+08:00', timeZone: 'Asia/Shanghai', demonstration: true };
    wall = () => wallOf({ clock });
    const { page, byTestId } = await shown();
    expect([byTestId('bureau-time').text(), byTestId('bureau-demo').text()]).toEqual(['10:07', '演示时间']);
    expect(page.find('.time').text()).toContain('11月2日');
    page.unmount();
  });

  it.each([
    ['while nothing is judged', {}, ['—', '今日节省等候尚未核算', false]],
    ['with its interval', { value: 312.4, low: 20, high: 605 }, ['312 分', '今日节省等候20 至 605', true]],
    [
      'and that its interval does not bear it out',
      { value: 312.4, low: -1020, high: 605 },
      ['312 分', '今日节省等候尚未断定 −1,020 至 605', false],
    ],
  ])('says first what measures saved today, %s', async (_, answer, [value, label, isGood]) => {
    saving = answer;
    const { page, byTestId } = await shown();
    await after(500);
    const total = page.find('dl div');
    expect([byTestId('total-saved').text(), total.find('dt').text(), total.classes('good')]).toEqual([
      ...[value, label, isGood],
    ]);
    page.unmount();
  });

  it('says that no hall is in scope, and that no hall is heard, and then shows no figure as if it were of now', async () => {
    wall = () => wallOf({ sum: sum({ halls: 0, heard: 0 }), halls: [] });
    const none = await shown();
    expect(none.page.find('.note.empty').exists()).toBe(true);
    none.page.unmount();
    wall = () =>
      wallOf({
        sum: sum({ heard: 0 }),
        halls: [line('H1', { trouble: 'silent', pulse: pulse({ feed: 'silent', ageSec: 900 }) })],
      });
    const silent = await shown();
    expect([silent.byTestId('all-silent').exists(), silent.byTestId('total-waiting').text()]).toEqual([true, '—']);
    expect(silent.byTestId('line-H1').text()).toContain('静默');
    silent.page.unmount();
  });

  it('is greyed once the server is gone, and itself again after a night', async () => {
    const { page, byTestId } = await shown();
    wall = () => refusal(503, 'unavailable');
    await after(20_000);
    expect([byTestId('stale-note').exists(), byTestId('bureau-wall').classes('is-stale')]).toEqual([true, true]);
    jest.setSystemTime(Date.now() + 8 * 3_600_000);
    await after(10_000);
    wall = () => wallOf({ at: new Date().toISOString() });
    await after(10_000);
    expect([byTestId('stale-note').exists(), byTestId('bureau-wall').classes('is-stale')]).toEqual([false, false]);
    page.unmount();
  }, 30_000);

  it('says why it cannot be had, with another try', async () => {
    wall = () => refusal(403, 'role-not-allowed');
    const { page } = await shown();
    expect(page.find('.note.error button').exists()).toBe(true);
    page.unmount();
  });

  it('speaks a new red warning once, with the name of the hall, where somebody turned that on', async () => {
    const speech = speaking('zh-CN');
    wall = () => wallOf({ red: [red('old')] });
    const { page, byTestId } = await shown();
    wall = () => wallOf({ red: [red('silent'), red('old')] });
    await after(6000);
    expect(speech.said).toEqual([]);
    await byTestId('voice').trigger('click');
    expect(speech.said).toEqual(['语音播报已就绪']);
    wall = () => wallOf({ red: [red('new', LONG), red('silent'), red('old')] });
    await after(12_000);
    expect(speech.said.slice(1)).toEqual([`红色预警。${LONG}。户政最长等候 40 分`]);
    page.unmount();
  });

  it.each([
    ['has only a foreign voice', () => speaking('en-US')],
    ['has no speech at all', () => undefined],
  ])('says in plain words that nothing is spoken on a device that %s', async (_, make) => {
    make();
    const { page, byTestId } = await shown();
    await after(4000);
    expect([
      byTestId('voice-none').text(),
      byTestId('voice').attributes('disabled'),
      byTestId('voice-test').exists(),
    ]).toEqual([...['这台设备没有中文语音，预警只显示不播报', '', false]]);
    page.unmount();
  });

  it('begins a play list that its address names, and nothing that is none', async () => {
    const broken = await shown('/wall?play=x');
    expect(playing.value).toBeNull();
    broken.page.unmount();
    const { page } = await shown('/wall?play=bureau-wall:60,wall@H1:30');
    expect(playing.value).toContain('play=');
    page.unmount();
  });
});
