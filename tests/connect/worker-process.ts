// A worker of the cockpit that reads connected tables, in a process of its own: it can be killed as a machine would do it.
import 'reflect-metadata';
import { AccessModule } from '@cockpit/access';
import { ConnectModule } from '@cockpit/sources';
import { OrganisationModule } from '@cockpit/organisation';
import type { Settings } from '@cockpit/platform';
import { createApp } from '@cockpit/platform';
import { Module } from '@nestjs/common';

@Module({ imports: [AccessModule, OrganisationModule, ConnectModule] })
class WorkerModule {}

async function run(): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '') as Settings;
  const app = await createApp(WorkerModule, settings, 'test');
  await app.init();
  process.stdout.write('ready\n');
}

void run();
