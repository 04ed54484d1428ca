import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { loadOf, nothingKnown } from '../../testing/next-day';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import HallList from './HallList.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const hall = (code: string) => ({
  code,
  name: code,
  tier: 'hall',
  clock: 'wall',
  queues: [],
  windows: 6,
  simulated: false,
  twinOf: null,
  parent: null,
});

describe('the halls of somebody', () => {
  let server: Server;
  afterEach(() => {
    server.close();
  });
  it.each<[Caller['role'], string[], boolean]>([
    ['administrator', [], true],
    ['administrator', ['H1'], true],
    ['administrator', ['H1', 'H2'], false],
    ['supervisor', [], false],
    ['supervisor', ['H1'], false],
  ])('lead %s of the halls %j back to the first steps: %s', async (role, codes, leads) => {
    server = serve({ 'GET /v1/halls': () => ({ items: codes.map(hall), next: null }) });
    const { page, byTestId } = await mounted(HallList, {}, { caller: { ...BOSS, role } });
    await flushPromises();
    expect(byTestId('home-begin').exists()).toBe(leads);
    page.unmount();
  });

  it('are found among those of a province, and listed a hundred at a time', async () => {
    const codes = Array.from({ length: 150 }, (_, i) => `P${String(i).padStart(3, '0')}`);
    server = serve({ 'GET /v1/halls': () => ({ items: codes.map(hall), next: null }) });
    const { page, byTestId } = await mounted(HallList, {}, { caller: BOSS });
    await flushPromises();
    const listed = () => page.findAll('.halls > li').map((one) => one.attributes('data-testid'));
    expect(listed()).toHaveLength(100);
    await byTestId('more-halls').trigger('click');
    expect(listed()).toHaveLength(150);
    expect(byTestId('more-halls').exists()).toBe(false);
    await byTestId('hall-seek').setValue('p123');
    expect(listed()).toEqual(['hall-P123']);
    page.unmount();
  });

  it('say how each stands, and nothing of the load where the feed is silent', async () => {
    const pulse = {
      now: '2026-03-04T02:00:00Z',
      at: '2026-03-04T02:00:00Z',
      open: true,
      feed: 'live',
      ageSec: 4,
      level: 'overloaded',
      waiting: 73,
      longestWaitSec: 5220,
      issued: 900,
      served: 758,
      openWindows: 5,
      windows: 6,
      waitSec: 4560,
      warnings: { yellow: 0, red: 2 },
      prompts: 1,
    };
    const node = (code: string, more: object) => ({
      code,
      name: code,
      tier: 'hall',
      parent: null,
      simulated: false,
      timeZone: 'Asia/Shanghai',
      location: null,
      served: true,
      terminals: 0,
      sum: null,
      pulse: { ...pulse, ...more },
    });
    server = serve({
      'GET /v1/halls': () => ({ items: [...['H1', 'H2'].map(hall), { ...hall('T'), twinOf: 'H1' }], next: null }),
      'GET /v1/network': () => ({
        at: '2026-03-04T02:00:00Z',
        bureau: { code: 'b', name: '分局' },
        sum: {
          halls: 2,
          heard: 1,
          waiting: 73,
          longestWaitSec: 5220,
          waitSec: 4560,
          issued: 900,
          served: 758,
          openWindows: 5,
          windows: 6,
          terminals: 0,
          level: 'overloaded',
          warnings: { yellow: 0, red: 2 },
        },
        nodes: [node('H1', {}), node('H2', { feed: 'silent', ageSec: 600 })],
      }),
    });
    const { page } = await mounted(HallList, {}, { caller: { ...BOSS, role: 'supervisor' } });
    await flushPromises();
    const said = (code: string) => page.get(`[data-testid="hall-${code}"]`).findAll('[data-testid="hall-pulse"]');
    expect(said('H1').map((one) => one.text())).toEqual([
      expect.stringMatching(
        inSequence(
          phrase('level.overloaded'),
          phrase('network.waitingN', { n: 73 }),
          phrase('network.joining', { n: 76 }),
          phrase('network.red', { n: 2 }),
          phrase('home.overTarget'),
        ),
      ),
    ]);
    expect(said('H1')[0]?.text()).toMatch(anyPhrase('network.aged'));
    expect(said('H2').map((one) => one.text())).toEqual([
      expect.stringMatching(
        inSequence(phrase('level.unknown'), phrase('network.quiet', { age: phrase('unit.minutesAgo', { n: 10 }) })),
      ),
    ]);
    expect(said('T')).toEqual([]);
    expect(page.get('[data-testid="hall-T"]').text()).toContain(phrase('home.twinAside'));
    page.unmount();
  });

  it('say that the next day is being computed until it is there', async () => {
    server = serve({
      'GET /v1/halls': () => ({ items: [hall('H1')], next: null }),
      'GET /v1/next-days': () => new Promise(() => undefined),
    });
    const { page } = await mounted(HallList, {}, { caller: { ...BOSS, role: 'supervisor' } });
    await flushPromises();
    expect(page.get('[data-testid="hall-H1"]').text()).toContain(phrase('home.nextComes'));
    page.unmount();
  });

  it('say where staff falls shortest on the next day, and when most come, where that can be foreseen, and nothing of a twin', async () => {
    const NEXT = '2026-11-03';
    server = serve({
      'GET /v1/halls': () => ({ items: [hall('H1'), hall('H2'), { ...hall('H1-T'), twinOf: 'H1' }], next: null }),
      'GET /v1/next-days': () => ({
        items: [
          nothingKnown('H2', NEXT, '2026-11-02'),
          loadOf('H1', NEXT, '2026-11-02', [
            { from: '10:00', arrivals: 900, shortMin: 0 },
            { from: '11:00', arrivals: 660, shortMin: 457 },
          ]),
        ],
      }),
    });
    const { page } = await mounted(HallList, {}, { caller: { ...BOSS, role: 'supervisor' } });
    await flushPromises();
    await flushPromises();
    expect(page.findAll('[data-testid="next-day"]').map((one) => one.text())).toEqual([
      `${phrase('home.tomorrow', { date: '11月3日 星期二' })}${phrase('forecast.outlookShort', { people: 8, queue: '户政', span: '11:00–12:00' })} ${phrase('forecast.peak', { n: '1,560', span: '10:00–11:00' })}`,
    ]);
    expect(page.text()).not.toContain(phrase('home.nextComes'));
    expect(page.get('[data-testid="hall-H2"]').text()).toContain(phrase('home.nextNone'));
    expect(server.asked.filter(({ path }) => path === '/v1/next-days')).toHaveLength(1);
    page.unmount();
  });
});
