import type { UserRecord } from '@cockpit/contracts';
import { field, write } from '../../testing/dialog';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import type { StepKind } from './form';
import StepDialog from './StepDialog.vue';

const user: UserRecord = {
  id: 'u2',
  name: 'li',
  displayName: '李四',
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
};

describe('what is done with an account', () => {
  let server: Server;
  let works: boolean;
  /** answers that do not arrive */
  let lost: number;
  let unmount: () => void;
  const answer = (body: unknown) => () => (works ? body : refusal(409, 'conflict'));
  beforeEach(() => {
    [works, lost] = [true, 0];
    server = serve({
      'POST /v1/users/li/disable': answer(user),
      'POST /v1/users/li/enable': answer(user),
      'POST /v1/users/li/password': () =>
        lost-- > 0 ? refusal(504, 'no-answer') : answer({ ...user, password: 'one for one use' })(),
      'DELETE /v1/users/li/second-factor': answer(user),
    });
  });
  afterEach(() => {
    unmount();
    server.close();
  });
  const opened = async (kind: StepKind) => {
    const { page } = await mounted(StepDialog, { step: null });
    unmount = () => {
      page.unmount();
    };
    await page.setProps({ step: { kind, user } });
    await settled();
    return page;
  };
  const run = async () => {
    field('step-save')?.form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
  };

  it('is told with whom, what it means, and why', async () => {
    const page = await opened('disable');
    expect(document.body.textContent).toContain(`${phrase('accounts.step.disable')} · 李四`);
    expect(document.body.textContent).toContain(phrase('accounts.means.disable'));
    await write('step-why', ' 调离 ');
    await run();
    expect(server.asked.map(({ path, body }) => [path, body])).toEqual([['/v1/users/li/disable', { why: '调离' }]]);
    expect(page.emitted('changed')).toEqual([[null]]);
    expect(page.emitted('close')).toHaveLength(1);
  });

  it('hands over the password that was made up, once', async () => {
    const page = await opened('reset');
    await write('step-why', '忘记密码');
    await run();
    expect(page.emitted<[{ password?: string }]>('changed')?.[0]?.[0].password).toBe('one for one use');
  });

  it('makes up another password where the first was lost with its answer', async () => {
    lost = 1;
    const page = await opened('reset');
    await write('step-why', '忘记密码');
    await run();
    expect(server.asked.map(({ path }) => path)).toEqual(['/v1/users/li/password', '/v1/users/li/password']);
    expect(page.emitted<[{ password?: string }]>('changed')?.[0]?.[0].password).toBe('one for one use');
  });

  it('stays open where the server refuses', async () => {
    works = false;
    const page = await opened('enable');
    await write('step-why', '复职');
    await run();
    expect(page.emitted('changed')).toBeUndefined();
    expect(page.emitted('close')).toBeUndefined();
    expect(field('step-why')?.value).toBe('复职');
  });
});
