import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { MetricAnswer, OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { axe } from '../support/axe';
import { PASSWORD, People, act, shot } from './acting';
import { ACTOR, Desk, caseEvent, organisation, until } from './support';

const TITLE = '二楼自助区缺少老花镜';
/** the smallest picture there is */
const PROOF = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const PHONE = { width: 390, height: 844 };

/** Matters in the hands of people, on the whole cockpit: a finding from the phone to the day it is struck off, and what else they do. */
describe('a matter', () => {
  let desk: Desk;
  const people = new People(() => desk);
  let inspector: Page;
  let hall: Page;

  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const users = desk.running.app.get(Users);
    await users.add({ name: 'inspector', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    await users.add({ name: 'director', role: 'supervisor', halls: ['H32'], password: PASSWORD }, ACTOR);
    [inspector, hall] = [
      await people.as('inspector', PHONE),
      await people.as('director', { width: 1366, height: 768 }),
    ];
  });
  afterAll(async () => {
    await people.close();
    await desk.close();
  });

  it('goes from the phone to the hall, is answered and closed, verified and struck off', async () => {
    await inspector.goto(`${desk.running.url}/cases`);
    await inspector.getByTestId('new-case-link').click();
    await inspector.getByTestId('new-title').fill(TITLE);
    await inspector.getByTestId('new-text').fill('请联系 13812345678 配齐');
    await inspector.getByTestId('new-area').fill('二楼自助区');
    await inspector
      .getByTestId('new-files')
      .setInputFiles({ name: 'seen.png', mimeType: 'image/png', buffer: Buffer.from(PROOF, 'base64') });
    expect((await axe(inspector).analyze()).violations).toEqual([]);
    await shot(inspector, 'new');
    await inspector.getByTestId('new-save').click();
    await inspector.getByTestId('acts').waitFor();
    // what was seen there is its first step
    await inspector.getByTestId('path').locator('> li').first().getByTestId('file').waitFor();
    await act(inspector, 'assign', { hall: 'H32', text: '本周内整改' }, 'open');

    const [matter] = await until(
      () => desk.matters('?source=matter-desk'),
      ([one]) => one?.hall === 'H32',
    );
    await hall.goto(`${desk.running.url}/cases/${matter?.id ?? ''}`);
    await act(hall, 'reply', { text: '已采购，今天到货' }, 'answered');
    await act(hall, 'close', { result: '已整改', text: '老花镜已摆放', files: PROOF }, 'closed');
    const proof = (await hall.getByTestId('file').last().getAttribute('href')) ?? '';
    const shown = await hall.context().request.get(`${desk.running.url}${proof}`);
    expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    // whoever closed it is not asked to check it
    await hall.getByTestId('act-reopen').waitFor();
    expect(await hall.getByTestId('act-verify').count()).toBe(0);
    await shot(hall, 'closed-hall');

    await inspector.reload();
    await act(inspector, 'verify', { text: '现场复查合格' }, 'verified');
    await act(inspector, 'strike-off', {}, 'struck-off');
    expect(await inspector.getByTestId('path').innerText()).toMatch(/受理[^]*派件[^]*回复[^]*办结[^]*核验[^]*销账/);
    const read = await inspector.locator('body').innerText();
    expect(read).toContain('二楼自助区\n');
    expect(read).not.toMatch(/1234|[{}]/);
    expect((await axe(inspector).analyze()).violations).toEqual([]);
    await shot(inspector, 'struck-off');
    // it counts on the day it was due: closed in time
    const day = matter?.dueAt?.slice(0, 10) ?? '';
    const share = await until(
      () => desk.call(`/v1/metrics/on_time_rate?hall=H32&by=kind&from=${day}&to=${day}`),
      ({ body }) => MetricAnswer.parse(body).numerator === 1,
    );
    expect(MetricAnswer.parse(share.body).parts).toMatchObject([{ by: 'finding', numerator: 1, denominator: 1 }]);
  });

  it('takes as proof only what is a picture or a paper by its content, and says so of anything else', async () => {
    await desk.send([
      caseEvent('hall.case.accepted', 'lie', '2026-03-02T10:00:00+08:00', {
        kind: 'finding',
        channel: 'online',
        unit: 'H32',
        hallId: 'H32',
      }),
    ]);
    await desk.settled();
    await hall.goto(`${desk.running.url}/cases/${(await desk.detail('lie')).id}`);
    await hall.getByTestId('act-reply').click();
    await hall.getByTestId('act-text').fill('见附件');
    const script = Buffer.from('<script>alert(1)</script>');
    const choose = (mimeType: string, content: Buffer) =>
      hall.getByTestId('act-files').setInputFiles({ name: 'proof', mimeType, buffer: content });
    const refused = hall.getByText('内容须与文件类型相符').first();
    await choose('image/png', script);
    await hall.getByTestId('act-save').click();
    await refused.waitFor();
    await choose('application/pdf', script);
    const asked = hall.waitForResponse((answer) => answer.url().endsWith('/files'));
    await hall.getByTestId('act-save').click();
    expect((await asked).status()).toBe(422);
    await refused.waitFor();
    await shot(hall, 'file-lies');
    // nothing was done, and what was typed is still there
    expect(await hall.getByTestId('act-text').inputValue()).toBe('见附件');
    expect((await desk.detail('lie')).step).toBe('open');
    await choose('image/png', Buffer.from(PROOF, 'base64'));
    await hall.getByTestId('act-save').click();
    await hall.locator('[data-testid="acts"][data-step="answered"]').waitFor();
  });

  it('is one of several that are assigned together in the list', async () => {
    await desk.send(
      ['d1', 'd2', 'd3'].map((caseId) =>
        caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
          kind: 'order',
          channel: 'phone',
          unit: 'H32',
          hallId: 'H32',
        }),
      ),
    );
    await desk.settled();
    await hall.goto(`${desk.running.url}/cases?state=unattended`);
    for (const caseId of ['d1', 'd2']) await hall.getByTestId(`choose-${caseId}`).check();
    expect((await axe(hall).analyze()).violations).toEqual([]);
    await shot(hall, 'bulk');
    await hall.getByTestId('bulk-assign').click();
    await hall.getByTestId('act-officer').fill('o1');
    await hall.getByTestId('act-save').click();
    await until(
      () => desk.matters('?officer=o1'),
      (own) => own.length === 2,
    );
    expect((await desk.matters('?officer=o1')).map(({ caseId }) => caseId).sort()).toEqual(['d1', 'd2']);
  });

  it('without an item or a due time goes by the clock of its kind, on its page and in the figures', async () => {
    const order = (await desk.matters('?kind=order')).find(({ caseId }) => caseId === 'd1');
    await hall.goto(`${desk.running.url}/cases/${order?.id ?? ''}`);
    await hall.getByTestId('explanation').waitFor();
    // five working days after Monday, the second of March: the next Monday, when the office closes
    const read = await hall.locator('section[aria-labelledby="clock-title"]').innerText();
    expect(read).toMatch(/03-09 17:30/);
    expect(read).toContain('首次联系');
    expect((await axe(hall).analyze()).violations).toEqual([]);
    await shot(hall, 'order');
    const { body } = await desk.call('/v1/metrics/on_time_rate?by=kind&from=2026-03-01&to=2026-03-31');
    expect(MetricAnswer.parse(body).parts.find(({ by }) => by === 'order')).toMatchObject({
      numerator: 0,
      denominator: 3,
    });
  });

  it('that two people act on at once is done by both, each knowing of the other', async () => {
    await desk.send([
      caseEvent('hall.case.accepted', 'two', '2026-03-02T10:00:00+08:00', {
        kind: 'order',
        channel: 'phone',
        unit: 'H32',
        hallId: 'H32',
      }),
    ]);
    await desk.settled();
    const matter = (await desk.matters()).find(({ caseId }) => caseId === 'two');
    if (matter === undefined) throw new Error('the matter did not come');
    const address = `${desk.running.url}/cases/${matter.id}`;
    await hall.goto(address);
    await hall.getByTestId('act-reply').click();
    await hall.getByTestId('act-text').fill('已回访，当事人认可');
    await inspector.goto(address);
    await act(inspector, 'urge', { text: '请今天回复' }, 'open');
    await hall.getByTestId('act-save').click();
    await hall.getByTestId('act-meanwhile').getByText('请今天回复').waitFor();
    expect(await hall.getByTestId('act-text').inputValue()).toBe('已回访，当事人认可');
    expect((await axe(hall).analyze()).violations).toEqual([]);
    await shot(hall, 'refused');
    await hall.getByTestId('act-save').click();
    await hall.locator('[data-testid="acts"][data-step="answered"]').waitFor();
    expect(await hall.getByTestId('path').innerText()).toMatch(/催办[^]*回复/);
  });

  it('that nobody works on is given in one tap to who is qualified for it', async () => {
    const officer = (id: string, name: string) => ({
      id,
      name,
      hall: 'H32',
      skills: [{ branch: 'household', from: '2026-01-01' }],
    });
    const officers = [officer('q1', '王明'), officer('q2', '李红')];
    const doc = OrganisationDoc.parse({ ...organisation(), officers });
    await desk.running.app.get(OrganisationService).replace(doc, ACTOR);
    await desk.send(
      ['g1', 'g2'].map((caseId) =>
        caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
          kind: 'case',
          channel: 'window',
          unit: '户政窗口',
          hallId: 'H32',
          item: 'HZ-1',
        }),
      ),
    );
    await desk.settled();
    await hall.goto(`${desk.running.url}/cases?state=unattended`);
    const give = hall.getByTestId('case-g1').getByTestId('give');
    expect(await give.innerText()).toMatch(/^派给 王明\s*在办 0 件$/);
    expect((await axe(hall).analyze()).violations).toEqual([]);
    await shot(hall, 'give');
    const unattended = async () =>
      MetricAnswer.parse((await desk.call('/v1/metrics/unattended?hall=H32')).body).value ?? 0;
    const before = await unattended();
    await give.click();
    await until(
      () => desk.matters('?officer=q1'),
      (own) => own.length === 1,
    );
    await until(unattended, (now) => now === before - 1);
    // the next one goes to whoever has less in hand by now, on its own page too
    const [other] = await desk.matters('?unit=%E6%88%B7%E6%94%BF%E7%AA%97%E5%8F%A3&officer=');
    await hall.goto(`${desk.running.url}/cases/${other?.id ?? ''}`);
    await hall.getByTestId('give').first().waitFor();
    expect(await hall.getByTestId('give').allInnerTexts()).toEqual([
      expect.stringMatching(/^派给 李红\s*在办 0 件$/),
      expect.stringMatching(/^派给 王明\s*在办 1 件$/),
    ]);
    await shot(hall, 'give-one');
    await hall.getByTestId('give').first().click();
    await until(
      () => desk.matters('?officer=q2'),
      (own) => own.length === 1,
    );
  });

  it('of a unit is seen and acted on by its people, wherever it is handled, and nothing else is', async () => {
    const users = desk.running.app.get(Users);
    await users.add({ name: 'approval', role: 'unit', halls: 'all', units: ['治安科'], password: PASSWORD }, ACTOR);
    const order = (caseId: string, unit: string, hallId: string) =>
      caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
        kind: 'order',
        channel: 'phone',
        unit,
        hallId,
      });
    await desk.send([order('u1', '治安科', 'H32'), order('u2', '治安科', 'H12'), order('u3', '交管科', 'H32')]);
    await desk.settled();
    const unit = await people.as('approval', { width: 1366, height: 768 });
    const refused: string[] = [];
    unit.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${String(answer.status())} ${new URL(answer.url()).pathname}`);
    });

    // a unit has no halls: it begins with its matters, and is offered no page that is empty or refused to it
    await unit.goto(`${desk.running.url}/`);
    await unit.waitForURL(/\/cases$/);
    // the address is there before the frame of the page
    await unit.locator('#modules a').first().waitFor({ state: 'attached' });
    const links = await unit.locator('#modules a').all();
    const pages = await Promise.all(links.map((link) => link.getAttribute('href')));
    expect(pages).toEqual(['/phone-lines', '/wishes', '/me', '/cases']);
    const desks = ['difficult', 'enterprise', 'hotline', 'complaints'].map((name) => `/desks/${name}`);
    for (const page of [...pages, ...desks]) {
      await unit.goto(`${desk.running.url}${page ?? ''}`, { waitUntil: 'networkidle' });
      await shot(unit, `unit${(page ?? '').replaceAll('/', '-')}`);
    }
    await unit.goto(`${desk.running.url}/cases?state=open`);
    const row = (caseId: string) => unit.getByTestId(`case-${caseId}`);
    await row('u1').waitFor();
    await unit.getByTestId('by-hall').click();
    await unit.getByTestId('count-H12').waitFor();
    await shot(unit, 'unit-list');
    expect(await unit.locator('[data-testid^="case-u"]').count()).toBe(2);
    expect((await axe(unit).analyze()).violations).toEqual([]);
    for (const caseId of ['u1', 'u2']) await unit.getByTestId(`choose-${caseId}`).check();
    await unit.getByTestId('bulk-assign').click();
    await unit.getByTestId('act-officer').fill('o7');
    await shot(unit, 'unit-assign');
    await unit.getByTestId('act-save').click();
    await until(
      () => desk.matters('?officer=o7'),
      (given) => given.length === 2,
    );
    await row('u1').getByRole('link').click();
    await unit.getByTestId('acts').waitFor();
    await shot(unit, 'unit-matter');
    expect(await unit.locator('body').innerText()).toMatch(/办理大厅\s+大厅 H32/);
    await act(unit, 'reply', { text: '已联系申请人' }, 'answered');
    await act(unit, 'close', { result: '已办结', text: '证明已开具' }, 'closed');
    expect(await unit.getByTestId('act-verify').count()).toBe(0);
    expect(refused).toEqual([]);

    const other = (await desk.matters('?officer=')).find(({ caseId }) => caseId === 'u3');
    await unit.goto(`${desk.running.url}/cases/${other?.id ?? ''}`);
    await unit.getByRole('alert').waitFor();
    await shot(unit, 'unit-other');
    // of the two questions of the page the second may still be on its way
    const both = [`404 /v1/matters/${other?.id ?? ''}`, `404 /v1/matters/${other?.id ?? ''}/clock`];
    await until(
      () => Promise.resolve(refused),
      (all) => both.every((one) => all.includes(one)),
    );
    expect(new Set(refused)).toEqual(new Set(both));
  });
});
