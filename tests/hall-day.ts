import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveHall } from '@cockpit/contracts';
import { memoryProbe, slopeOf, type MemorySample } from './dashboard/page-memory';
import { openBrowser } from './support/browser';
import { startDemo } from './support/demo';

/** `npm run hall-day [-- HALL]`: a wall left alone from opening to closing of one demonstration day; what it holds is told every minute and at the end. */
const EVERY_MS = 60_000;

async function main(hall: string): Promise<void> {
  const demo = await startDemo(resolve('.cache', 'hall-day'));
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
    let opened = false;
    for (;;) {
      const { now, open } = await live();
      opened ||= open;
      const sample = await probe((performance.now() - began) / 1000);
      samples.push(sample);
      console.log(`${now}  ${open ? 'open' : 'closed'}  ${(sample.heapBytes / 1e6).toFixed(1)} MB  ${String(sample.nodes)} nodes  ${(await wall.getByTestId('wall').getAttribute('data-fresh')) ?? ''}`);
      if (opened && !open) break;
      await sleep(EVERY_MS);
    }
    console.log(JSON.stringify(slopeOf(samples.slice(1))));
  } finally {
    await browser.close();
    await demo.stop();
  }
}

void main(process.argv[2] ?? 'H32').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
