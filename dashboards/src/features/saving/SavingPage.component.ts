import { HallDetail, type Caller, type Prompt } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import SavingPage from './SavingPage.vue';

const caller: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H1'] };
const hall = HallDetail.parse({
  code: 'H1',
  name: '大厅',
  tier: 'hall',
  timeZone: 'Asia/Urumqi',
  clock: 'feed',
  day: '2026-10-26',
  officers: [],
  items: [],
  branches: [],
  parent: null,
  simulated: false,
  twinOf: null,
  twin: null,
  doc: {
    code: 'H1',
    name: '大厅',
    tier: 'hall',
    timeZone: 'Asia/Urumqi',
    hours: [],
    queues: [{ code: 'a', name: '户政', branch: 'a' }],
    windows: [{ id: 'w7', number: '7', queues: ['a'], kind: 'specialised' }],
  },
});
const metric = {
  key: 'minutes_saved',
  unit: 'minutes',
  hall: 'H1',
  from: '2026-10-26',
  to: '2026-10-26',
  by: null,
  value: 40.4,
  low: 12,
  high: 70,
  numerator: 40.4,
  denominator: null,
  reason: null,
  parts: [],
  freshness: { lastEventAt: null, ageSec: null, silent: false },
};
const prompt: Prompt = {
  id: 'p1',
  hall: 'H1',
  kind: 'link',
  windowId: 'w7',
  queues: ['a'],
  state: 'done',
  why: '',
  ordinal: 1,
  confidence: 'high',
  predicted: {},
  gainMin: 30,
  decidedAt: '2026-10-26T02:08:00.000Z',
  expiresAt: '2026-10-26T02:12:00.000Z',
  effect: {
    savedMin: 40.4,
    lowMin: 12,
    highMin: 70,
    method: 'observed',
    expectedMin: 166,
    deed: { code: 'served', served: 1, minutes: 45 },
  },
};

describe('what the minutes saved of a day stand on', () => {
  let server: Server;
  const opened = async (prompts: Prompt[], address: string) => {
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/halls/H1': () => hall,
      'GET /v1/metrics/minutes_saved': () => metric,
      'GET /v1/prompts': () => ({ items: prompts, next: null }),
      'GET /v1/prompts/p1/effect': () => ({
        promptId: 'p1',
        hall: 'H1',
        from: '2026-10-26T02:10:00.000Z',
        horizonMin: 60,
        visitors: 30,
        effect: prompt.effect,
        tickets: [{ ticketId: 't7', number: 'A7', queue: 'a', byDeed: true, observedSec: 300, withoutSec: 1260 }],
      }),
    });
    const all = await mounted(SavingPage, { hall: 'H1' }, { caller, address });
    await settled();
    return all;
  };
  const asked = (path: string) =>
    server.asked
      .filter((one) => one.path === path)
      .at(-1)
      ?.query.toString();
  afterEach(() => {
    server.close();
  });

  it('are the prompts it sums, each down to its tickets, of that day as the hall lives it', async () => {
    const { page, byTestId } = await opened([prompt], '/desk/H1/saving?day=2026-10-26');
    expect(asked('/v1/metrics/minutes_saved')).toBe('hall=H1&from=2026-10-26&to=2026-10-26');
    expect(asked('/v1/prompts')).toBe(
      new URLSearchParams({
        hall: 'H1',
        effect: 'observed',
        since: '2026-10-25T18:00:00.000Z',
        until: '2026-10-26T18:00:00.000Z',
      }).toString(),
    );
    expect(byTestId('record-total').text()).toContain(phrase('record.total', { n: 1, saved: 40, low: 12, high: 70 }));
    expect(byTestId('effect-p1').text()).toBe('见效：少等约 40 分钟（12 至 70） · 当时推演 166 分钟');
    const details = page.get('details');
    (details.element as HTMLDetailsElement).open = true;
    await details.trigger('toggle');
    await settled();
    expect(byTestId('effect-tickets-p1').text()).toContain('户政 A7');
  });

  it('are those of the hall’s own day where none is named, and none where nothing was judged', async () => {
    const { page } = await opened([], '/desk/H1/saving');
    expect(asked('/v1/metrics/minutes_saved')).toBe('hall=H1');
    expect(page.text()).toContain(phrase('saving.none'));
  });
});
