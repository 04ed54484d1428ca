import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILD = resolve(__dirname, '../../dist/dashboards');
/** Of the scripts a wall runs, compressed, without charts. */
const MOST_BYTES = 195_000;

interface Chunk {
  file: string;
  imports?: string[];
}
const manifest = JSON.parse(readFileSync(resolve(BUILD, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

function loadedWith(...entries: string[]): string[] {
  const seen = new Set<string>();
  const follow = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    chunk.imports?.forEach(follow);
  };
  entries.forEach(follow);
  return [...seen].filter((file) => file.endsWith('.js'));
}

const PAGE = ['index.html', 'src/features/wall/WallPage.vue'];
const wordsIn = (language: string): string => {
  const found = Object.keys(manifest).find((name) => name.endsWith(`virtual:words/${language}/first`));
  if (found === undefined) throw new Error(`no words of ${language} in the build`);
  return found;
};

describe('what a wall loads', () => {
  it.each(['zh-CN', 'en'])('is small enough for a weak device, in %s', (language) => {
    const files = loadedWith(...PAGE, wordsIn(language));
    const sizes = files.map((file) => [gzipSync(readFileSync(resolve(BUILD, file))).length, file] as const);
    const sum = sizes.reduce((total, [size]) => total + size, 0);
    // each file costs a way to the server and back: see build/chunks.ts
    expect(files.length).toBeGreaterThan(3);
    expect(files.length).toBeLessThan(10);
    expect({ sum, largest: sum <= MOST_BYTES ? [] : sizes.sort(([a], [b]) => b - a).slice(0, 10) }).toEqual({
      sum: expect.any(Number) as number,
      largest: [],
    });
  });

  it('brings the charts only when one is drawn, and not the words of the other language', () => {
    const files = loadedWith(...PAGE, wordsIn('zh-CN')).join(' ');
    expect(files).not.toMatch(/echarts/);
    expect(files).not.toContain(manifest[wordsIn('en')]?.file);
  });
});
