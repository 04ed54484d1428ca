import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import AccountPage from './AccountPage.vue';

const CALLER: Caller = { kind: 'user', id: '1', name: '王明', role: 'supervisor', halls: ['H32'] };

describe('my account', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    answer = () => null;
    server = serve({
      'GET /v1/account/sessions': () => ({ items: [], next: null }),
      'GET /v1/account/second-factor': () => ({ since: null, recoveryCodesLeft: 0, required: false }),
      'GET /v1/session': () => CALLER,
      'POST /v1/account/password': () => answer(),
    });
  });
  afterEach(() => {
    server.close();
  });
  const typed = async (again: string, caller = CALLER) => {
    const all = await mounted(AccountPage, {}, { caller, address: '/account' });
    await all.byTestId('password-old').setValue('old one of mine');
    await all.byTestId('password-new').setValue('seven green lanterns');
    await all.byTestId('password-again').setValue(again);
    await all.page.get('form').trigger('submit');
    await flushPromises();
    return all;
  };
  const told = () => server.asked.filter(({ path }) => path === '/v1/account/password').map(({ body }) => body);

  it('sends nothing while the new password is typed in two ways', async () => {
    const { page } = await typed('seven green lantern');
    expect([told(), page.text().includes(phrase('accounts.differs'))]).toEqual([[], true]);
  });

  it('sends the old and the new one, and leads on from a first sign-in', async () => {
    const { router } = await typed('seven green lanterns', { ...CALLER, mustChangePassword: true });
    expect(told()).toEqual([{ oldPassword: 'old one of mine', password: 'seven green lanterns' }]);
    expect(router.currentRoute.value.name).toBe('home');
  });

  it('keeps what was typed when it is refused', async () => {
    answer = () => refusal(422, 'wrong-password');
    const { byTestId } = await typed('seven green lanterns');
    expect((byTestId('password-new').element as HTMLInputElement).value).toBe('seven green lanterns');
  });
});
