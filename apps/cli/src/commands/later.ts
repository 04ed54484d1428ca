import type { Command } from 'commander';
import type { CliContext } from '../context';
import { CommandFailure } from '../exit';

const WHY = 'is not part of this release';

/** Commands that are agreed with other systems but not built yet: they say so and fail, instead of being unknown. */
export function registerLater(program: Command, _context: CliContext): void {
  const later = (parent: Command, name: string, description: string): void => {
    parent.command(name).description(`${description} (${WHY})`).allowUnknownOption().allowExcessArguments()
      .action(() => { throw new CommandFailure(`${[...path(parent), name.split(' ')[0] ?? name].join(' ')} ${WHY}`); });
  };
  later(program, 'backup <dir>', 'write all stores to a directory');
  later(program, 'restore <dir>', 'read a backup back');
}

function path(command: Command): string[] {
  return command.parent ? [...path(command.parent), command.name()] : [];
}
