// The pictures of the help, of a running demonstration whose past is complete:
// `DATA_DIR=… PORT=… node scripts/help-pictures.mjs [TASK…]`; one for each task of dashboards/src/features/help/tasks.
// It tries things out as a person would, but decides nothing: dialogs are opened and left. Only the simulated shift lead of H32 is
// switched off meanwhile, so that a prompt waits to be answered; and one paper ticket is called there, and ended, to be seen stuck.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { PICTURES } from './lib/help-pictures.mjs';
import { root } from './lib/project.mjs';

const require = createRequire(import.meta.url);
require('../tests/support/typescript-hook.cjs');
const { findBrowser } = require('../tests/support/browser.ts');

const OUT = join(root, 'dashboards/public/help/tasks');
const url = `http://127.0.0.1:${process.env.PORT ?? '7070'}`;
const people = JSON.parse(readFileSync(join(process.env.DATA_DIR ?? join(root, '.data'), 'sign-in.json'), 'utf8'));
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const MARGIN = 8;
const QUALITY = 70;
/** pictures stay sharp on phones */
const SCALE = 1.5;
/** two cores are kept busy by as many */
const LANES = 2;
const LOADED_MS = 60_000;
const IS_LOADING = `(() => {
  const text = (document.querySelector('#content') ?? document.querySelector('#app'))?.innerText ?? '';
  return text.trim() === '' || document.querySelector('[data-ready="false"]') !== null || /正在[^…]{1,12}…/.test(text);
})()`;
/** a chart below the window may stay undrawn */
const DRAWN_MS = 3_000;
const IS_DRAWING = `document.querySelector('[role="img"] > [aria-hidden]:empty') !== null`;

const wanted = process.argv.slice(2);
const names = Object.keys(PICTURES);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no such task: ${unknown.join(' ')}; there are: ${names.join(' ')}`);
mkdirSync(OUT, { recursive: true });

const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-dev-shm-usage'],
});
const began = Date.now();
const contexts = new Map();
const lead = await contextOf('h32', DESK);
try {
  await answering(false);
  const left = names.filter((name) => wanted.length === 0 || wanted.includes(name));
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) await shoot(name);
    }),
  );
  console.log(`${Math.round((Date.now() - began) / 1000)} s`);
} finally {
  await answering(true);
  await browser.close();
}

async function shoot(name) {
  const { as, path, clip = ['#content'], phone = false, height, act, after } = PICTURES[name];
  const context = await contextOf(as, phone ? PHONE : DESK);
  const page = await context.newPage();
  try {
    page.setDefaultTimeout(LOADED_MS);
    if (height !== undefined) await page.setViewportSize({ ...DESK, height });
    await page.goto(url + path, { waitUntil: 'domcontentloaded' });
    await loaded(page);
    await act?.(page);
    await loaded(page);
    const box = await boxOf(page, clip);
    const session = await context.newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality: QUALITY,
      // of the whole page, however far it is scrolled
      clip: { ...box, ...(await scrolled(page, box)), scale: 1 },
    });
    writeFileSync(join(OUT, `${name}.webp`), Buffer.from(data, 'base64'));
    console.log(`✓ ${name} ${Math.round(box.width)}×${Math.round(box.height)} ${Math.round(data.length * 0.00075)} kB`);
    await after?.(page);
  } catch (error) {
    process.exitCode = 1;
    console.error(`✗ ${name}: ${error.message.split('\n')[0]}`);
    if (process.env.KEEP_FAULTS) await page.screenshot({ path: join(process.env.KEEP_FAULTS, `${name}.png`) });
  } finally {
    await page.close();
  }
}

/** What stands around the parts that matter, as far as it is in the window. */
async function boxOf(page, clip) {
  const { width, height } = page.viewportSize();
  if (clip.length === 0) return { x: 0, y: 0, width, height };
  const measured = () => Promise.all(clip.map((part) => page.locator(part).first().boundingBox()));
  let boxes = await measured();
  // what slides in is waited for
  for (let before = []; JSON.stringify(before) !== JSON.stringify(boxes); boxes = await measured()) {
    before = boxes;
    await page.waitForTimeout(300);
  }
  const missing = clip.filter((_, i) => boxes[i] === null);
  if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);
  const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - MARGIN);
  const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - MARGIN);
  const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN);
  const bottom = Math.min(height, Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN);
  return { x, y, width: right - x, height: bottom - y };
}

async function scrolled(page, { x, y }) {
  const [left, top] = await page.evaluate('[scrollX, scrollY]');
  return { x: x + left, y: y + top };
}

async function loaded(page) {
  // asked from outside: the pages let nothing be evaluated within
  const whileSo = async (question, ms) => {
    for (const end = Date.now() + ms; Date.now() < end && (await page.evaluate(question));)
      await page.waitForTimeout(100);
  };
  await whileSo(IS_LOADING, LOADED_MS);
  await whileSo(IS_DRAWING, DRAWN_MS);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.waitForTimeout(300);
}

/** One for each person and device: what a page has fetched, the next one has. */
function contextOf(name, viewport) {
  const key = `${name} ${viewport.width}`;
  if (!contexts.has(key)) contexts.set(key, signedIn(name, viewport));
  return contexts.get(key);
}

async function signedIn(name, viewport) {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: SCALE,
    locale: 'zh-CN',
    colorScheme: 'light',
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const { password } = people.find((person) => person.name === name);
  const answer = await context.request.post(`${url}/v1/session`, {
    data: { username: name, password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
  // what a demonstration shows on first pages is no part of the product
  await context.addInitScript(`localStorage.setItem('cockpit.tried', 'over')`);
  return context;
}

/** Whether the simulated shift lead answers prompts. */
async function answering(autoAccept) {
  const answer = await lead.request.put(`${url}/v1/halls/H32/simulation`, {
    data: { autoAccept },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(await answer.text());
}
