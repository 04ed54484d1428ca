import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { Users } from '@cockpit/access';
import { openCockpit } from '../dashboard/house';
import { ACTOR, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { startProvider, type RunningProvider } from './provider';

const PASSWORD = 'correct horse battery';
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];
const LOOKS = (['zh-CN', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

/** Signing in as people do it: at a provider, and with a second factor. */
describe('signing in', () => {
  let provider: RunningProvider;
  let house: Hall;
  let browser: TestBrowser;
  let cockpit: string;

  beforeAll(async () => {
    provider = await startProvider(
      { groups: [{ group: 'lead-h08', role: 'supervisor', halls: ['H08'] }] },
      { alice: { name: '爱丽', preferred_username: 'alice', groups: ['lead-h08'] }, nobody: { name: '无组' } },
    );
    [house, browser] = await Promise.all([openCockpit(provider.settings), openBrowser()]);
    cockpit = provider.settings.publicUrl ?? '';
    await house.front.app
      .get(Users)
      .add({ name: 'chief', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
    await provider.dispose();
  });

  const path = (page: Page): string => new URL(page.url()).pathname;
  /** Objections to a page in each language, theme and size. */
  async function objections(page: Page, ready: string): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const { language, theme } of LOOKS) {
      await page.evaluate(
        `localStorage.setItem('cockpit.locale', '${language}'); localStorage.setItem('cockpit.theme', '${theme}')`,
      );
      await page.reload();
      await page.getByTestId(ready).waitFor();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await still(page);
        const { violations } = await axe(page).analyze();
        const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        found.push(...violations.map(({ id, nodes }) => [language, theme, size.width, id, nodes[0]?.html]));
        if (wide === true) found.push([language, theme, size.width, 'scrolls sideways']);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    return found;
  }
  afterEach(() => browser.context.clearCookies());

  it('goes by the provider and back to the page that was wanted, and out again at both', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${cockpit}/desk/H08`);
    expect(await page.getByTestId('sign-on').innerText()).toContain('警务统一认证');
    expect(await objections(page, 'sign-on')).toEqual([]);
    await page.getByTestId('sign-on').click();
    await page.getByLabel('Subject').fill('alice');
    await page.getByRole('button').click();
    await page.getByTestId('own-account').waitFor();
    expect(path(page)).toBe('/desk/H08');
    await page.goto(`${cockpit}/account`);
    await page.getByTestId('account-elsewhere').waitFor();
    expect(await page.getByTestId('password-old').count()).toBe(0);
    await page.getByTestId('sign-out').click();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.getByTestId('sign-on').waitFor();
    expect(page.url()).toBe(`${cockpit}/sign-in`);
    await page.close();
  });

  it('says in words why somebody is turned back', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${cockpit}/sign-in`);
    await page.getByTestId('sign-on').click();
    await page.getByLabel('Subject').fill('nobody');
    await page.getByRole('button').click();
    await page.getByTestId('sign-in-error').waitFor();
    expect(new URL(page.url()).searchParams.get('refused')).toBe('no-role');
    expect(await objections(page, 'sign-in-error')).toEqual([]);
    await page.close();
  });

  it('takes a code once a second factor is set up', async () => {
    const page = await browser.context.newPage();
    const enter = async () => {
      await page.goto(`${cockpit}/sign-in?next=/account`);
      await page.getByTestId('sign-in-username').fill('chief');
      await page.getByTestId('sign-in-password').fill(PASSWORD);
      await page.getByTestId('sign-in-submit').click();
    };
    await enter();
    await page.getByTestId('factor-set-up').waitFor();
    expect(await objections(page, 'factor-set-up')).toEqual([]);
    await page.getByTestId('factor-set-up').click();
    await page.getByTestId('factor-password').fill(PASSWORD);
    await page.getByTestId('factor-go').click();
    const secret = (await page.getByTestId('factor-secret').innerText()).replace(/\s/g, '');
    await still(page);
    expect((await axe(page).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await page.getByTestId('factor-code').fill(new TOTP({ secret }).generate());
    await page.getByTestId('factor-confirm').click();
    await page.getByTestId('recovery-codes').waitFor();
    const codes = await page.getByTestId('recovery-codes').locator('code').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByTestId('codes-kept').click();
    await page.getByTestId('factor-on').waitFor();
    await browser.context.clearCookies({ name: 'cockpit_session' });
    await enter();
    await page.getByTestId('sign-in-code').fill('000000');
    await page.getByTestId('sign-in-verify').click();
    await page.getByTestId('sign-in-error').waitFor();
    expect((await axe(page).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await page.getByTestId('sign-in-code').fill(codes[0] ?? '');
    await page.getByTestId('sign-in-verify').click();
    await page.getByTestId('factor-on').waitFor();
    expect(await page.getByTestId('factor-on').innerText()).toContain('9');
    await page.close();
  });
});
