import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { Round, RoundFiguresAnswer } from '@cockpit/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { axe } from '../support/axe';
import { PASSWORD, People, act, shot } from './acting';
import { ACTOR, Desk, until } from './support';

const TITLE = '等候区缺少老花镜';
/** the smallest picture there is */
const PHOTO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PHONE = { width: 390, height: 844 };
/** in the browser: whether the worker has kept all that the page has loaded */
const KEPT = `async () => {
  await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'));
  const kept = await Promise.all(loaded.map(({ name }) => caches.match(name)));
  return loaded.length > 0 && kept.every((one) => one !== undefined);
}`;

/** A round of inspections on a telephone that loses its network, on the whole cockpit. */
describe('an inspection round', () => {
  let desk: Desk;
  const people = new People(() => desk);
  let context: BrowserContext;
  let phone: Page;
  let hall: Page;
  let id = '';

  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const users = desk.running.app.get(Users);
    await users.add({ name: 'inspector', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    await users.add({ name: 'director', role: 'supervisor', halls: ['H32'], password: PASSWORD }, ACTOR);
    [phone, hall] = [await people.as('inspector', PHONE), await people.as('director', { width: 1366, height: 768 })];
    context = phone.context();
  });
  afterAll(async () => {
    await people.close();
    await desk.close();
  });

  const outbox = (waiting: number, refused = 0): Promise<void> =>
    phone
      .locator(`[data-testid="outbox"][data-waiting="${String(waiting)}"][data-refused="${String(refused)}"]`)
      .waitFor();
  const line = (nth: number) => phone.locator('[data-testid^="line-"]').nth(nth);
  const standing = (nth: number, answer: string, isSent: boolean): Promise<void> =>
    phone
      .locator(`[data-testid^="line-"][data-answer="${answer}"][data-sent="${String(isSent)}"] >> nth=${String(nth)}`)
      .waitFor();
  const accessible = async (page: Page): Promise<void> => {
    expect((await axe(page).analyze()).violations).toEqual([]);
  };
  const round = async (): Promise<Round> => Round.parse((await desk.call(`/v1/rounds/${id}`)).body);
  const figures = async (): Promise<RoundFiguresAnswer> =>
    RoundFiguresAnswer.parse((await desk.call(`/v1/rounds/${id}/figures`)).body);
  async function turn(state: 'open' | 'ended'): Promise<void> {
    const { revision, name, halls, from, to, lines } = await round();
    const body = { revision, state, name, from, to, lines, halls: halls.map(({ code }) => code) };
    expect((await desk.call(`/v1/rounds/${id}`, { method: 'PUT', body })).status).toBe(200);
  }
  it('is made with its halls and check list, and opened on a telephone', async () => {
    await phone.goto(`${desk.running.url}/rounds`);
    await phone.getByTestId('round-new').click();
    await phone.getByTestId('round-name').fill('三季度督导');
    await phone.getByTestId('round-all-halls').click();
    const lines = [
      '咨询引导区|引导台是否有人',
      '咨询引导区|是否备有老花镜',
      '窗口|是否一次性告知',
      '窗口|设备是否正常',
    ];
    for (const [at, text] of lines.entries()) {
      if (at > 0) await phone.getByTestId('round-add').click();
      const [area = '', question = ''] = text.split('|');
      await phone.getByTestId(`round-area-${String(at)}`).fill(area);
      await phone.getByTestId(`round-question-${String(at)}`).fill(question);
    }
    await accessible(phone);
    await shot(phone, 'round-new');
    await phone.getByTestId('round-save').click();
    await phone.getByTestId('round-matrix').waitFor();
    id = phone.url().split('/').at(-1) ?? '';
    await accessible(phone);
    await phone.getByTestId('matrix-H32').locator('a').click();
    await line(3).waitFor();
    await line(0).getByTestId('answer-ok').click();
    await standing(0, 'ok', true);
    await outbox(0);
    await accessible(phone);
    await shot(phone, 'inspect');
  });

  it('goes on in a basement: what is entered without a network survives a reload and is sent once', async () => {
    // everything that the page has loaded is kept for the time without a network
    await until(
      () => phone.evaluate<boolean>(`(${KEPT})()`),
      (kept) => kept,
    );
    await context.setOffline(true);
    await line(1).getByTestId('answer-finding').click();
    await phone.getByTestId('finding-title').fill(TITLE);
    await phone.getByTestId('finding-text').fill('联系人 13812345678');
    await phone
      .getByTestId('finding-photo')
      .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from(PHOTO, 'base64') });
    await phone.locator('form img').waitFor();
    await accessible(phone);
    await shot(phone, 'finding');
    await phone.getByTestId('finding-save').click();
    await standing(0, 'finding', false);
    await line(2).getByTestId('answer-not-applicable').click();
    await outbox(2);

    await phone.reload();
    await standing(0, 'finding', false);
    await outbox(2);
    expect(await phone.getByTestId('outbox').innerText()).toMatch(/2 条待发送\s*没有网络/);
    expect(await phone.getByTestId('progress').innerText()).toBe('已检 3 / 4 项');
    await accessible(phone);
    await shot(phone, 'offline');

    // the first answer to the finding gets lost on its way back
    let lost = 0;
    await context.route(
      '**/v1/matters',
      async (route) => {
        lost += 1;
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await context.setOffline(false);
    await outbox(0);
    await standing(0, 'finding', true);
    expect(lost).toBe(1);
    const found = await until(
      () => desk.matters(`?round=${id}`),
      ({ length }) => length > 0,
    );
    expect(found.map(({ title, hall: of, kind }) => [title, of, kind])).toEqual([[TITLE, 'H32', 'finding']]);
    const answers: unknown = await desk.postgres.query(
      'SELECT answer, hall, by_name AS by FROM inspection_answer WHERE round = $1 ORDER BY at',
      [id],
    );
    expect(answers).toEqual(
      ['ok', 'finding', 'not-applicable'].map((answer) => ({ answer, hall: 'H32', by: 'inspector' })),
    );
    const { path, about } = await desk.detail(found[0]?.id ?? '');
    expect(path.map(({ what, act: said }) => [what, said?.files.length])).toEqual([
      ['accepted', 0],
      ['commented', 1],
    ]);
    expect(about).toMatchObject({ area: '咨询引导区', text: '联系人 [电话号]', round: { id } });
  });

  it('says what is not taken and why, and keeps it until somebody decides', async () => {
    await context.setOffline(true);
    await line(3).getByTestId('answer-ok').click();
    await outbox(1);
    await turn('ended');
    await context.setOffline(false);
    await outbox(0, 1);
    expect(await phone.getByTestId('refused-entry').innerText()).toContain('这次检查已结束');
    await accessible(phone);
    await shot(phone, 'refused');
    await phone.reload();
    await outbox(0, 1);
    await turn('open');
    await phone.getByTestId('send-again').click();
    await outbox(0, 0);
    await until(figures, ({ total }) => total.checked === 4);
  });

  it('is rectified with proof, verified and struck off, and its figures follow', async () => {
    const [finding] = await desk.matters(`?round=${id}`);
    const path = `${desk.running.url}/cases/${finding?.id ?? ''}`;
    await hall.goto(path);
    await act(hall, 'reply', { text: '今天配齐' }, 'answered');
    await act(hall, 'close', { result: '已整改', text: '已摆放', files: PHOTO }, 'closed');
    await phone.goto(path);
    await act(phone, 'verify', { text: '复查合格' }, 'verified');
    await act(phone, 'strike-off', {}, 'struck-off');
    await until(figures, ({ total }) => total.struckOff === 1);
    for (const page of [phone, hall]) {
      await page.goto(`${desk.running.url}/rounds/${id}`);
      await page.locator('[data-testid="round"][data-ready="true"]').waitFor();
      expect(await page.getByTestId('figure-struckOff').innerText()).toMatch(/1/);
      expect(await page.getByTestId('figure-rectified').innerText()).toMatch(/1 \/ 1/);
      await page.getByText(TITLE).waitFor();
      await accessible(page);
    }
    // the director has one hall of the two
    expect(await phone.getByTestId('matrix-H12').count()).toBe(1);
    expect(await hall.getByTestId('matrix-H12').count()).toBe(0);
    expect(await hall.getByTestId('round-edit').count()).toBe(0);
    await shot(phone, 'round-phone');
    await shot(hall, 'round-hall');
    await hall.goto(`${desk.running.url}/rounds`);
    await hall.getByTestId('rounds-table').waitFor();
    await accessible(hall);
    await shot(hall, 'rounds');
  });
});
