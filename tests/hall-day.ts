import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LiveHall } from '@cockpit/contracts';
import { memoryProbe, slopeOf, type MemorySample } from './dashboard/page-memory';
import { openBrowser } from './support/browser';
import { startDemo } from './support/demo';

/**
 * `npm run hall-day [-- HALL] [--speed N]`: a wall left alone from opening to closing of one demonstration day; what it holds is told
 * as it goes and at the end. Fails when it grows faster than the bounds, or was ever anything but live.
 */
const EVERY_MS = 15_000;
/** the first samples are of a page that is still getting to know its charts */
const SETTLE = 4;
const MOST_HEAP_PER_MIN = 1_000_000;
const MOST_NODES_PER_MIN = 100;

async function main(hall: string, speed: number): Promise<void> {
  const demo = await startDemo(resolve('.cache', 'hall-day'), speed);
  const browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
  try {
    await demo.signIn(browser.context, 'manager');
    const wall = await browser.context.newPage();
    await wall.goto(`${demo.url}/wall/${hall}?rotate=20`);
    await wall.locator('[data-testid^="window-tile-"]').first().waitFor({ timeout: 60_000 });
    const live = async (): Promise<LiveHall> => LiveHall.parse(await demo.get(`/v1/halls/${hall}/live`, 'manager'));
    const probe = await memoryProbe(wall);
    const samples: MemorySample[] = [];
    const began = performance.now();
    let [opened, stale] = [false, 0];
    for (;;) {
      const { now, open } = await live();
      opened ||= open;
      const sample = await probe((performance.now() - began) / 1000);
      const fresh = await wall.getByTestId('wall').getAttribute('data-fresh');
      if (opened) samples.push(sample);
      if (opened && open && fresh !== 'live') stale += 1;
      console.log(
        `${now}  ${open ? 'open' : 'closed'}  ${(sample.heapBytes / 1e6).toFixed(1)} MB  ${String(sample.nodes)} nodes  ${fresh ?? ''}`,
      );
      if (opened && !open) break;
      await sleep(EVERY_MS);
    }
    const slope = slopeOf(samples.slice(SETTLE));
    console.log(
      JSON.stringify({
        hall,
        speed,
        minutes: Math.round((performance.now() - began) / 60_000),
        ...slope,
        samples: samples.length,
        stale,
      }),
    );
    if (slope.heapBytesPerMin > MOST_HEAP_PER_MIN || slope.nodesPerMin > MOST_NODES_PER_MIN || stale > 0) {
      throw new Error(
        `more than ${String(MOST_HEAP_PER_MIN)} bytes or ${String(MOST_NODES_PER_MIN)} nodes a minute, or not live`,
      );
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

const {
  positionals: [hall = 'H32'],
  values,
} = parseArgs({ allowPositionals: true, options: { speed: { type: 'string', default: '60' } } });

void main(hall, Number(values.speed)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
