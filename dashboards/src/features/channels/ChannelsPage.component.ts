import type { Caller, ChannelRecord } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { NETWORK } from '../rules/bureau-sample';
import { channel } from './channel-sample';
import ChannelsPage from './ChannelsPage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };

describe('the page of channels', () => {
  let server: Server;
  let channels: () => unknown;
  beforeEach(() => {
    const items: ChannelRecord[] = [channel({ halls: ['H32', 'B'] })];
    channels = () => ({ items, next: null });
    server = serve({
      'GET /v1/channels': () => channels(),
      'GET /v1/notifications': () => ({ items: [], next: null }),
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/network': () => NETWORK,
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async (caller = BOSS) => {
    const all = await mounted(ChannelsPage, {}, { caller });
    await settled();
    return all;
  };

  it('lists where messages go, and calls what belongs to no hall by the bureau', async () => {
    expect((await shown()).byTestId('channel').text()).toMatch(inSequence('值班平台', 'H32', NETWORK.bureau.name));
  });

  it.each(['manager', 'supervisor'] as const)('shows a %s what was sent, and never asks where to', async (role) => {
    const { byTestId } = await shown({ ...BOSS, role });
    expect([byTestId('deliveries').exists(), byTestId('channel-add').exists()]).toEqual([true, false]);
    expect(byTestId('channel').exists()).toBe(false);
    expect(server.asked.some(({ path }) => path === '/v1/channels')).toBe(false);
  });

  it('opens the form of a new channel, and says that there is none yet', async () => {
    channels = () => ({ items: [], next: null });
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(phrase('channels.none'));
    expect(document.querySelector('[data-testid="channel-save"]')).toBeNull();
    await byTestId('channel-add').trigger('click');
    await settled();
    expect(document.querySelector('[data-testid="channel-save"]')).not.toBeNull();
  });

  it('says that the channels could not be fetched, and asks again', async () => {
    const before = channels;
    channels = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(phrase('channels.failed'));
    channels = before;
    await page.get('button:not([data-testid])').trigger('click');
    await settled();
    expect(byTestId('channel').exists()).toBe(true);
  });
});
