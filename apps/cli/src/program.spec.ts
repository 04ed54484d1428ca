import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { asPath } from './paths';
import { createProgram } from './program';

const ROOT = resolve(__dirname, '..', '..', '..');
const DOCUMENT = join(ROOT, 'docs', 'commands.md');
const HEAD = `# Commands

What \`cockpit COMMAND --help\` prints. \`docs/operations.md\` says which cockpit a command works on and how it is called.
`;

/** Commander adds a `help` of its own to whatever has commands. */
const below = ({ commands }: Command): readonly Command[] => commands.filter((command) => command.name() !== 'help');

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

const tree = (command: Command): Command[] => [command, ...below(command).flatMap(tree)];
const all = tree(createProgram());

/** With what is added before and behind it, as it is printed. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

it('docs/commands.md shows the help of every command (UPDATE_DOCS=1 writes it)', () => {
  const sections = all.map((command) => `## ${pathOf(command)}\n\n\`\`\`text\n${helpOf(command).trimEnd()}\n\`\`\`\n`);
  const wanted = [HEAD, ...sections].join('\n');
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, wanted);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(wanted);
});

it('every path on the command line is taken from where the command is called', () => {
  const isPath = (name: string): boolean => /file|dir|path|config/.test(name);
  const found = all.flatMap((command) => [
    ...command.registeredArguments
      .filter((argument) => isPath(argument.name()))
      .map((argument) => ({ what: `${pathOf(command)} ${argument.name()}`, parse: argument.parseArg })),
    ...command.options
      .filter((option) => /<(file|dir|path)>/.test(option.flags))
      .map((option) => ({ what: `${pathOf(command)} ${option.flags}`, parse: option.parseArg })),
  ]);
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(({ parse }) => parse !== asPath).map(({ what }) => what)).toEqual([]);
  expect(asPath('a/b')).toBe(join(process.cwd(), 'a', 'b'));
});

describe('the directory that paths are meant from', () => {
  const told = (cwd: string, env: Record<string, string>): unknown =>
    JSON.parse(
      execFileSync(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `import { callerDir, callerEnv } from ${JSON.stringify(join(ROOT, 'scripts', 'lib', 'run.mjs'))};
           console.log(JSON.stringify([callerDir(), callerEnv().DATA_DIR]));`,
        ],
        { cwd, env: { PATH: '', ...env }, encoding: 'utf8' },
      ),
    );
  const byNpm = { npm_lifecycle_event: 'cockpit', INIT_CWD: '/usr/share' };

  it('is where npm was called, which itself goes to the project', () => {
    expect(told(ROOT, { ...byNpm, DATA_DIR: 'data' })).toEqual(['/usr/share', '/usr/share/data']);
    expect(told(ROOT, { ...byNpm, DATA_DIR: '/srv/data' })).toEqual(['/usr/share', '/srv/data']);
  });

  it('is the working directory otherwise, also below a script of npm', () => {
    expect(told('/usr', { DATA_DIR: 'data' })).toEqual(['/usr', '/usr/data']);
    expect(told('/usr', byNpm)).toEqual(['/usr', null]);
    expect(told('/usr', { DATA_DIR: '' })).toEqual(['/usr', '']);
  });
});

describe('before anything is built or started', () => {
  const cockpit = (...args: string[]): string =>
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'cockpit.mjs'), ...args], {
      encoding: 'utf8',
      env: { PATH: '/nowhere', POSTGRES_URL: 'no address' },
      cwd: '/',
    });

  it.each([
    [['--help'], 'Usage: cockpit [options]'],
    [[], 'Usage: cockpit [options]'],
    [['help', 'backup'], 'Usage: cockpit backup'],
    [['backup', '--help'], 'Usage: cockpit backup'],
    [['user', 'add', 'NAME', '--role', 'manager', '-h'], 'Usage: cockpit user add'],
    [['bench', 'crash', '--json', '--help'], 'Usage: cockpit bench crash'],
    [['serve', '--port', '80', '--help'], 'Usage: cockpit serve'],
  ])('%j prints its help', (args, first) => {
    expect(cockpit(...args).split('\n')[0]).toContain(first);
  });

  it('--version names version and commit', () => {
    expect(cockpit('--version')).toMatch(/^hall-cockpit \d+\.\d+\.\d+ \(\w+\)\n$/);
  });
});
