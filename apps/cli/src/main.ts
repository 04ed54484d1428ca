import { CommanderError } from 'commander';
import { ImportMisuse } from '@cockpit/sources';
import { plainFault, SettingsError, StoresError } from '@cockpit/platform';
import { CommandFailure, FAILED, MISUSED, Misuse, OK } from './exit';
import { createProgram } from './program';

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : MISUSED;
  const misused = error instanceof Misuse || error instanceof ImportMisuse || error instanceof SettingsError;
  const isExpected = misused || error instanceof CommandFailure || error instanceof StoresError;
  process.stderr.write(`${isExpected ? error.message : unexpected(error)}\n`);
  return misused ? MISUSED : FAILED;
}

/** Describes faults that an operator can fix in a sentence; all others are shown with their stack. */
function unexpected(error: unknown): string {
  return plainFault(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

createProgram()
  .parseAsync()
  .then(() => OK, exitCodeOf)
  .then(
    // output in a pipe must be flushed before the process exits
    (code) => {
      process.stdout.write('', () => process.exit(code));
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(FAILED);
    },
  );
