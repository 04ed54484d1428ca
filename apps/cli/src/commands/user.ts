import { text } from 'node:stream/consumers';
import {
  NewPassword,
  NewUser,
  ROLES,
  SecondFactorReset,
  UserChange,
  UserStep,
  type UserRecord,
} from '@cockpit/contracts';
import { HallDirectory, SecondFactors, Users } from '@cockpit/access';
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
  mustChange?: true;
  why?: string;
}
type ChangeOptions = Omit<Partial<AddOptions>, 'passwordStdin' | 'mustChange'>;

const ROLE_NAMES = ROLES.filter((role) => role !== 'source' && role !== 'screen').join(', ');
const WHY = ['--why <text>', 'why, for the audit'] as const;

const typed = async ({ passwordStdin }: Pick<AddOptions, 'passwordStdin'>): Promise<string | undefined> =>
  passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;

/** Manages accounts. Only a generated password goes to stdout. */
export function registerUser(program: Command, context: CliContext): void {
  const group = groupOf(program, 'user', 'people who sign in');
  group
    .command('add')
    .argument('<name>')
    .description('create a user; without --password-stdin a password is made up and printed, once')
    .requiredOption('--role <role>', ROLE_NAMES)
    .option('--hall <code...>', 'halls they may see (default: all, for administrator and manager only)')
    .option('--unit <code...>', 'approval units they speak for (role unit): their matters and cards')
    .option('--officer <id>', 'the officer of the organisation they are')
    .option('--display-name <name>', 'what others read')
    .option('--password-stdin', 'read the password from standard input')
    .option('--must-change', 'the password is for the first sign-in only')
    .option(...WHY)
    .action(async (name: string, options: AddOptions) => {
      const password = await typed(options);
      const input = argumentsOf(NewUser, {
        name,
        role: options.role,
        halls: options.hall,
        units: options.unit,
        officerId: options.officer,
        displayName: options.displayName,
        password,
        mustChangePassword: options.mustChange,
        why: options.why,
      });
      const user = await withAccounts(context, async (services) => {
        await services.get(HallDirectory).refuseUnknown(input.halls);
        return services.get(Users).add(input, operator());
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
    .command('change')
    .argument('<name>')
    .description('another role, scope or name; what is not named stays')
    .option('--role <role>', ROLE_NAMES)
    .option('--hall <code...>', 'halls they may see; “all” for every hall')
    .option('--unit <code...>', 'approval units they speak for (role unit)')
    .option('--officer <id>', 'the officer of the organisation they are')
    .option('--display-name <name>', 'what others read')
    .requiredOption(...WHY)
    .action(async (name: string, options: ChangeOptions) => {
      const user = await withAccounts(context, async (services) => {
        const users = services.get(Users);
        const change = changeOf(await users.byName(name), options);
        await services.get(HallDirectory).refuseUnknown(change.halls);
        return users.edit(name, change, operator());
      });
      context.print(user, `${name} is ${user.role} now`);
    });
  group
    .command('password')
    .argument('<name>')
    .description(
      'give another password and end every session; without --password-stdin one is made up and printed, once',
    )
    .option('--password-stdin', 'read the password from standard input')
    .option(...WHY)
    .action(async (name: string, options: Pick<AddOptions, 'passwordStdin' | 'why'>) => {
      const { password, why } = argumentsOf(NewPassword, { password: await typed(options), why: options.why });
      const user = await withAccounts(context, (services) =>
        services.get(Users).setPassword(name, password, operator(), why),
      );
      if (user.password !== undefined) context.say(`user ${name}: password shown this once`);
      context.print(user, user.password ?? `${name} has another password and is signed out`);
    });
  group
    .command('enable')
    .argument('<name>')
    .description('let somebody in again who was disabled')
    .option(...WHY)
    .action(async (name: string, options: Pick<AddOptions, 'why'>) => {
      const { why } = argumentsOf(UserStep, options);
      const user = await withAccounts(context, (services) => services.get(Users).enable(name, operator(), why));
      context.print(user, `${name} can sign in again`);
    });
  group
    .command('disable')
    .argument('<name>')
    .description('sign out everywhere and let in no more')
    .option(...WHY)
    .action(async (name: string, options: Pick<AddOptions, 'why'>) => {
      const { why } = argumentsOf(UserStep, options);
      const user = await withAccounts(context, (services) => services.get(Users).disable(name, operator(), why));
      context.print(user, `${name} is signed out and cannot sign in`);
    });
  groupOf(group, 'second-factor', 'codes besides the password')
    .command('reset')
    .argument('<name>')
    .description('take away a second factor that was lost, and end every session')
    .requiredOption(...WHY)
    .action(async (name: string, options: Pick<AddOptions, 'why'>) => {
      const { why } = argumentsOf(SecondFactorReset, options);
      const { user } = await withAccounts(context, (services) =>
        services.get(SecondFactors).remove(name, operator(), why),
      );
      context.print(user, `${name} signs in with the password alone and is signed out`);
    });
}

/** The account's current values with the given changes. */
function changeOf(user: UserRecord, { role, hall, unit, officer, displayName, why }: ChangeOptions): UserChange {
  const halls = hall?.includes('all') === true ? 'all' : (hall ?? user.halls);
  const units = unit ?? user.units ?? undefined;
  const next = role ?? user.role;
  return argumentsOf(UserChange, {
    displayName: displayName ?? user.displayName,
    role: next,
    halls: halls.length === 0 ? undefined : halls,
    officerId: officer ?? user.officerId ?? undefined,
    units: next === 'unit' ? units : unit,
    version: user.version,
    why,
  });
}
