import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from './context';

/** Adds one command or a group of commands to the program. */
export type Register = (program: Command, context: CliContext) => void;

/** Returns a command group, created at the first call. */
export function groupOf(program: Command, name: string, description: string): Command {
  return program.commands.find((command) => command.name() === name) ?? program.command(name).description(description);
}

export const benchOf = (program: Command): Command => groupOf(program, 'bench', 'benchmarks, on engines of their own');

/**
 * Parses a count option.
 * @throws for anything but a whole number above 0
 */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0.');
  return value;
}
