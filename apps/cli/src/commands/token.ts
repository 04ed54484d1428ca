import { NewToken, ROLES } from '@cockpit/contracts';
import { HallDirectory, Tokens } from '@cockpit/access';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { groupOf } from '../groups';
import { argumentsOf, operator, withAccounts } from './services';

interface AddOptions {
  role: string;
  hall?: string[];
  unit?: string[];
  officer?: string;
  expires?: string;
}

/** Manages bearer tokens of other systems. Only the secret goes to stdout, so that scripts can read it. */
export function registerToken(program: Command, context: CliContext): void {
  const group = groupOf(program, 'token', 'bearer tokens for other systems');
  group
    .command('add')
    .argument('<name>')
    .description('create a token and print it, once')
    .requiredOption('--role <role>', ROLES.filter((role) => role !== 'source').join(', '))
    .option('--hall <code...>', 'halls it may see (default: all, for administrator and manager only)')
    .option('--unit <code...>', 'approval units it speaks for (role unit): their matters and cards')
    .option('--officer <id>', 'the officer of the organisation it stands for')
    .option('--expires <instant>', 'when it ends by itself, RFC 3339')
    .action(async (name: string, { role, hall, unit, officer, expires }: AddOptions) => {
      const input = argumentsOf(NewToken, {
        name,
        role,
        halls: hall,
        units: unit,
        officerId: officer,
        expiresAt: expires,
      });
      const token = await withAccounts(context, async (services) => {
        await services.get(HallDirectory).refuseUnknown(input.halls);
        return services.get(Tokens).add(input, operator());
      });
      context.say(`token ${name}: ${token.id}, shown this once`);
      context.print(token, token.secret);
    });
  group
    .command('list')
    .description('tokens, without secrets')
    .action(async () => {
      const tokens = await withAccounts(context, (services) => services.get(Tokens).list());
      context.print(
        { items: tokens },
        tokens
          .map((token) => `${token.id} ${token.name} ${token.role}${token.revokedAt === null ? '' : ' revoked'}`)
          .join('\n'),
      );
    });
  group
    .command('revoke')
    .argument('<id>', 'the readable beginning')
    .description('end a token at once')
    .action(async (id: string) => {
      const token = await withAccounts(context, (services) => services.get(Tokens).revoke(id, operator()));
      context.print(token, `${id} opens nothing any more`);
    });
}
