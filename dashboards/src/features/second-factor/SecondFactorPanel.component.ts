import { flushPromises } from '@vue/test-utils';
import type { Caller, SecondFactorState } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SecondFactorPanel from './SecondFactorPanel.vue';

const CALLER: Caller = { kind: 'user', id: '1', name: '王明', role: 'administrator', halls: 'all' };
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const CODES = Array.from({ length: 10 }, (_, i) => `AAAA-BBBB-CCC${String(i)}`);
const OFF: SecondFactorState = { since: null, recoveryCodesLeft: 0, required: true };
const ON: SecondFactorState = { since: '2026-03-09T02:00:00Z', recoveryCodesLeft: 2, required: true };

describe('the second factor of my account', () => {
  let server: Server;
  let state: SecondFactorState;
  let confirm: () => unknown;
  let remove: () => unknown;
  beforeEach(() => {
    [state, confirm, remove] = [OFF, () => ({ recoveryCodes: CODES }), () => null];
    const own = '/v1/account/second-factor';
    server = serve({
      [`GET ${own}`]: () => state,
      [`POST ${own}`]: () => ({ secret: SECRET, address: `otpauth://totp/Hall%20Cockpit:wang?secret=${SECRET}` }),
      [`POST ${own}/confirm`]: () => confirm(),
      [`POST ${own}/remove`]: () => remove(),
      'GET /v1/session': () => CALLER,
    });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (caller: Caller = CALLER) => {
    const all = await mounted(SecondFactorPanel, {}, { caller, address: '/account' });
    await flushPromises();
    const press = async (id: string) => {
      await all.byTestId(id).trigger('click');
      await flushPromises();
    };
    const send = async (id: string, value: string) => {
      await all.byTestId(id).setValue(value);
      await all.page.get('form').trigger('submit');
      await flushPromises();
    };
    return { ...all, press, send };
  };

  it('takes the password, shows the secret as a picture and as text, and the recovery codes once', async () => {
    const { byTestId, page, press, send, router } = await opened({ ...CALLER, mustSetSecondFactor: true });
    expect(byTestId('factor-must').exists()).toBe(true);
    await press('factor-set-up');
    await send('factor-password', 'correct horse battery');
    expect(byTestId('qr-code').find('path').attributes('d')?.length).toBeGreaterThan(1000);
    expect(byTestId('factor-secret').text().replaceAll(' ', '')).toBe(SECRET);
    await send('factor-code', '123456');
    expect(page.findAll('[data-testid="recovery-codes"] li').map((line) => line.text())).toEqual(CODES);
    expect(page.text()).not.toContain(SECRET.slice(0, 4));
    state = ON;
    await press('codes-kept');
    expect(page.text()).not.toContain(CODES[0]);
    expect(router.currentRoute.value.name).toBe('home');
  });

  it('stays with the secret when the code is wrong', async () => {
    confirm = () => refusal(422, 'wrong-code');
    const { byTestId, press, send } = await opened();
    await press('factor-set-up');
    await send('factor-password', 'correct horse battery');
    await send('factor-code', '123456');
    expect(byTestId('factor-secret').exists()).toBe(true);
  });

  it('is taken away with password and code, and says when few recovery codes are left', async () => {
    state = ON;
    const { byTestId, page, press, send } = await opened();
    expect(byTestId('factor-on').text()).toContain('2');
    expect(page.text()).toContain(phrase('secondFactor.few'));
    await press('factor-remove');
    await byTestId('factor-password').setValue('correct horse battery');
    state = OFF;
    await send('factor-proof-code', 'AAAA-BBBB-CCC1');
    expect(server.asked.find(({ path }) => path.endsWith('/remove'))?.body).toEqual({
      password: 'correct horse battery',
      code: 'AAAA-BBBB-CCC1',
    });
    expect(byTestId('factor-set-up').exists()).toBe(true);
  });
});
