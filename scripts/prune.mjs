// Takes out of node_modules and dist what the programs do not load once they are built: for images, which nothing is built in any more.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { carriedPackages } from './lib/bundled.mjs';
import { root } from './lib/project.mjs';

// benchmarks and emulators stay with the source; the programs of one machine are started by their supervisor only
for (const part of ['bench', 'joined']) rmSync(join(root, 'dist', part), { recursive: true, force: true });
const carried = new Set(carriedPackages());
const below = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
const installed = below('node_modules').flatMap((path) => (/\/@[^/]+$/.test(path) ? below(path) : [path]));
for (const path of installed)
  if (!carried.has(path) && existsSync(join(root, path))) rmSync(join(root, path), { recursive: true, force: true });
