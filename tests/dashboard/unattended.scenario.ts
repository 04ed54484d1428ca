import type { Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { clockTo, decided, issued, opened, until, type Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn, TicketingHall } from './house';
import { openLine, type Line } from './line';
import { memoryProbe, slopeOf, type MemorySample } from './page-memory';

/** Real milliseconds of a hall minute at 120×. */
const MINUTE_MS = 500;
const SETTLE_SEC = 25;
const MEASURE_SEC = 60;
/** Faces differ by a megabyte, so a minute's slope wavers by half of one; over three minutes it is a quarter. A chart left behind at each turn is several. */
const MOST_HEAP_PER_MIN = 2_500_000;
const MOST_NODES_PER_MIN = 250;

/** In the page: when the number of a queue came to be drawn, and every frame. */
const WATCH = `
  const cell = document.querySelector('[data-testid="queue-traffic"] td.waiting');
  window.seen = [];
  window.frames = [];
  new MutationObserver(() => requestAnimationFrame(() => window.seen.push([cell.textContent, Date.now()]))).observe(cell, { childList: true, characterData: true, subtree: true });
  const tick = (at) => { window.frames.push(at); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  undefined;`;

/** A wall nobody looks after. */
describe('a wall left alone', () => {
  let house: Hall;
  let browser: TestBrowser;
  let wall: Page;
  let line: Line;
  const hall = new TicketingHall();
  let minute = 0;

  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
    await decided(house, 0, 'H08', opened(-1));
    line = await openLine(house.front.url);
    wall = await signedIn(browser, { ...house, front: { ...house.front, url: line.url } }, '/wall/H08?rotate=5');
    await wall.getByTestId('window-tile-a1').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await line.close();
    await house.close();
  });

  /** A hall minute as it comes in at 120×. */
  async function pass(): Promise<void> {
    minute += 1;
    await house.post([
      clockTo(minute),
      ...hall.come(minute, 'household', minute % 3 === 0 ? 2 : 1),
      ...hall.come(minute, 'traffic', minute % 4 === 0 ? 1 : 0),
      ...hall.minute(minute),
    ]);
  }

  it('holds no more after a minute at 120× than before it', async () => {
    const probe = await memoryProbe(wall);
    const samples: MemorySample[] = [];
    const began = performance.now();
    const sec = (): number => (performance.now() - began) / 1000;
    let next = SETTLE_SEC;
    while (sec() < SETTLE_SEC + MEASURE_SEC) {
      const turn = performance.now();
      await pass();
      if (sec() >= next) {
        samples.push(await probe(sec()));
        next += 2.5;
      }
      await sleep(Math.max(0, MINUTE_MS - (performance.now() - turn)));
    }
    const slope = slopeOf(samples);
    console.info(
      `memory of the wall at 120×: ${JSON.stringify({ ...slope, samples: samples.length, hallMinutes: minute })}`,
    );
    expect(minute).toBeGreaterThan(60);
    expect(samples.length).toBeGreaterThanOrEqual(8);
    expect(slope.heapBytesPerMin).toBeLessThan(MOST_HEAP_PER_MIN);
    expect(slope.nodesPerMin).toBeLessThan(MOST_NODES_PER_MIN);
  });

  it('turns its faces, and back to the map when something urgent comes', async () => {
    const faces = new Set<string>();
    await until(
      async () => {
        for (const face of ['map', 'queues', 'figures'])
          if ((await wall.getByTestId(`face-${face}`).count()) > 0) faces.add(face);
        return faces.size;
      },
      (seen) => seen === 3,
      40_000,
    );
  });

  it('never passes old numbers off as new, and comes back by itself with the new ones', async () => {
    await wall.goto(`${line.url}/wall/H08`);
    await until(
      () => wall.getByTestId('wall').getAttribute('data-fresh'),
      (fresh) => fresh === 'live',
    );
    line.cut();
    await wall.getByTestId('stale-note').waitFor({ timeout: 60_000 });
    expect(await wall.getByTestId('wall').getAttribute('data-fresh')).toBe('stale');
    for (let i = 0; i < 3; i++) await pass();
    line.mend();
    await until(
      () => wall.getByTestId('wall').getAttribute('data-fresh'),
      (fresh) => fresh === 'live',
      30_000,
    );
    const { queues } = await house.live();
    const waiting = queues.find(({ code }) => code === 'household')?.waiting;
    await until(
      () => wall.getByTestId('queue-household').locator('td.waiting').innerText(),
      (text) => text === String(waiting),
    );
  });

  it('shows a ticket soon after it was taken, and keeps up with fifty events a second', async () => {
    await wall.evaluate(WATCH);
    const start = Number(await wall.getByTestId('queue-traffic').locator('td.waiting').innerText());
    const sentAt: number[] = [];
    const TICKETS = 30;
    for (let i = 0; i < TICKETS; i++) {
      sentAt.push(Date.now());
      await house.post([issued(`pixel-${String(i)}`, minute + 0.01 * (i + 1), 'traffic')]);
      await sleep(400);
    }
    await until(
      () => wall.getByTestId('queue-traffic').locator('td.waiting').innerText(),
      (text) => Number(text) >= start + TICKETS,
    );
    const seen = await wall.evaluate<[string, number][]>('window.seen');
    const delays = sentAt
      .map((at, i) => (seen.find(([text]) => Number(text) >= start + i + 1)?.[1] ?? NaN) - at)
      .sort((a, b) => a - b);
    const p = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? NaN;

    const before = await wall.evaluate<number>('window.frames.length = 0, performance.now()');
    const BURST = 500;
    for (let i = 0; i < BURST / 5; i++) {
      await house.post(
        Array.from({ length: 5 }, (_, k) =>
          issued(`burst-${String(i)}-${String(k)}`, minute + 1 + i * 0.01, 'household'),
        ),
      );
      await sleep(75);
    }
    const { frames, now } = await wall.evaluate<{ frames: number[]; now: number }>(
      '({ frames: window.frames, now: performance.now() })',
    );
    const [count, spent, worst] = [
      frames.length,
      now - before,
      Math.max(...frames.slice(1).map((at, i) => at - (frames[i] ?? at))),
    ];
    const due = spent / (1000 / 60);
    console.info(
      `event to pixel ms: p50 ${String(p(0.5))} p95 ${String(p(0.95))} of ${String(delays.length)}; burst of ${(BURST / (spent / 1000)).toFixed(0)} events/s: ${String(count)} of ${due.toFixed(0)} frames (${(100 * (1 - count / due)).toFixed(1)} % dropped), longest ${worst.toFixed(0)} ms`,
    );
    expect(delays.every(Number.isFinite)).toBe(true);
    expect(p(0.95)).toBeLessThan(5_000);
    expect(worst).toBeLessThan(3_000);
  });
});
