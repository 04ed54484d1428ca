import { textOf, type UserRecord } from '@cockpit/contracts';
import { field, write } from '../../testing/dialog';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import UserDialog from './UserDialog.vue';

const AT = '2026-03-02T01:00:00.000Z';
const HALLS = ['H1', 'H2'].map((code) => ({ code, name: `${code}大厅` }));
const USER: UserRecord = {
  id: 'u1',
  name: 'wang',
  displayName: '王明',
  role: 'officer',
  halls: ['H1'],
  officerId: 'o7',
  units: null,
  mustChangePassword: false,
  disabledAt: null,
  createdAt: AT,
  version: 4,
  signsInWith: 'password',
  secondFactorSince: null,
};

describe('an account', () => {
  let server: Server;
  let answer: () => unknown;
  let made: () => unknown;
  let now: UserRecord;
  let close = (): void => undefined;
  beforeEach(() => {
    answer = () => USER;
    now = USER;
    made = () => ({ ...USER, name: 'li', password: 'three red kites' });
    server = serve({
      'POST /v1/users': () => made(),
      'PUT /v1/users/wang': () => answer(),
      'GET /v1/users': () => ({ items: [now], next: null }),
    });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const halls = () => [...document.querySelectorAll<HTMLInputElement>('fieldset input')];
  const save = async (): Promise<void> => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
  };
  const opened = async (user: UserRecord | 'new', taken: readonly string[] = []) => {
    const { page } = await mounted(UserDialog, { user: null, halls: HALLS, taken });
    close = () => {
      page.unmount();
    };
    await page.setProps({ user });
    await settled();
    return page;
  };
  const sent = () => server.asked.map(({ method, path, body }) => [`${method} ${path}`, body]);
  const wrong = () => field('user-wrong')?.textContent.trim();

  it('is made for a hall, and its made-up password is handed on', async () => {
    const page = await opened('new');
    await write('user-name', 'li');
    halls()[1]?.click();
    await save();
    expect(sent()).toEqual([
      ['POST /v1/users', { name: 'li', role: 'supervisor', halls: ['H2'], mustChangePassword: true }],
    ]);
    expect(page.emitted('changed')?.[0]).toEqual([
      expect.objectContaining({ name: 'li', password: 'three red kites' }),
    ]);
    expect(page.emitted('close')).toHaveLength(1);
  });

  it('is not made without a hall where its role is bound to one; who has no part in halls is asked for none', async () => {
    await opened('new');
    await write('user-name', 'li');
    await save();
    expect([sent(), wrong() === '']).toEqual([[], false]);
    await write('user-role', 'auditor');
    expect(halls()).toEqual([]);
    await save();
    expect(sent()[0]?.[1]).toMatchObject({ role: 'auditor', halls: 'all' });
    expect(wrong()).toBeUndefined();
  });

  it('is looked up where no answer came to a change', async () => {
    const page = await opened(USER);
    await write('user-why', '调岗');
    answer = () => refusal(504, 'no-answer');
    await save();
    expect(page.emitted('close')).toBeUndefined();
    now = { ...USER, version: USER.version + 1 };
    await save();
    expect(page.emitted('close')).toHaveLength(1);
  });

  it('that is new is looked up as well, and is handed on without its password; one of before is not it', async () => {
    made = () => refusal(504, 'no-answer');
    const tried = async (taken: readonly string[]) => {
      const page = await opened('new', taken);
      await write('user-name', 'wang');
      halls()[0]?.click();
      await save();
      return page.emitted('changed');
    };
    expect(await tried(['wang'])).toBeUndefined();
    close();
    document.body.innerHTML = '';
    expect(await tried([])).toEqual([[USER]]);
  });

  it('shows at its field what the server refuses, until it is sent again', async () => {
    const errors = [{ path: 'name', message: 'taken', code: 'twice' as const, params: { value: 'li' } }];
    made = () => refusal(409, 'user-exists', 'taken', errors);
    await opened('new');
    await write('user-name', 'li');
    halls()[1]?.click();
    await save();
    expect(field('user-name')?.closest('label')?.textContent).toContain(
      textOf('cause.twice', { value: 'li' }, 'zh-CN'),
    );
    made = () => refusal(503, 'unavailable');
    await save();
    expect(field('fault-name')).toBeNull();
  });

  it('says which field is wrong', async () => {
    await opened('new');
    await write('user-name', '李 丽');
    halls()[0]?.click();
    await save();
    expect([sent(), field('user-name')?.getAttribute('aria-invalid')]).toEqual([[], 'true']);
  });

  it('is changed from what it was, with the reason, and no password is told', async () => {
    const page = await opened(USER);
    expect([field('user-name'), halls().map(({ checked }) => checked)]).toEqual([null, [true, false]]);
    await save();
    expect(sent()).toEqual([]);
    halls()[1]?.click();
    await write('user-why', ' 调岗 ');
    await save();
    expect(sent()).toEqual([
      [
        'PUT /v1/users/wang',
        { displayName: '王明', role: 'officer', halls: ['H1', 'H2'], officerId: 'o7', version: 4, why: '调岗' },
      ],
    ]);
    expect(page.emitted('changed')).toEqual([[null]]);
  });

  it('stays open with what was written when it was refused, and begins anew for the next', async () => {
    answer = () => refusal(409, 'conflict', '已被他人修改');
    const page = await opened(USER);
    await write('user-why', '调岗');
    await save();
    expect([page.emitted('close'), field('user-why')?.value, field('user-save')?.disabled]).toEqual([
      ...[undefined, '调岗', false],
    ]);
    await page.setProps({ user: null });
    await page.setProps({ user: 'new' });
    await settled();
    expect([field('user-why')?.value, field('user-display-name')?.value, halls().some((one) => one.checked)]).toEqual([
      ...['', '', false],
    ]);
  });
});
