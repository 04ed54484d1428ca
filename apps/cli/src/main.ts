import { LANGUAGES, type Language } from '@cockpit/contracts';
import { Command, CommanderError, Option } from 'commander';
import { ImportMisuse } from '@cockpit/importing';
import { isStoreAway, SettingsError } from '@cockpit/platform';
import { z } from 'zod';
import { COMMANDS } from './commands';
import { CliContext } from './context';
import { CommandFailure, FAILED, MISUSED, Misuse, OK } from './exit';

function createProgram(): Command {
  const program = new Command('cockpit')
    .description(
      '一窗通办 · 大厅数据驾驶舱\nWorks on the running instance of DATA_DIR, on the servers the environment names, or starts the engines it needs.',
    )
    .option('--json', 'one JSON document on stdout and nothing else')
    .exitOverride()
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
    language = Asked.parse(action.optsWithGlobals()).language ?? 'en';
  });
  acceptEverywhere(program);
  return program;
}

const Asked = z.object({ language: z.enum(LANGUAGES).optional() });
const inLanguage = (): Option =>
  new Option('--language <code>', 'the language of results: figures, imports, rebuilds').choices(LANGUAGES);

/** `--json` and `--language` may stand behind any command, where people write it. */
function acceptEverywhere(command: Command): void {
  for (const sub of command.commands) {
    if (!sub.options.some((option) => option.long === '--json'))
      sub.option('--json', 'one JSON document on stdout and nothing else');
    if (!sub.options.some((option) => option.long === '--language')) sub.addOption(inLanguage());
    acceptEverywhere(sub);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : MISUSED;
  const misused = error instanceof Misuse || error instanceof ImportMisuse || error instanceof SettingsError;
  process.stderr.write(`${misused || error instanceof CommandFailure ? error.message : unexpected(error)}\n`);
  return misused ? MISUSED : FAILED;
}

/** A store that does not answer is no fault of the program: its words are enough. */
function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isStoreAway(error) ? `a store does not answer: ${error.message}` : (error.stack ?? error.message);
}

createProgram()
  .parseAsync()
  .then(() => OK, exitCodeOf)
  .then(
    // what was written to a pipe must have left before the process does
    (code) => {
      process.stdout.write('', () => process.exit(code));
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(FAILED);
    },
  );
