import { NewSource, RotateKey } from '@cockpit/contracts';
import { HallDirectory, Sources } from '@cockpit/access';
import type { Command } from 'commander';
import type { CliContext } from '../context';
import { groupOf } from '../groups';
import { argumentsOf, operator, withAccounts } from './services';

interface AddOptions {
  hall: string[];
  type?: string[];
  sandbox?: true;
}

/** Accepts the whole key instead of its id, which is its first part; error messages never repeat the rest. */
const idOfKey = (key: string): string => /^hcs_[0-9a-f]{12}/.exec(key)?.[0] ?? key;

/** Manages sources. Only the secret goes to stdout, so that scripts can read it. */
export function registerSource(program: Command, context: CliContext): void {
  const group = groupOf(program, 'source', 'systems that post events, and their keys');
  group
    .command('add')
    .argument('<name>', 'part of the identity of its events, for ever')
    .description('create a source and print its key, once')
    .requiredOption('--hall <code...>', 'halls it may speak for; “all” for every hall')
    .option('--type <type...>', 'event types or prefixes it may post (default: all)')
    .option('--sandbox', 'check its events and answer, store nothing')
    .action(async (name: string, { hall, type, sandbox }: AddOptions) => {
      const input = argumentsOf(NewSource, {
        name,
        halls: hall.includes('all') ? 'all' : hall,
        types: type,
        sandbox: sandbox ?? false,
      });
      const {
        key,
        keys: _keys,
        ...source
      } = await withAccounts(context, async (services) => {
        await services.get(HallDirectory).refuseUnknown(input.halls);
        return services.get(Sources).create(input, operator());
      });
      context.say(`source ${name}: key ${key.id}, shown this once`);
      context.print({ ...source, keyId: key.id, secret: key.secret }, key.secret);
    });
  group
    .command('list')
    .description('sources and their keys, without secrets')
    .action(async () => {
      const sources = await withAccounts(context, (services) => services.get(Sources).list());
      context.print(
        { items: sources },
        sources
          .flatMap((source) => [
            source.name,
            ...source.keys.map((key) => `  ${key.id}${key.revokedAt === null ? '' : ' revoked'}`),
          ])
          .join('\n'),
      );
    });
  group
    .command('revoke')
    .argument('<name>')
    .argument('<key>', 'its id (“source list”), or the whole key')
    .description('end a key at once')
    .action(async (name: string, key: string) => {
      const record = await withAccounts(context, (services) =>
        services.get(Sources).revoke(name, idOfKey(key), operator()),
      );
      context.print(record, `${idOfKey(key)} opens nothing any more`);
    });
  group
    .command('rotate')
    .argument('<name>')
    .argument('<key>', 'its id (“source list”), or the whole key')
    .description('a new key beside the old one, which ends after the overlap')
    .option('--overlap <minutes>', 'how long the old one still works', '1440')
    .action(async (name: string, key: string, { overlap }: { overlap: string }) => {
      const { overlapMin } = argumentsOf(RotateKey, { overlapMin: Number(overlap) });
      const issued = await withAccounts(context, (services) =>
        services.get(Sources).rotate(name, idOfKey(key), overlapMin, operator()),
      );
      context.say(
        `source ${name}: new key ${issued.id}, shown this once; ${idOfKey(key)} ends in ${overlapMin} minutes`,
      );
      context.print({ name, keyId: issued.id, secret: issued.secret }, issued.secret);
    });
}
