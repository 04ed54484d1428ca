import { textOf } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SignInPage from './SignInPage.vue';

describe('signing in', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    server = serve({ 'POST /v1/session': () => answer() });
  });
  afterEach(() => {
    server.close();
  });
  /** What was sent, besides asking in which ways one may sign in. */
  const sent = () => server.asked.filter(({ method }) => method === 'POST').map(({ body }) => body);
  const typed = async (address = '/sign-in?next=/wall') => {
    const all = await mounted(SignInPage, {}, { address });
    await all.byTestId('sign-in-username').setValue(' wang ');
    await all.byTestId('sign-in-password').setValue(' geheim ');
    return all;
  };

  it('sends the name without the spaces around it, and the password as it is', async () => {
    answer = () => refusal(401, 'unauthenticated');
    const { page } = await typed();
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent()).toEqual([{ username: 'wang', password: ' geheim ' }]);
  });

  it('says that name or password is wrong, and lets one try again', async () => {
    answer = () => refusal(401, 'unauthenticated');
    const { page, byTestId } = await typed();
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(byTestId('sign-in-error').text()).toContain(phrase('session.wrong'));
    expect(byTestId('sign-in-submit').attributes('disabled')).toBeUndefined();
  });

  it('says what else is wrong in words: too many tries, or no server', async () => {
    answer = () => refusal(429, 'too-many-attempts', 'wait');
    const first = await typed();
    await first.page.get('form').trigger('submit');
    await flushPromises();
    const tooMany = first.byTestId('sign-in-error').text();
    answer = () => {
      throw new TypeError('no line');
    };
    await first.page.get('form').trigger('submit');
    await flushPromises();
    const down = first.byTestId('sign-in-error').text();
    expect([tooMany, down].every((text) => text !== '' && !text.includes(phrase('session.wrong')))).toBe(true);
    expect(tooMany).not.toBe(down);
  });

  it('takes whom the link of a demonstration names, and no other link', async () => {
    const linked = async (ways: object) => {
      server.close();
      server = serve({
        'GET /v1/session/ways': () => ({ password: 'everybody', singleSignOn: null, ...ways }),
        'POST /v1/session': () => refusal(401, 'unauthenticated'),
      });
      const { page } = await mounted(SignInPage, {}, { address: '/sign-in#h32:a%3Ab%20c' });
      await flushPromises();
      page.unmount();
      return sent();
    };
    expect(await linked({ demonstration: true })).toEqual([{ username: 'h32', password: 'a:b c' }]);
    expect(await linked({})).toEqual([]);
  });

  it('sends once, however often somebody presses', async () => {
    let done: (value: Response) => void = () => undefined;
    answer = () =>
      new Promise<Response>((resolve) => {
        done = resolve;
      });
    const { page, byTestId } = await typed();
    await page.get('form').trigger('submit');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect([sent().length, byTestId('sign-in-submit').attributes('disabled')]).toEqual([1, '']);
    done(refusal(401, 'unauthenticated'));
    await flushPromises();
  });

  it('asks for a code once the password is right, and for the password again when that took too long', async () => {
    answer = () => refusal(401, 'second-factor-needed');
    let step = refusal(422, 'wrong-code');
    server.close();
    server = serve({ 'POST /v1/session': () => answer(), 'POST /v1/session/second-factor': () => step });
    const { page, byTestId } = await typed();
    await page.get('form').trigger('submit');
    await flushPromises();
    expect([byTestId('sign-in-password').exists(), byTestId('sign-in-error').exists()]).toEqual([false, false]);
    await byTestId('sign-in-code').setValue('123 456');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent().at(-1)).toEqual({ code: '123 456' });
    expect(byTestId('sign-in-error').text()).toContain(textOf('problem.wrong-code', {}, 'zh-CN'));
    step = refusal(401, 'second-step-over');
    await byTestId('sign-in-code').setValue('123457');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(byTestId('sign-in-error').text()).toContain(textOf('problem.second-step-over', {}, 'zh-CN'));
    expect((byTestId('sign-in-password').element as HTMLInputElement).value).toBe('');
  });

  it('says that a session ended when one comes from there', async () => {
    const { byTestId } = await typed('/sign-in?ended=1');
    expect(byTestId('sign-in-error').exists()).toBe(true);
    const fresh = await typed('/sign-in');
    expect(fresh.byTestId('sign-in-error').exists()).toBe(false);
  });
});
