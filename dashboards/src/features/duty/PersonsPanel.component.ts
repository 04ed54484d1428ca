import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import PersonsPanel from './PersonsPanel.vue';

const known = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: '王警官', account: 'wang' },
  addresses: { mail: 'w…@hall.example' },
  told: { mail: 'all', phone: 'red', group: true },
};

it('those of the roster stand with how each is reached, or that nobody but the cockpit reaches them', async () => {
  const server = serve({ 'GET /v1/duty/persons': () => ({ items: [known], next: null }) });
  try {
    const { page } = await mounted(PersonsPanel, { names: ['李警官', '王警官', '李警官'] });
    await flushPromises();
    const rows = page.findAll('[data-testid="duty-person-row"]').map((row) => row.text());
    expect(rows).toHaveLength(2);
    expect(rows.find((text) => text.includes('李警官'))).toContain(phrase('duty.inAppOnly'));
    expect(rows.find((text) => text.includes('王警官'))).toContain(`${phrase('duty.way.mail')} w…@hall.example`);
  } finally {
    server.close();
  }
});
