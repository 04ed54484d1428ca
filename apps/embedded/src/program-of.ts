import { existsSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(__dirname, '..', '..', '..');

/** Arguments of Node that start a program: joined with its libraries, as the build leaves it, it loads in half the time. */
export function programOf(name: 'cockpit' | 'embedded' | 'simulator'): string[] {
  const joined = join(dist, 'joined', 'apps', `${name}.js`);
  return existsSync(joined)
    ? ['--require', join(dist, 'joined', 'joined.cjs'), joined]
    : ['--enable-source-maps', join(dist, 'apps', name, 'src', 'main.js')];
}
