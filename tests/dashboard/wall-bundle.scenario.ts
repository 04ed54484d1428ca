import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

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

/** Syntax of a script that Chromium 87 cannot read: the televisions of walls have browsers of 2020. */
function tooNew(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(resolve(BUILD, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, isTop: boolean): void => {
    if (ts.isClassStaticBlockDeclaration(node)) found.push('static block');
    if (ts.isBinaryExpression(node) && ts.isPrivateIdentifier(node.left)) found.push('#field in object');
    if (isTop && (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)))
      found.push('await outside a function');
    if (ts.isRegularExpressionLiteral(node) && /[dv][a-z]*$/.test(node.text.slice(node.text.lastIndexOf('/'))))
      found.push('flags d and v of an expression');
    node.forEachChild((child) => {
      visit(child, isTop && !ts.isFunctionLike(node));
    });
  };
  visit(source, true);
  return found.map((what) => `${file}: ${what}`);
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

  it.each([PAGE, ['index.html', 'src/features/bureau-wall/BureauWallPage.vue']])(
    'is read by the browsers of televisions: %s %s',
    (...page) => {
      expect(loadedWith(...page, wordsIn('zh-CN')).flatMap(tooNew)).toEqual([]);
    },
  );

  it('starts over in those browsers, too: its first script runs before what helps them', () => {
    expect(tooNew('opening.js')).toEqual([]);
    expect(readFileSync(resolve(BUILD, 'opening.js'), 'utf8')).not.toMatch(
      /AbortSignal\.(timeout|any)\(|\.at\(|\.findLast|\.toSpliced\(|hasOwn\(|canParse\(|structuredClone\(/,
    );
  });

  it('brings the charts only when one is drawn, and not the words of the other language', () => {
    const files = loadedWith(...PAGE, wordsIn('zh-CN')).join(' ');
    expect(files).not.toMatch(/echarts/);
    expect(files).not.toContain(manifest[wordsIn('en')]?.file);
  });
});
