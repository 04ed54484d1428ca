import { LANGUAGES, type Language } from '@cockpit/contracts';
import { buildInfo } from '@cockpit/platform';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { COMMANDS } from './commands';
import { CliContext } from './context';

/** the same on every terminal, because docs/commands.md shows it */
const HELP_WIDTH = 120;

/** Builds the command line; nothing is read or started before a command runs. */
export function createProgram(): Command {
  const program = new Command('cockpit')
    .description(
      '一窗通办 · 大厅数据驾驶舱\nWorks on the running instance of DATA_DIR, on the servers the environment names, or starts the engines it needs.',
    )
    .option('--json', 'one JSON document on stdout and nothing else')
    .version(versionText(), '--version', 'which version this is, and the commit it was built from')
    .exitOverride()
    .configureHelp({ helpWidth: HELP_WIDTH })
    .showHelpAfterError('(add --help for usage)');
  let language: Language = 'en';
  const context = new CliContext(
    process.env,
    () => process.argv.includes('--json'),
    () => language,
  );
  for (const register of COMMANDS) register(program, context);
  program.addOption(inLanguage());
  program.hook('preAction', (_, action) => {
    language = Options.parse(action.optsWithGlobals()).language ?? 'en';
  });
  acceptEverywhere(program);
  return program;
}

const Options = z.object({ language: z.enum(LANGUAGES).optional() });
const inLanguage = (): Option =>
  new Option('--language <code>', 'the language of results: figures, imports, rebuilds').choices(LANGUAGES);

/** Accepts `--json` and `--language` after any command. */
function acceptEverywhere(command: Command): void {
  for (const sub of command.commands) {
    if (!sub.options.some((option) => option.long === '--json'))
      sub.option('--json', 'one JSON document on stdout and nothing else');
    if (!sub.options.some((option) => option.long === '--language')) sub.addOption(inLanguage());
    acceptEverywhere(sub);
  }
}

function versionText(): string {
  const { version, commit } = buildInfo();
  return `hall-cockpit ${version} (${commit})`;
}
