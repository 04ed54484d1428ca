// Rules and types of all sources, in one pass of the linter: it has the types at hand. Templates are checked as the code that they become.
import { relative } from 'node:path';
import { Failed, quietly, root, tool } from './lib/project.mjs';
import { mirrorDashboards } from './lib/typescript-of-components.mjs';

const { files, findings, toSource } = mirrorDashboards();
const output = await quietly(tool('oxlint'), [
  '--type-check',
  '--report-unused-disable-directives',
  '--format',
  'json',
  // their copies are linted instead, where the types of components are known
  '--ignore-pattern',
  'dashboards/**/*.{ts,mts}',
  '.',
  ...files,
]).catch((error) => {
  if (error instanceof Failed) return error.output;
  throw error;
});
findings.push(...diagnosticsOf(output).map(toSource).filter(Boolean));
for (const { file, line, column, code, message } of findings)
  console.log(`${file}:${line}:${column} ${code}: ${message}`);
process.exitCode = findings.length === 0 ? 0 : 1;

function diagnosticsOf(json) {
  let diagnostics;
  try {
    ({ diagnostics } = JSON.parse(json));
  } catch {
    throw new Error(`oxlint gave no list of findings:\n${json}`);
  }
  return diagnostics.map(({ message, code = '', filename, labels }) => {
    const { offset = 0, length = 0, line = 1, column = 1 } = labels[0]?.span ?? {};
    return {
      message,
      code: /\(([^)]+)\)/.exec(code)?.[1] ?? code,
      file: relative(root, filename),
      line,
      column,
      start: offset,
      end: offset + length,
    };
  });
}
