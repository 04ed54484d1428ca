import { userInfo } from 'node:os';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Actor } from '@cockpit/access';
import { OrganisationModule } from '@cockpit/organisation';
import { AppError } from '@cockpit/platform';
import { z } from 'zod';
import type { CliContext } from '../context';
import { CommandFailure, Misuse } from '../exit';

/** Actor name that the audit records for CLI commands. */
export function operator(): Actor {
  const { username } = userInfo();
  return { kind: 'cli', id: username, name: username };
}

/** Runs work with the account and organisation services; an expected refusal becomes a failed command. */
export async function withAccounts<T>(
  context: CliContext,
  work: (services: INestApplicationContext) => Promise<T>,
  module: Type = OrganisationModule,
): Promise<T> {
  try {
    return await context.withInstance(({ settings }) => context.withServices(settings, module, work));
  } catch (error) {
    if (error instanceof AppError)
      throw new CommandFailure(
        [error.message, ...(error.errors ?? []).map((fault) => `  ${fault.path}: ${fault.message}`)].join('\n'),
      );
    throw error;
  }
}

/**
 * Validates arguments against the contract.
 * @throws Misuse naming every invalid argument
 */
export function argumentsOf<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Misuse(z.prettifyError(parsed.error));
  return parsed.data;
}
