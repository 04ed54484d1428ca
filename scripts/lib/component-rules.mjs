// What templates may not say, and how long the script of a component may be: the rules that no linter at hand knows.
import { parse } from '@vue/compiler-sfc';

const ELEMENT = 1;
const DIRECTIVE = 7;
/** what is longer has a part that is one of its own */
const LONGEST_SCRIPT = 120;
const START = { start: { line: 1, column: 1 } };

/** @returns what is wrong with a component, in the order of its lines */
export function componentFindings(file, source) {
  const findings = [];
  const { descriptor, errors } = parse(source, { filename: file, sourceMap: false });
  const report = (node, code, message) =>
    findings.push({ file, line: node.loc.start.line, column: node.loc.start.column, code, message });
  for (const script of [descriptor.script, descriptor.scriptSetup].filter(Boolean)) {
    const lines = script.content.split('\n').filter((line) => line.trim() !== '').length;
    if (lines > LONGEST_SCRIPT)
      report(script, 'max-script', `the script has ${lines} lines; more than ${LONGEST_SCRIPT} are two components`);
  }
  walk(descriptor.template?.ast, report);
  for (const error of errors) report({ loc: error.loc ?? START }, 'syntax', error.message);
  return findings;
}

function walk(node, report) {
  if (node?.type === ELEMENT) checkList(node, report);
  for (const child of node?.children ?? []) walk(child, report);
}

/** Rows without a key keep the state of other rows; a condition beside a list is asked before the row exists. */
function checkList(element, report) {
  const directives = element.props.filter(({ type }) => type === DIRECTIVE);
  if (!directives.some(({ name }) => name === 'for')) return;
  const isKeyed = directives.some(({ name, arg }) => name === 'bind' && arg?.content === 'key');
  if (!isKeyed && element.tag !== 'slot') report(element, 'v-for-key', 'a repeated element has a :key');
  if (directives.some(({ name }) => name === 'if'))
    report(element, 'v-if-with-v-for', 'v-if and v-for stand on different elements');
}
