import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/**
 * The help of a command as docs/commands.md has it, so that it is there before anything is built or started; a test keeps the document the same as the
 * program's own help.
 * @returns undefined when no help is asked for
 */
export function helpFor(args) {
  const asked = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  const wantsHelp = asked.length === 0 || asked[0] === 'help' || asked.includes('--help') || asked.includes('-h');
  const sections = wantsHelp ? readSections() : undefined;
  if (sections === undefined) return undefined;
  let path = 'cockpit';
  for (const word of asked) if (sections.has(`${path} ${word}`)) path = `${path} ${word}`;
  return sections.get(path);
}

function readSections() {
  const file = join(root, 'docs', 'commands.md');
  if (!existsSync(file)) return undefined;
  const sections = readFileSync(file, 'utf8').matchAll(/^## (cockpit.*)\n\n```text\n([\s\S]*?)^```$/gm);
  return new Map([...sections].map(([, path, text]) => [path, text]));
}
