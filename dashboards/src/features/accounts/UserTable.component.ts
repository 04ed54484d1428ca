import type { Caller, UserRecord } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import UserTable from './UserTable.vue';

const ADMIN: Caller = { kind: 'user', id: 'u1', name: '管理', role: 'administrator', halls: 'all' };
const user = (id: string, given: Partial<UserRecord> = {}): UserRecord => ({
  id,
  name: id,
  displayName: id,
  role: 'administrator',
  halls: 'all',
  officerId: null,
  units: null,
  signsInWith: 'password',
  mustChangePassword: false,
  disabledAt: null,
  secondFactorSince: null,
  createdAt: '2026-03-02T02:00:00.000Z',
  version: 1,
  ...given,
});

describe('the table of people', () => {
  it('calls officers by their names', async () => {
    const users = [user('u2', { role: 'officer', officerId: 'H32-P01' })];
    const officerName = (id: string) => (id === 'H32-P01' ? '李强' : id);
    const { page } = await mounted(UserTable, { users, hallsOf: () => '', officerName, sought: '' }, { caller: ADMIN });
    expect(page.get('td.col-role').text()).toContain(`${phrase('accounts.officer')} 李强`);
  });

  it('lets everybody be disabled but whoever looks at it', async () => {
    const users = [user('u1'), user('u2'), user('u3', { disabledAt: '2026-03-02T02:00:00.000Z' })];
    const { byTestId } = await mounted(
      UserTable,
      { users, hallsOf: () => '', officerName: () => '', sought: '' },
      { caller: ADMIN },
    );
    const steps = (name: string) =>
      byTestId(`user-${name}`)
        .findAll('.col-actions button')
        .map((button) => button.text());
    expect(steps('u1')).toEqual([phrase('accounts.edit'), phrase('accounts.sessions'), phrase('accounts.step.reset')]);
    expect(steps('u2')).toEqual([
      phrase('accounts.edit'),
      phrase('accounts.sessions'),
      phrase('accounts.step.reset'),
      phrase('accounts.step.disable'),
    ]);
    expect(steps('u3').at(-1)).toBe(phrase('accounts.step.enable'));
  });
});
