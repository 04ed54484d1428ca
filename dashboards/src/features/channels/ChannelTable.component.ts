import type { ChannelRecord } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { ID, channel } from './channel-sample';
import ChannelTable from './ChannelTable.vue';

describe('the channels', () => {
  let server: Server;
  let tested: unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    tested = { delivered: true, receipt: null, error: null, ms: 42 };
    server = serve({
      [`POST /v1/channels/${ID}/test`]: () => tested,
      [`PUT /v1/channels/${ID}`]: ({ body }) => ({ ...channel(), ...(body as object) }),
      [`DELETE /v1/channels/${ID}`]: () => null,
    });
  });
  afterEach(() => {
    close();
    server.close();
    jest.restoreAllMocks();
  });
  const shown = async (one = channel()) => {
    const all = await mounted(ChannelTable, { channels: [one], hallName: (code: string) => `大厅 ${code}` });
    close = () => {
      all.page.unmount();
    };
    const press = async (n: number): Promise<void> => {
      await all.page.findAll('.acts button')[n]?.trigger('click');
      await flushPromises();
    };
    return { ...all, press, row: all.page.get('[data-testid="channel"]') };
  };

  it.each<[string, Partial<ChannelRecord>, string[]]>([
    ['that works', { deliveredAt: '2026-03-02T01:05:00Z' }, [phrase('channels.ok'), '09:05', '大厅 H32']],
    ['that was never used', {}, [phrase('channels.never')]],
    ['that is refused', { error: 'HTTP 401', dead: 3, waiting: 2 }, ['HTTP 401', '3', '2']],
    ['that rests', { restsUntil: '2026-03-02T02:30:00Z' }, ['10:30']],
  ])('say of one %s how it does', async (_, more, said) => {
    const { row } = await shown(channel(more));
    for (const part of said) expect(row.text()).toContain(part);
  });

  it('say whether a trial arrived, how fast, and why it did not', async () => {
    const { press, byTestId, page } = await shown();
    await press(0);
    expect(byTestId('channel-said').text()).toContain('42');
    tested = { delivered: false, receipt: null, error: 'certificate has expired', ms: 9 };
    await press(0);
    expect(byTestId('channel-said').text()).toContain('certificate has expired');
    expect(page.emitted('changed')).toHaveLength(2);
  });

  it('are switched off with all they are, but for their secrets, and are not tried then', async () => {
    const { press } = await shown();
    await press(1);
    const [{ body } = { body: null }] = server.asked.filter(({ method }) => method === 'PUT');
    expect(body).toMatchObject({ name: '值班平台', halls: ['H32'], levels: ['red'], enabled: false });
    expect(body).not.toHaveProperty('secrets');
    close();
    const { page } = await shown(channel({ enabled: false }));
    expect(page.get('[data-testid="channel-test"]').attributes('disabled')).toBeDefined();
  });

  it('are removed only after a question', async () => {
    const ask = jest.spyOn(window, 'confirm').mockReturnValueOnce(false).mockReturnValue(true);
    const { press } = await shown();
    await press(2);
    expect(server.asked).toEqual([]);
    await press(2);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(server.asked.map(({ method }) => method)).toEqual(['DELETE']);
  });

  it('can be tried again after the server refused', async () => {
    tested = refusal(503, 'unavailable');
    const { press, page, byTestId } = await shown();
    await press(0);
    expect(byTestId('channel-said').text()).toBe('');
    expect(page.get('[data-testid="channel-test"]').attributes('disabled')).toBeUndefined();
  });
});
