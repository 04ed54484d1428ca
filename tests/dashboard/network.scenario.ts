import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import type { Page } from 'playwright-core';
import { ACTOR, ORGANISATION, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const PASSWORD = 'long enough to be one';
const PLACES: Readonly<Record<string, [number, number]>> = {
  H08: [30, 120],
  H09: [30.05, 120.02],
  H10: [29.98, 120.1],
};
const [NORTH_WEST, SOUTH_EAST] = [[119.9, 30.1] as const, [120.2, 29.9] as const];
const feature = (type: string, coordinates: unknown, properties: Record<string, string>) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const DISTRICT = {
  type: 'FeatureCollection',
  features: [
    feature(
      'Polygon',
      [[NORTH_WEST, [SOUTH_EAST[0], NORTH_WEST[1]], SOUTH_EAST, [NORTH_WEST[0], SOUTH_EAST[1]], NORTH_WEST]],
      { name: '云江区' },
    ),
    feature(
      'LineString',
      [
        [119.9, 30.02],
        [120.05, 30.01],
        [120.2, 30.06],
      ],
      { waterway: 'river', name: '云江' },
    ),
    feature(
      'LineString',
      [
        [119.95, 29.9],
        [120.01, 30],
        [120.02, 30.1],
      ],
      { highway: 'primary' },
    ),
    feature(
      'LineString',
      [
        [119.9, 29.97],
        [120.2, 29.99],
      ],
      { highway: 'primary' },
    ),
  ],
};

describe('the one map', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hall-cockpit-map-'));
  const file = join(folder, 'district.geojson');
  let house: Hall;
  let browser: TestBrowser;
  let map: Page;

  beforeAll(async () => {
    writeFileSync(file, JSON.stringify(DISTRICT));
    house = await openCockpit({ mapFile: file });
    browser = await openBrowser({ width: 1366, height: 768 });
    map = await signedIn(browser, house, '/network');
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    rmSync(folder, { recursive: true });
  });

  it('says where coordinates are entered while no place has any', async () => {
    await map.getByText('还没有地点填写坐标').waitFor();
    const { violations } = await axe(map).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('draws outline, water and roads beneath the places', async () => {
    const placed = ORGANISATION.halls.map((hall) => {
      const [lat, lon] = PLACES[hall.code] ?? [];
      return lat === undefined || lon === undefined ? hall : { ...hall, location: { lat, lon } };
    });
    const travelTimes = [
      { from: 'H08', to: 'H09', minutes: 15 },
      { from: 'H09', to: 'H10', minutes: 20 },
      { from: 'H08', to: 'H10', minutes: 25 },
    ];
    await house.front.app
      .get(OrganisationService)
      .replace({ ...ORGANISATION, halls: placed, travelTimes }, ACTOR, '2020-01-02');
    await map.reload();
    await map.getByTestId('place-H08').waitFor();
    await map.locator('[data-testid="ground"] path').nth(3).waitFor({ state: 'attached' });
    const kinds = await map.evaluate(
      `[...document.querySelectorAll('[data-testid="ground"] path')].map((path) => path.classList[0])`,
    );
    expect(kinds).toEqual(['outline', 'water', 'road', 'road']);
    // the outline is to be seen whole
    const beyond = await map.evaluate(`(() => {
      const outer = document.querySelector('[data-testid="ground"]').getBoundingClientRect();
      const inner = document.querySelector('[data-testid="ground"] .outline').getBoundingClientRect();
      return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
    })()`);
    expect(beyond).toBe(false);
  });

  it('shows how far a quarter of an hour reaches around the place that is pointed at, by mouse and by key', async () => {
    expect(await map.getByTestId('reach').count()).toBe(0);
    await map.getByTestId('place-H08').hover();
    await map.getByTestId('reach').waitFor();
    expect(await map.getByTestId('reach-said').innerText()).toMatch(/^15 分钟圈 · 直线约 [\d.]+ 公里$/);
    await map.mouse.move(2, 2);
    await map.getByTestId('reach').waitFor({ state: 'detached' });
    await map.getByTestId('place-H08').focus();
    await map.getByTestId('reach').waitFor();
    await still(map);
    const { violations } = await axe(map).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const out = process.env['LOOK'];
    if (out !== undefined) await map.screenshot({ path: out });
  });

  it('says what about a file cannot be drawn, and shows the places without it', async () => {
    writeFileSync(
      file,
      JSON.stringify({
        ...DISTRICT,
        features: [
          feature(
            'LineString',
            [
              [13358338, 3503549],
              [0, 0],
            ],
            {},
          ),
        ],
      }),
    );
    await map.reload();
    await map.getByTestId('place-H08').waitFor();
    const note = map.getByText('MAP_FILE 指定的底图文件无法绘制');
    await note.waitFor();
    expect(await note.innerText()).toContain('features.0.geometry.coordinates.0');
  });

  it('draws a bureau of many places as discs that a tap opens, and loses none of them', async () => {
    const MANY = 120;
    const hall = ORGANISATION.halls[0];
    if (hall === undefined) throw new Error('the organisation has no hall');
    const copies = Array.from({ length: MANY }, (_, i) => ({
      ...hall,
      code: `N${String(i)}`,
      name: `第${String(i)}大厅`,
      terminals: [],
      location: { lat: 29 + (i % 12) * 0.01 + (i > 59 ? 1 : 0), lon: 119 + Math.floor(i / 12) * 0.012 },
    }));
    await house.front.app
      .get(OrganisationService)
      .replace({ ...ORGANISATION, halls: [...ORGANISATION.halls, ...copies] }, ACTOR, '2020-01-03');
    await house.front.app
      .get(Users)
      .add({ name: 'manager', displayName: '服务部领导', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    const answer = await browser.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'manager', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    expect(answer.ok()).toBe(true);
    await map.reload();
    const discs = map.locator('[data-testid^="cluster-"]');
    await discs.first().waitFor();
    const drawn = async () =>
      (await discs.locator('.count').allInnerTexts()).reduce((sum, n) => sum + Number(n), 0) +
      (await map.locator('[data-testid^="place-"]').count());
    expect(await drawn()).toBeGreaterThanOrEqual(MANY);
    const { violations } = await axe(map).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const all = await map.getByTestId('places-said').innerText();
    const before = await discs.count();
    await discs.first().focus();
    await map.keyboard.press('Enter');
    await map.getByTestId('map-whole').waitFor();
    // the list follows once the map rests
    await map.getByTestId('places-said').filter({ hasNotText: all }).waitFor();
    expect((await discs.count()) + (await map.locator('[data-testid^="place-"]').count())).toBeGreaterThan(before);
    await map.getByTestId('map-whole').click();
    expect(await map.getByTestId('places-said').innerText()).toBe(all);
  });
});
