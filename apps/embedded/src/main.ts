import { SettingsError, plainFault, sayLine, withSecretFiles } from '@cockpit/platform';
import { readOptions, USAGE } from './options';
import { Supervisor } from './supervisor';
import { welcome } from './welcome';

const say = (line: string): void => {
  sayLine(`${line}\n`);
};

async function main(): Promise<void> {
  let options;
  try {
    options = readOptions(process.argv.slice(2), withSecretFiles(process.env).env);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
  const supervisor = new Supervisor(options, say);
  const stopped = stopOnSignal(supervisor);
  try {
    const url = await supervisor.start();
    await supervisor.demonstrate();
    const token = options.own ? await supervisor.firstToken(url) : null;
    if (!stopped.requested) say(welcome(url, options, token));
  } catch (error) {
    if (stopped.requested) return;
    console.error(`\nThe cockpit cannot start: ${sentenceOf(error)}`);
    await supervisor.stop();
    // settings do not fix themselves: exit code 2 tells a supervisor not to restart
    process.exit(error instanceof SettingsError ? 2 : 1);
  }
}

/**
 * Explains errors of systems and stores in a sentence; our own errors have a message, with the end of a log where
 * useful.
 */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForeign = 'code' in error || 'driverError' in error;
  return (isForeign ? plainFault(error) : undefined) ?? error.message;
}

/** The first Ctrl-C stops in order; the second one at once. */
function stopOnSignal(supervisor: Supervisor): { requested: boolean } {
  const state = { requested: false };
  let requestedAt = 0;
  const stop = (): void => {
    if (state.requested) return;
    state.requested = true;
    requestedAt = Date.now();
    say('\nstopping …');
    supervisor.stop().then(
      () => {
        say('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        console.error(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => {
    if (state.requested && Date.now() - requestedAt > 1000) {
      console.error('not waiting any longer');
      process.exit(1);
    }
    stop();
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('message', stop);
  // our parent process is gone
  process.on('disconnect', stop);
  return state;
}

void main();
