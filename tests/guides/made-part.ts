import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The part of a guide between `<!-- NAME -->` and `<!-- /NAME -->` is this, which is made of the sources; UPDATE_DOCS=1 writes it.
 * @param guide its path in the project, such as `docs/metrics.md`
 */
export function expectMadePart(guide: string, name: string, made: readonly string[]): void {
  const file = join(__dirname, '../..', guide);
  const partOf = (text: string): [before: string, part: string, after: string] => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`].map((mark) => text.indexOf(mark));
    if (begin === undefined || end === undefined || begin < 0 || end < begin)
      throw new Error(`${guide} has no part ${name}`);
    const from = text.indexOf('\n', begin);
    return [text.slice(0, from), text.slice(from, end), text.slice(end)];
  };
  const wanted = `\n\n${made.join('\n')}\n\n`;
  const [before, , after] = partOf(readFileSync(file, 'utf8'));
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, before + wanted + after);
  expect(partOf(readFileSync(file, 'utf8'))[1]).toBe(wanted);
}

/** A table of a guide; what stands in a cell does not end it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map(
    (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
