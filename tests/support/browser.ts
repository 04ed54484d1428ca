import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const exec = promisify(execFile);
const cache = resolve(__dirname, '..', '..', '.cache');

/** Nothing of the browser's own may reach outside: on a closed network each try waits for its refusal. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

export interface TestBrowser {
  context: BrowserContext;
  close(): Promise<void>;
}

/** One browser for all files of a worker: it takes longer to start than most tests last. It ends when nobody has used it for a moment. */
const UNUSED_MS = 5_000;
let running: Promise<Browser> | undefined;
let users = 0;

/** A window of a real browser, with cookies, storage and workers of its own that are gone afterwards. */
export async function openBrowser(
  options: {
    width?: number;
    height?: number;
    locale?: string;
    colorScheme?: 'light' | 'dark';
    timeZone?: string;
    /** what a service worker asks for passes by the answers that a test gives */
    serviceWorkers?: 'block';
  } = {},
): Promise<TestBrowser> {
  const { width = 1440, height = 900, locale = 'zh-CN', colorScheme = 'light', timeZone, serviceWorkers } = options;
  users += 1;
  const browser = await (running ??= findBrowser().then((executablePath) =>
    chromium.launch({ executablePath, headless: true, args: FLAGS }),
  ));
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme,
    ...(timeZone === undefined ? {} : { timezoneId: timeZone }),
    ...(serviceWorkers === undefined ? {} : { serviceWorkers }),
  });
  const close = async (): Promise<void> => {
    await context.close();
    users -= 1;
    setTimeout(() => {
      if (users > 0) return;
      void running?.then((unused) => unused.close());
      running = undefined;
    }, UNUSED_MS).unref();
  };
  return { context, close };
}

/** Waits until nothing fades or slides any more: half faded in, every text has too little contrast. What pulses for ever is left to it. */
export const still = async (page: Page): Promise<void> => {
  await page.evaluate(`(async () => {
    for (let k = 0; k < 2; k += 1) await new Promise((done) => requestAnimationFrame(done));
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  })()`);
};

let found: Promise<string> | undefined;

/** @throws naming every way that was tried */
export function findBrowser(): Promise<string> {
  return (found ??= search());
}

async function search(): Promise<string> {
  const faults: string[] = [];
  for (const way of [onPath, unpackedBefore, installed, unpacked, fromNpm]) {
    try {
      const path = await way();
      if (path !== undefined && (await works(path))) return path;
    } catch (error) {
      faults.push(`${way.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `a Chromium is needed for the browser tests and none could be had; install it with: apt-get install chromium\n${faults.join('\n')}`,
  );
}

/** Ubuntu's package of that name is a stub that asks for snap: only one that says its version counts. */
const works = (path: string): Promise<boolean> =>
  exec(path, ['--version', '--no-sandbox'], { timeout: 20_000 }).then(
    ({ stdout }) => stdout.includes('Chrom'),
    () => false,
  );

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

const home = join(cache, 'chromium');
const unpackedProgram = join(home, 'usr', 'lib', 'chromium', 'chromium');

function unpackedBefore(): string | undefined {
  if (!existsSync(unpackedProgram)) return undefined;
  // its libraries stand beside it, not where the loader looks
  const libraries = readdirSync(join(home, 'usr', 'lib')).map((name) => join(home, 'usr', 'lib', name));
  process.env['LD_LIBRARY_PATH'] = [...libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return unpackedProgram;
}

async function installed(): Promise<string | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await exec('apt-get', ['update'], { env, timeout: 180_000 });
  await exec('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    env,
    timeout: 600_000,
    maxBuffer: 64e6,
  });
  return onPath();
}

/** Debian's package with what it needs, unpacked without root. */
async function unpacked(): Promise<string | undefined> {
  const work = join(cache, `fetch-chromium-${String(process.pid)}`);
  mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
  try {
    const own = [
      '-o',
      `Dir::State::lists=${join(work, 'lists')}`,
      '-o',
      `Dir::Cache=${join(work, 'cache')}`,
      '-o',
      'Debug::NoLocking=1',
      '-o',
      'APT::Sandbox::User=root',
    ];
    await exec('apt-get', [...own, 'update'], { cwd: work, timeout: 180_000 });
    const plan = await exec('apt-get', [...own, 'install', '--simulate', '--no-install-recommends', 'chromium'], {
      cwd: work,
      maxBuffer: 16e6,
    });
    const packages = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '');
    await exec('apt-get', [...own, 'download', ...packages], { cwd: work, timeout: 600_000, maxBuffer: 16e6 });
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      await exec('dpkg', ['-x', join(work, file), join(work, 'tree')]);
    if (!existsSync(home)) renameSync(join(work, 'tree'), home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return unpackedBefore();
}

/** A Chromium that travels as an npm package, for machines without Debian's archive. */
async function fromNpm(): Promise<string | undefined> {
  const folder = join(cache, 'npm-chromium');
  if (!existsSync(join(folder, 'node_modules', '@sparticuz', 'chromium'))) {
    mkdirSync(folder, { recursive: true });
    await exec(
      'npm',
      ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '@sparticuz/chromium@153.0.0'],
      { timeout: 300_000 },
    );
  }
  const script =
    "import('@sparticuz/chromium').then(async ({ default: chromium }) => console.log(await chromium.executablePath()))";
  const { stdout } = await exec(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    timeout: 60_000,
  });
  return stdout.trim();
}
