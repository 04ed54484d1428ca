// The parser of eslint for the dashboards. By itself typescript-eslint builds a program for each component anew, because a component is no file that
// TypeScript reads: two thirds of the time of the lint. Here one program is built of all sources, which knows the script of each component.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { root } from './project.mjs';

const folder = join(root, 'dashboards');

let program;

/** Parses with types; what is only a part of a template comes without a project, and is parsed without them. */
export const typedParser = {
  meta: { name: 'typed-parser', version: '1' },
  parseForESLint(code, { project, ...options }) {
    if (project !== undefined) program ??= createProgram();
    return tseslint.parser.parseForESLint(code, project === undefined ? options : { ...options, programs: [program] });
  },
};

function createProgram() {
  const vue = { extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred };
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    folder,
    { allowNonTsExtensions: true },
    undefined,
    undefined,
    [vue],
  );
  const host = ts.createCompilerHost(parsed.options, true);
  const sourceOf = host.getSourceFile.bind(host);
  host.getSourceFile = (path, how, ...more) =>
    path.endsWith('.vue')
      ? ts.createSourceFile(path, scriptOf(path), how, true, ts.ScriptKind.TS)
      : sourceOf(path, how, ...more);
  return ts.createProgram(parsed.fileNames, parsed.options, host);
}

/** What vue-eslint-parser takes for the script of a component, to the letter: places are counted in it. */
function scriptOf(path) {
  let script = '';
  const listener = {
    parseForESLint(code, { project, ...options }) {
      if (project !== undefined) script = code;
      return tseslint.parser.parseForESLint(code, options);
    },
  };
  const options = { filePath: path, sourceType: 'module', ecmaVersion: 'latest', project: true, parser: listener };
  vueParser.parseForESLint(readFileSync(path, 'utf8'), options);
  return script;
}
