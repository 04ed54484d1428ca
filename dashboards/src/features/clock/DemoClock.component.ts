import type { BureauTime, Caller } from '@cockpit/contracts';
import { defineComponent, h } from 'vue';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { useBureauTime } from './bureau-time';
import DemoClock from './DemoClock.vue';
import RealTime from './RealTime.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const Today = defineComponent(() => {
  const { today } = useBureauTime();
  return () => h('i', { 'data-testid': 'today' }, today.value);
});
const Page = defineComponent(() => () => h('div', [h(DemoClock), h(RealTime), h(Today)]));

describe('the time of a demonstration', () => {
  let server: Server;
  afterEach(() => {
    server.close();
  });
  const shown = async (time: BureauTime) => {
    server = serve({ 'GET /v1/bureau-clock': () => time });
    const all = await mounted(Page, {}, { caller: MANAGER });
    await settled();
    return all;
  };

  it('is the halls’, also for today, and says so; times that are not are marked', async () => {
    const { page } = await shown({ now: '2026-11-02T02:16:00Z', timeZone: 'Asia/Shanghai', demonstration: true });
    expect(page.get('[data-testid="demo-clock"]').text()).toContain('11-02 10:16');
    expect(page.find('[data-testid="real-time"]').exists()).toBe(true);
    expect(page.get('[data-testid="today"]').text()).toBe('2026-11-02');
    page.unmount();
  });

  it('is nothing to speak of elsewhere, where today is the device’s', async () => {
    const { page } = await shown({ now: '2026-11-02T02:16:00Z', timeZone: 'Asia/Shanghai', demonstration: false });
    expect(page.find('[data-testid="demo-clock"]').exists()).toBe(false);
    expect(page.find('[data-testid="real-time"]').exists()).toBe(false);
    const device = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(page.get('[data-testid="today"]').text()).toBe(device);
    page.unmount();
  });
});
