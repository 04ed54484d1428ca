import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { decided, issued, sent, until, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';
import { drawLarge, openLarge } from './large-hall';

/** px at 1920 × 1080: what can be read from three metres */
const LEAST = 24;
/** What is written on the plan below the least size; in the page. */
const SMALL = `(() => {
  const small = [];
  const walk = document.createTreeWalker(document.querySelector('[data-testid="life-plan"]'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    if (text === '' || element.closest('.sr-only')) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < ${String(LEAST)} - 0.01) small.push(size.toFixed(1) + ' ' + text);
  }
  return small;
})()`;
/** Parts of the plan that reach beyond it or beyond the wall, and names and numbers wider than their room; in the page. */
const BEYOND = `(() => {
  const edge = document.querySelector('[data-testid="life-plan"]').getBoundingClientRect();
  const foot = document.querySelector('.wall > footer').getBoundingClientRect().top;
  const all = [...document.querySelectorAll('[data-testid="life-plan"], [data-testid="life-plan"] [data-testid]')];
  return [...all.filter((one) => { const { left, right, top, bottom } = one.getBoundingClientRect();
      return left < edge.left - 3 || right > edge.right + 3 || top < edge.top - 3 || bottom > edge.bottom + 3 || bottom > foot + 1; }),
    ...[...document.querySelectorAll('.life .window b')].filter((one) => one.offsetWidth > one.parentElement.clientWidth + 1),
    ...[...document.querySelectorAll('.crowd .head')].filter((one) => one.scrollWidth > one.clientWidth + 1)]
    .map((one) => one.dataset.testid ?? one.textContent);
})()`;
/** Where each dot of a queue stands; in the page. */
const DOTS = (queue: string): string =>
  `[...document.querySelectorAll('[data-testid="crowd-${queue}"] circle')].map((one) => one.getAttribute('cx') + ' ' + one.getAttribute('cy'))`;
const HEADS = `[...document.querySelectorAll('.crowd')].map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [one.dataset.testid, x, y, width, height].join(' '); })`;

describe('the plan face of a wall', () => {
  let house: Hall;
  let browser: TestBrowser;
  let wall: Page;

  const open = async (look: Record<string, string> = {}): Promise<void> => {
    await wall.evaluate(
      Object.entries({ theme: 'dark', locale: 'zh-CN', ...look })
        .map(([key, value]) => `localStorage.setItem('cockpit.${key}', '${value}')`)
        .join(';'),
    );
    await wall.goto(`${house.front.url}/wall/H50?map=plan`);
    await wall.getByTestId('crowd-b0').waitFor();
    await still(wall);
  };
  const shot = async (name: string): Promise<void> => {
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await wall.screenshot({ path: join(shots, `${name}.png`) });
  };
  /** Contrast goes by the theme, room by size and language. */
  const LOOKS = [
    ['dark', 'zh-CN', 1920, 1080],
    ['light', 'en', 1920, 1080],
    ['dark', 'zh-CN', 3840, 2160],
    ['light', 'en', 1366, 768],
    ['dark', 'zh-CN', 1366, 768],
  ] as const;
  const inEveryLook = async (name: string): Promise<void> => {
    for (const [theme, locale, width, height] of LOOKS) {
      await wall.setViewportSize({ width, height });
      await open({ theme, locale });
      await shot(`${name}-${theme}-${locale}-${String(width)}`);
      expect(await wall.evaluate(BEYOND)).toEqual([]);
      if (width !== 1920) continue;
      expect(await wall.evaluate(SMALL)).toEqual([]);
      expect((await axe(wall).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
    await wall.setViewportSize({ width: 1920, height: 1080 });
  };

  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
    wall = await signedIn(browser, house, '/account');
    await openLarge(house);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('is a schematic one where nobody drew the hall, in every look', async () => {
    await open();
    expect(await wall.getByTestId('plan-schematic').innerText()).toBe('示意图，不代表实际位置');
    expect(await wall.locator('[data-testid^="plan-window-"]').count()).toBe(50);
    await inEveryLook('schematic');
  }, 240_000);

  it('shows the hall as it is drawn, with a dot for each who waits, in every look', async () => {
    await drawLarge(house);
    const come = Array.from({ length: 60 }, (_, i) => issued(`N${String(i)}`, 60, `b${String(i % 3)}`, 'H50'));
    await decided(house, 61, 'H50', [
      ...come,
      sent('hall.terminal.fault', 60, { terminalId: 't2', code: 'paper' }, 'H50'),
      ...[1, 3, 4].map((n) => sent('hall.terminal.heartbeat', 60, { terminalId: `t${String(n)}` }, 'H50')),
    ]);
    const stand = async (): Promise<string> => await (await house.get('/v1/terminals?hall=H50')).text();
    await until(stand, (known) => known.includes('"fault"'), 20_000);
    await open();
    expect(await wall.getByTestId('plan-schematic').count()).toBe(0);
    const waiting = Number(await wall.getByTestId('crowd-b0').getAttribute('data-waiting'));
    expect(waiting).toBeGreaterThan(20);
    expect(await wall.evaluate<string[]>(DOTS('b0'))).toHaveLength(waiting);
    await wall.locator('[data-testid="plan-terminal-t2"][aria-label$="故障"]').waitFor();
    await inEveryLook('drawn');
  }, 240_000);

  it('leaves every dot and every room where it was when others come', async () => {
    await open();
    const [before, rooms] = [await wall.evaluate<string[]>(DOTS('b1')), await wall.evaluate(HEADS)];
    await decided(house, 62, 'H50', [issued('Z1', 61.5, 'b1', 'H50'), issued('Z2', 61.5, 'b2', 'H50')]);
    await wall.locator(`[data-testid="crowd-b1"][data-waiting="${String(before.length + 1)}"]`).waitFor();
    const after = await wall.evaluate<string[]>(DOTS('b1'));
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 1);
    expect(await wall.evaluate(HEADS)).toEqual(rooms);
  });

  it('moves nothing for whom motion is too much', async () => {
    const moving = `getComputedStyle(document.querySelector('.crowd circle')).animationName`;
    expect(await wall.evaluate(moving)).not.toBe('none');
    await wall.emulateMedia({ reducedMotion: 'reduce' });
    expect(await wall.evaluate(moving)).toBe('none');
  });
});
