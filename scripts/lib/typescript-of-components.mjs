// Components as TypeScript. The native compiler and linter do not read `.vue` files, so Vue's own language tools turn script and template into code,
// and places in that code are led back to the component. The code lies in a mirror of `dashboards/`, beside copies of its other sources: there an
// import of `./X.vue` finds `X.vue.ts` with the real props and events.
import * as vue from '@vue/language-core';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { componentFindings } from './component-rules.mjs';
import { filesUnder, root } from './project.mjs';

/** what lies below it is named as below the project's root */
const BASE = '.cache';
const DASHBOARDS = 'dashboards';
const MIRROR = `${BASE}/${DASHBOARDS}`;

/** Writes the mirror. @returns its files, what is wrong with templates, and a function that leads places of the mirror back to the sources */
export function mirrorDashboards() {
  rmSync(join(root, MIRROR), { recursive: true, force: true });
  const codes = new Map();
  const findings = [];
  const toCode = compiler();
  const files = filesUnder(DASHBOARDS)
    .filter((file) => /\.(ts|mts|vue)$/.test(file))
    .map((file) => {
      const isComponent = file.endsWith('.vue');
      const mirrored = `${BASE}/${file}${isComponent ? '.ts' : ''}`;
      mkdirSync(join(root, dirname(mirrored)), { recursive: true });
      if (isComponent) {
        const code = toCode(file);
        writeFileSync(join(root, mirrored), code.text);
        codes.set(mirrored, code);
        findings.push(...componentFindings(file, code.source));
      } else cpSync(join(root, file), join(root, mirrored));
      return mirrored;
    });
  writeFileSync(join(root, MIRROR, 'tsconfig.json'), JSON.stringify(configOfMirror(), null, 2));
  return { files, findings, toSource: (finding) => toSource(finding, codes) };
}

/** The same options; what lies only in the sources (styles, modules of the server) is found there. */
function configOfMirror() {
  return {
    extends: `../../${DASHBOARDS}/tsconfig.json`,
    compilerOptions: {
      rootDirs: ['../..', '..'],
      paths: { '@cockpit/contracts': ['../../libs/contracts/src/index.ts'] },
    },
    include: ['src/**/*.ts', 'vite.config.mts'],
  };
}

function compiler() {
  const { options, vueOptions } = vue.createParsedCommandLine(ts, ts.sys, join(root, DASHBOARDS, 'tsconfig.json'));
  vueOptions.typesRoot = '@vue/language-core/types';
  const plugin = vue.createVueLanguagePlugin(ts, options, vueOptions, (id) => id);
  return (file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const snapshot = ts.ScriptSnapshot.fromString(source);
    const component = plugin.createVirtualCode(join(root, file), 'vue', snapshot);
    const { code } = plugin.typescript.getServiceScript(component);
    const text = code.snapshot.getText(0, code.snapshot.getLength());
    return { source, text, descriptor: component.vueSfc.descriptor, map: new vue.SourceMap(code.mappings) };
  };
}

/** @returns the finding in the sources; undefined if it is about code that only the language tools wrote */
function toSource({ file, start, end, code, ...finding }, codes) {
  if (!file.startsWith(`${BASE}/`)) return { ...finding, file, code };
  const component = codes.get(file);
  const source = file.slice(BASE.length + 1);
  if (component === undefined) return { ...finding, file: source, code };
  const { map, text, descriptor } = component;
  const [from, to] = [start, end].map((bytes) => Buffer.from(text).subarray(0, bytes).toString().length);
  const number = /^TS(\d+)$/.exec(code)?.[1];
  const found = map.toSourceRange(from, to, number !== undefined, (data) =>
    vue.shouldReportDiagnostics(data, 'ts', number ?? code),
  );
  for (const [begin] of found) {
    const isScript = [descriptor.scriptSetup, descriptor.script].some(
      (block) => block && block.loc.start.offset <= begin && begin <= block.loc.end.offset,
    );
    // the code made of a template follows no rule but that of types
    if (number !== undefined || isScript)
      return { ...finding, file: source.replace(/\.ts$/, ''), code, ...placeOf(component.source, begin) };
  }
  return undefined;
}

function placeOf(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1).length + 1 };
}
