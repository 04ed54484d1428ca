import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileScript, parse } from '@vue/compiler-sfc';

const FOLDER = resolve('dashboards/src');

/** TypeScript is not installed where only the product runs: the compiler of components would need it for props of an imported type. */
it('no component needs TypeScript to be compiled', () => {
  const components = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.vue'));
  expect(components.length).toBeGreaterThan(100);
  const refused = components.flatMap((name) => {
    const filename = join(FOLDER, name);
    const { descriptor } = parse(readFileSync(filename, 'utf8'), { filename });
    try {
      if (descriptor.scriptSetup !== null) compileScript(descriptor, { id: name });
      return [];
    } catch (error) {
      return [`${name}: ${String(error).split('\n')[0] ?? ''}`];
    }
  });
  expect(refused).toEqual([]);
});
