import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import { Prompt } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { GUIDED_ORGANISATION, ticket } from './guided-hall';
import { ACTOR, decided, openHall, opened, sent, until, type Hall } from './support';

const PASSWORD = 'long enough to be one';
const PEOPLE = [
  { name: 'guide', displayName: '导办员', role: 'guide', halls: ['H08'] },
  { name: 'officer', displayName: '警员乙', role: 'officer', halls: ['H08'], officerId: 'H08-b1' },
] as const;

/** People of the hall at their own pages, on the whole cockpit: door, log, writer, worker, api and the dashboards it serves. */
describe('people of the hall', () => {
  let house: Hall;

  beforeAll(async () => {
    house = await openHall(CockpitAppModule);
    if (!existsSync(join(house.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    await house.front.app.get(OrganisationService).replace(GUIDED_ORGANISATION, ACTOR, '2020-01-01');
    for (const person of PEOPLE)
      await house.front.app.get(Users).add({ ...person, halls: [...person.halls], password: PASSWORD }, ACTOR);
  });
  afterAll(() => house.close());

  describe('a guide with a phone', () => {
    let browser: TestBrowser;
    beforeAll(async () => {
      browser = await openBrowser({ width: 390, height: 844 });
    });
    afterAll(() => browser.close());

    it('leads five people away, and the wall shows fewer waiting', async () => {
      const people = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'].map((id, i) => ticket(id, 2 + i, i === 2 ? 'proof' : 'card'));
      await decided(house, 30, 'H08', [...opened(0), ...people, ticket('A7', 9, 'move')]);
      const wall = await signedIn(browser, house, 'guide', '/wall/H08');
      await wall.setViewportSize({ width: 1920, height: 1080 });
      const waiting = () => wall.getByTestId('queue-household').locator('td.waiting').innerText();
      await until(waiting, (text) => text === '7');

      const phone = await signedIn(browser, house, 'guide', '/guide/H08');
      await phone.getByTestId('person-A1').waitFor();
      expect(await phone.getByTestId('person-A7').count()).toBe(0);
      await expectAccessible(phone);
      for (const id of ['A1', 'A2', 'A4', 'A5', 'A6']) {
        await phone.getByTestId(`lead-${id}-self-service`).click();
        await until(
          () => phone.getByTestId('led-word').innerText(),
          (said) => said.includes(id),
        );
        await phone.getByTestId(`person-${id}`).waitFor({ state: 'detached' });
      }
      await until(waiting, (text) => text === '2');

      // the last one was a mistake, and then was not
      await phone.getByTestId('led-undo').click();
      await until(waiting, (text) => text === '3');
      await phone.getByTestId('lead-A6-self-service').click();
      await until(waiting, (text) => text === '2');
      await until(
        () => phone.getByTestId('figure-guided').innerText(),
        (text) => text.includes('5'),
      );
      await phone.close();
      await wall.close();
    });

    it('opens the page without a network, with nothing on it that could be taken for news', async () => {
      const phone = await signedIn(browser, house, 'guide', '/guide/H08');
      await phone.getByTestId('person-A3').waitFor();
      await phone.evaluate('navigator.serviceWorker.ready.then(() => null)');
      // once more under the worker, which now sees every file go by
      await phone.reload();
      await phone.getByTestId('person-A3').waitFor();
      expect(await kept(phone)).toEqual(
        expect.arrayContaining([expect.stringMatching(/index\.html$/), expect.stringMatching(/\/assets\/.*\.js$/)]),
      );
      expect((await kept(phone)).filter((path) => path.startsWith('/v1'))).toEqual([]);

      await browser.context.setOffline(true);
      await phone.getByTestId('stale-note').waitFor({ timeout: 20_000 });
      expect(await phone.getByTestId('lead-A3-mobile').isDisabled()).toBe(true);
      await phone.reload();
      await phone.getByRole('alert').waitFor({ timeout: 20_000 });
      expect(await phone.getByTestId('person-A3').count()).toBe(0);
      await browser.context.setOffline(false);
      await phone.getByTestId('person-A3').waitFor({ timeout: 20_000 });
      await phone.close();
    });
  });

  it('an officer sees the warning of the own window, and acknowledges it', async () => {
    // two of three windows help elsewhere: the third has everything of its queue to do
    const line = Array.from({ length: 30 }, (_, i) =>
      sent('hall.ticket.issued', 31, {
        ticketId: `B${String(i)}`,
        number: `B${String(i)}`,
        queue: 'traffic',
        channel: 'walk-in',
      }),
    );
    await decided(house, 32, 'H08', [
      ...line,
      ...['b2', 'b3'].map((windowId) => sent('hall.window.assigned', 31, { windowId, queues: ['household'] })),
    ]);
    for (const minute of [33, 34, 35, 36]) await decided(house, minute, 'H08');
    const mine = async () =>
      (await house.warnings()).find(
        ({ scope, condition }) => scope.kind === 'window' && scope.code === 'b1' && condition === 'firing',
      );
    const warning = await until(mine, (found) => found !== undefined);
    if (warning === undefined) throw new Error('the window is not warned of');

    const browser = await openBrowser({ width: 390, height: 844 });
    try {
      const page = await signedIn(browser, house, 'officer', '/me');
      expect(await page.getByTestId('seat').innerText()).toContain('b1');
      const card = page.getByTestId(`my-warning-${warning.id}`);
      await card.waitFor();
      await expectAccessible(page);
      await card.getByTestId('my-warning-ack').click();
      await until(
        () => card.getByTestId('my-warning-handling').innerText(),
        (text) => text.includes('警员乙'),
      );
      expect(await card.getByTestId('my-warning-ack').count()).toBe(0);
      expect(await mine()).toMatchObject({ handling: 'acknowledged', acknowledgedBy: '警员乙' });
      // what an accepted prompt asks of the window stands there until the hall has done it
      const link = { kind: 'link', windowId: 'b1', queues: ['traffic', 'household'] };
      const made = Prompt.parse(await (await house.send('/v1/halls/H08/prompts', link)).json());
      const order = page.getByTestId(`order-window-${made.id}`);
      await order.getByTestId('order-receive').click();
      await until(
        () => order.getAttribute('data-state'),
        (state) => state === 'received',
      );
      await expectAccessible(page);
      await decided(house, 37, 'H08', [sent('hall.window.assigned', 36.5, { ...link, promptId: made.id })]);
      await until(
        () => order.getAttribute('data-state'),
        (state) => state === 'done',
      );
      const asked = (await house.prompts()).find(({ id }) => id === made.id)?.orders?.find(({ to }) => to === 'window');
      expect(asked?.steps.map(({ step }) => step)).toEqual(['told', 'no-channel', 'seen', 'received', 'done']);
      // not theirs: the queue's warning is the supervisor's
      const queue = (await house.warnings()).find(({ scope }) => scope.kind === 'queue');
      const refused =
        queue &&
        (await page.request.post(`${house.front.url}/v1/warnings/${queue.id}/ack`, {
          data: {},
          headers: { origin: house.front.url },
        }));
      expect(refused?.status() ?? 403).toBe(403);
    } finally {
      await browser.close();
    }
  });
});

async function signedIn({ context }: TestBrowser, { front }: Hall, username: string, path: string): Promise<Page> {
  const answer = await context.request.post(`${front.url}/v1/session`, {
    data: { username, password: PASSWORD },
    headers: { origin: front.url },
  });
  expect(answer.ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${front.url}${path}`);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  // what was done is said in a note that comes into sight: half faded in, its letters have too little contrast
  await still(page);
  const { violations } = await axe(page).analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .slice(0, 3)
          .join(' ')}`,
    ),
  ).toEqual([]);
}

/** Paths of everything the page's worker has kept. */
const kept = async (page: Page): Promise<string[]> =>
  z.array(z.string()).parse(
    await page.evaluate(`(async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => new URL(url).pathname);
})()`),
  );
