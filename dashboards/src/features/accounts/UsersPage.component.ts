import type { Caller, UserRecord } from '@cockpit/contracts';
import { field, write } from '../../testing/dialog';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import UserDialog from './UserDialog.vue';
import UserTable from './UserTable.vue';
import UsersPage from './UsersPage.vue';

const ADMIN: Caller = { kind: 'user', id: 'u0', name: '管理', role: 'administrator', halls: 'all' };
const user = (name: string, more: Partial<UserRecord> = {}): UserRecord => ({
  id: name,
  name,
  displayName: name,
  role: 'supervisor',
  halls: ['H1'],
  officerId: null,
  units: null,
  signsInWith: 'password',
  mustChangePassword: false,
  disabledAt: null,
  secondFactorSince: null,
  createdAt: '2026-03-02T02:00:00.000Z',
  version: 1,
  ...more,
});

describe('the people of the house', () => {
  let server: Server;
  let close: () => void;
  let people: UserRecord[];
  beforeEach(() => {
    people = [user('li'), user('zhao', { role: 'auditor' }), user('sun', { halls: 'all', role: 'manager' })];
    server = serve({
      'GET /v1/users': () => ({
        items: people,
        next: null,
      }),
      'GET /v1/halls': () => ({
        items: [
          {
            code: 'H1',
            name: '云江大厅',
            tier: 'hall',
            clock: 'wall',
            queues: [],
            windows: 6,
            simulated: false,
            twinOf: null,
            parent: null,
          },
        ],
        next: null,
      }),
      'POST /v1/users/li/password': () => ({ ...user('li'), password: 'one for one use' }),
    });
  });
  afterEach(() => {
    close();
    server.close();
  });
  const shown = async (address = '/admin/users') => {
    const all = await mounted(UsersPage, {}, { caller: ADMIN, address });
    close = () => {
      all.page.unmount();
    };
    await settled();
    return all;
  };
  const names = ({ page }: Awaited<ReturnType<typeof shown>>) =>
    page.findAll('tbody tr[data-testid^="user-"]').map((row) => row.attributes('data-testid'));

  it('stand in pages of fifty, and are looked for in all of them', async () => {
    const many = Array.from({ length: 51 }, (_, n) => user(`p${String(n)}`));
    people = many;
    const all = await shown();
    expect(names(all)).toHaveLength(50);
    await all.byTestId('page-forth').trigger('click');
    expect(names(all)).toEqual(['user-p50']);
    await all.byTestId('user-search').setValue('p3');
    expect(names(all)[0]).toBe('user-p3');
  });

  it('are found by name, role or the name of their hall, and say so when nobody is', async () => {
    const all = await shown();
    expect(names(all)).toHaveLength(3);
    for (const [wanted, found] of [
      ['ZHAO', ['user-zhao']],
      ['云江', ['user-li']],
      ['nobody', []],
    ] as const) {
      await all.byTestId('user-search').setValue(wanted);
      expect(names(all)).toEqual(found);
    }
    expect(all.page.text()).toContain(phrase('accounts.none'));
  });

  it('are of no hall where their role sees none', async () => {
    const { byTestId } = await shown();
    expect(byTestId('user-zhao').text()).toContain('—');
    expect(byTestId('user-sun').text()).toContain(phrase('accounts.allHalls'));
    expect(byTestId('user-li').text()).toContain('云江大厅');
  });

  it('can be added at once by whoever was led here for it', async () => {
    await shown('/admin/users?add=true');
    expect(document.querySelector('[role="dialog"]')).not.toBeNull();
  });

  it('are not told a password that was lost with the answer: it is said that it was', async () => {
    const { page } = await shown();
    page.getComponent(UserDialog).vm.$emit('changed', user('li'));
    await settled();
    expect([field('password-lost')?.textContent, field('made-up-password')]).toEqual([
      phrase('accounts.passwordLost', { name: 'li' }),
      null,
    ]);
  });

  it('are told a new password once, and the list is asked for again', async () => {
    const { page } = await shown();
    page.getComponent(UserTable).vm.$emit('step', 'reset', user('li'));
    await settled();
    await write('step-why', '忘记密码');
    const before = server.asked.filter(({ path }) => path === '/v1/users').length;
    field('step-save')?.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
    expect(document.body.textContent).toContain('one for one use');
    expect(server.asked.filter(({ path }) => path === '/v1/users').length).toBeGreaterThan(before);
  });
});
