import type { AuditChainState } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import ChainPanel from './ChainPanel.vue';

describe('the chain of the audit', () => {
  let server: Server;
  let state: AuditChainState;
  beforeEach(() => {
    server = serve({ 'GET /v1/audit/chain': () => state });
  });
  afterEach(() => {
    server.close();
  });
  const checked = async () => {
    const { page, byTestId } = await mounted(ChainPanel);
    expect(server.asked).toEqual([]);
    await byTestId('audit-check').trigger('click');
    await flushPromises();
    const said = page.get('[role="status"]').text();
    page.unmount();
    return said;
  };

  it('is read only when asked, and says how long it is and what to note elsewhere', async () => {
    state = { links: 12_345, head: 'abc123', broken: null };
    const said = await checked();
    expect(said).toContain('12,345');
    expect(said).toContain('12345:abc123');
  });

  it.each(['link-missing', 'link-changed', 'entry-missing', 'entry-changed', 'cut-off'] as const)(
    'says where it is broken, and how: %s',
    async (fault) => {
      state = { links: 6, head: 'abc123', broken: { seq: 7, entry: '4711', fault } };
      const said = await checked();
      expect(said).toContain('7');
      expect(said).toContain('4711');
      // what is broken has no head that proves anything
      expect(said).not.toContain('abc123');
      expect(said).not.toContain('audit.fault');
    },
  );
});
