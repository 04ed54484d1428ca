import { Module } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { OrganisationModule } from '@cockpit/organisation';
import { loadSettings, runApp } from '@cockpit/platform';
import { WriterModule } from '@cockpit/warehouse';

@Module({ imports: [AccessModule, OrganisationModule, WriterModule] })
class OnlyWriterModule {}

/** The writer in a process of its own, to be killed. */
void runApp(OnlyWriterModule, loadSettings(), 'writer').then(() => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
