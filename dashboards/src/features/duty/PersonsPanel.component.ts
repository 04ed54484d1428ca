import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import PersonsPanel from './PersonsPanel.vue';

const known = {
  id: '00000000-0000-4000-8000-000000000001',
  name: '王警官',
  account: 'wang',
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

it('somebody of no roster is added with a role, a hall and a kind of fault, and the table says so', async () => {
  let put: unknown = null;
  const roles = [{ level: 'repair', hall: null, fault: 'terminal' }];
  const server = serve({
    'GET /v1/duty/persons': () => ({ items: put === null ? [] : [{ ...known, name: '孙师傅', roles }], next: null }),
    'PUT /v1/duty/persons': ({ body }) => {
      put = body;
      return { ...known, name: '孙师傅', roles };
    },
  });
  try {
    const { page } = await mounted(PersonsPanel, { names: [] });
    await flushPromises();
    await page.get('[data-testid="duty-person-name"]').setValue('孙师傅');
    await page.get('form.add').trigger('submit');
    await until(() => document.querySelector('[data-testid="role-add"]') !== null);
    const find = (id: string): HTMLElement => {
      const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
      if (found === null) throw new Error(`there is no ${id}`);
      return found;
    };
    find('role-add').click();
    await flushPromises();
    const fault = find('role-fault') as HTMLSelectElement;
    fault.value = 'terminal';
    fault.dispatchEvent(new Event('change'));
    await flushPromises();
    find('person-save').click();
    await until(() => put !== null);
    expect(put).toMatchObject({ name: '孙师傅', roles });
    await until(() => page.find('[data-testid="duty-person-roles"]').exists());
    const said = page.get('[data-testid="duty-person-roles"]').text();
    expect(said).toBe(`维修 · ${phrase('duty.allHalls')} · ${phrase('duty.faultOf.terminal')}`);
  } finally {
    server.close();
  }
});

async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 200 && !isSo(); n += 1) await new Promise((done) => setTimeout(done, 10));
  if (!isSo()) throw new Error('it does not come to that');
}
