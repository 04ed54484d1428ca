import { text } from 'node:stream/consumers';
import { NewPassword, NewUser, ROLES } from '@cockpit/contracts';
import { HallDirectory, Users } from '@cockpit/access';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { groupOf } from '../groups';
import { argumentsOf, operator, withAccounts } from './services';

interface AddOptions {
  role: string;
  hall?: string[];
  unit?: string[];
  officer?: string;
  displayName?: string;
  passwordStdin?: true;
}

const typed = async ({ passwordStdin }: Pick<AddOptions, 'passwordStdin'>): Promise<string | undefined> =>
  passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;

/** People who sign in. A made-up password alone goes to stdout. */
export function registerUser(program: Command, context: CliContext): void {
  const group = groupOf(program, 'user', 'people who sign in');
  group
    .command('add')
    .argument('<name>')
    .description('create a user; without --password-stdin a password is made up and printed, once')
    .requiredOption('--role <role>', ROLES.filter((role) => role !== 'source' && role !== 'screen').join(', '))
    .option('--hall <code...>', 'halls they may see (default: all, for administrator and manager only)')
    .option('--unit <code...>', 'approval units they speak for (role unit): their matters and cards')
    .option('--officer <id>', 'the officer of the organisation they are')
    .option('--display-name <name>', 'what others read')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, options: AddOptions) => {
      const password = await typed(options);
      const wanted = argumentsOf(NewUser, {
        name,
        role: options.role,
        halls: options.hall,
        units: options.unit,
        officerId: options.officer,
        displayName: options.displayName,
        password,
      });
      const user = await withAccounts(context, async (services) => {
        await services.get(HallDirectory).refuseUnknown(wanted.halls);
        return services.get(Users).add(wanted, operator());
      });
      if (user.password !== undefined) context.say(`user ${name}: password shown this once`);
      context.print(user, user.password ?? `user ${name} added`);
    });
  group
    .command('list')
    .description('everybody who signs in, or may not any more')
    .action(async () => {
      const users = await withAccounts(context, (services) => services.get(Users).list());
      const lines = users.map(({ name, role, halls, disabledAt }) =>
        [
          name,
          role,
          halls === 'all' ? 'all halls' : halls.join(' '),
          ...(disabledAt === null ? [] : ['disabled']),
        ].join('  '),
      );
      context.print(users, lines.join('\n'));
    });
  group
    .command('password')
    .argument('<name>')
    .description(
      'give another password and end every session; without --password-stdin one is made up and printed, once',
    )
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, options: Pick<AddOptions, 'passwordStdin'>) => {
      const { password } = argumentsOf(NewPassword, { password: await typed(options) });
      const user = await withAccounts(context, (services) =>
        services.get(Users).setPassword(name, password, operator()),
      );
      if (user.password !== undefined) context.say(`user ${name}: password shown this once`);
      context.print(user, user.password ?? `${name} has another password and is signed out`);
    });
  group
    .command('enable')
    .argument('<name>')
    .description('let somebody in again who was disabled')
    .action(async (name: string) => {
      const user = await withAccounts(context, (services) => services.get(Users).enable(name, operator()));
      context.print(user, `${name} can sign in again`);
    });
  group
    .command('disable')
    .argument('<name>')
    .description('sign out everywhere and let in no more')
    .action(async (name: string) => {
      const user = await withAccounts(context, (services) => services.get(Users).disable(name, operator()));
      context.print(user, `${name} is signed out and cannot sign in`);
    });
}
