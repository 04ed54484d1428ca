import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { serve, type Server } from '../../testing/server';
import { within } from '../../testing/within';
import { useSessionStore } from '../session/store';
import { useHallsStore } from './store';

const hall = (code: string) => ({
  code,
  name: `${code} 大厅`,
  tier: 'hall',
  parent: null,
  windows: 1,
  queues: [],
  clock: 'wall',
  simulated: false,
  twinOf: null,
});
const caller = (id: string): Caller => ({ kind: 'user', id, name: id, role: 'manager', halls: 'all' });
const settled = async () => {
  for (let i = 0; i < 5; i += 1) {
    await flushPromises();
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
};

describe('the halls somebody may see', () => {
  let server: Server;
  let seen: string[];
  beforeEach(() => {
    seen = ['H01'];
    server = serve({
      'GET /v1/halls': () => ({ items: seen.map(hall), next: null }),
      'DELETE /v1/session': () => ({}),
    });
  });
  afterEach(() => {
    server.close();
  });

  it('are asked for once it is known who asks, once for all parts of the page', async () => {
    const { value, stop } = within(() => ({
      halls: useHallsStore(),
      again: useHallsStore(),
      session: useSessionStore(),
    }));
    await settled();
    expect([value.halls.halls, server.asked.length]).toEqual([null, 0]);
    value.session.caller = caller('a');
    await settled();
    expect([value.again.halls?.map(({ code }) => code), value.halls.names.get('H01'), server.asked.length]).toEqual([
      ['H01'],
      'H01 大厅',
      1,
    ]);
    stop();
  });

  it.each(['leave', 'expire'] as const)(
    'are gone when the session ends (%s), and anew for the next person',
    async (end) => {
      const { value, client, stop } = within(() => ({ halls: useHallsStore(), session: useSessionStore() }));
      value.session.caller = caller('a');
      await settled();
      await value.session[end]();
      await settled();
      expect(value.halls.halls).toBeNull();
      expect(client.getQueryCache().findAll({ predicate: ({ state }) => state.data !== undefined })).toEqual([]);
      seen = ['H02'];
      value.session.caller = caller('b');
      await settled();
      expect(value.halls.halls?.map(({ code }) => code)).toEqual(['H02']);
      stop();
    },
  );
});
