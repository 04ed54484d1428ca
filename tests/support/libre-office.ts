import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const APT = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64e6 };
const FONTS = resolve('.cache/fonts');

export interface Office {
  /** @param to what LibreOffice calls it, such as `pdf` or `csv` @returns the file as that */
  convert(name: string, content: Uint8Array, to: string): Promise<Buffer>;
}

let found: Promise<string | null> | undefined;

/** LibreOffice where there is one, or where Debian's can be installed; null where neither is so. */
export async function libreOffice(): Promise<Office | null> {
  const program = await (found ??= search());
  return program === null ? null : { convert: (name, content, to) => convert(program, name, content, to) };
}

const onPath = (): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'soffice'))
    .find((path) => existsSync(path)) ?? null;

async function search(): Promise<string | null> {
  const there = onPath();
  if (there !== null || userInfo().uid !== 0) return there;
  try {
    await run('apt-get', ['update'], { ...APT, timeout: 120_000 });
    const packages = ['libreoffice-writer-nogui', 'libreoffice-calc-nogui'];
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { ...APT, timeout: 300_000 });
  } catch (error) {
    console.info(`no LibreOffice: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`);
  }
  return onPath();
}

/** With a home, a profile and fonts of its own: nothing of the machine's is read or written. */
async function convert(program: string, name: string, content: Uint8Array, to: string): Promise<Buffer> {
  const home = mkdtempSync(join(tmpdir(), 'hall-cockpit-office-'));
  const fonts = join(home, 'fonts.conf');
  await run(process.execPath, [resolve('scripts/fonts.mjs')]);
  const folders = ['400Regular', '700Bold'].map((cut) => `<dir>${join(FONTS, cut)}</dir>`).join('');
  try {
    writeFileSync(join(home, name), content);
    writeFileSync(
      fonts,
      `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(home, 'cache')}</cachedir></fontconfig>`,
    );
    const out = join(home, 'out');
    mkdirSync(out);
    const own = [`-env:UserInstallation=file://${join(home, 'profile')}`, '--headless', '--convert-to', to];
    await run(program, [...own, '--outdir', out, join(home, name)], {
      env: { ...process.env, HOME: home, FONTCONFIG_FILE: fonts },
      timeout: 180_000,
    });
    const ending = to.split(':')[0] ?? to;
    return readFileSync(join(out, `${basename(name).replace(/\.\w+$/, '')}.${ending}`));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
