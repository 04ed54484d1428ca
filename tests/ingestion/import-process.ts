import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '@cockpit/access';
import { Checkpoint, importFile } from '@cockpit/sources';
import { OrganisationModule } from '@cockpit/organisation';
import { PlatformModule, loadSettings } from '@cockpit/platform';
import { BackfillModule, Backfills } from '@cockpit/warehouse';
import { dirname } from 'node:path';

@Module({ imports: [AccessModule, OrganisationModule, BackfillModule] })
class OnlyBackfill {}

/** An import in a process of its own, to be killed; the arguments are its file, and whether it may end. */
async function main([file = '', end]: string[]): Promise<void> {
  const root = PlatformModule.under(OnlyBackfill, loadSettings(), { role: 'import' });
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  const source = 'tickets';
  const backfill = await app.get(Backfills).open({ sourceName: source, halls: 'all', sandbox: false });
  const checkpoint = await Checkpoint.open(dirname(file), { file, source, mapping: undefined });
  process.send?.('begins');
  const { accepted, rejected } = await importFile({
    file,
    checkpoint,
    batchSize: 1000,
    parallel: 2,
    post: (events) => backfill.take(events),
  });
  if (end === undefined) await backfill.close();
  else await backfill.leave();
  await app.close();
  process.send?.({ accepted, rejected });
  process.disconnect();
}

void main(process.argv.slice(2));
process.on('disconnect', () => process.exit(0));
