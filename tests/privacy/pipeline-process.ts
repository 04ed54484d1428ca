import { Module } from '@nestjs/common';
import { QuarantineApiModule } from '@cockpit/ingestion';
import { ManualApiModule, ManualModule } from '@cockpit/manual';
import { loadSettings, runApp } from '@cockpit/platform';
import { WholeModule } from '../live/modules';

@Module({ imports: [WholeModule, QuarantineApiModule, ManualApiModule, ManualModule] })
class PrivateModule {}

/** The whole pipeline in a process of its own, so that what it logs can be read. */
void runApp(PrivateModule, loadSettings(), 'privacy').then(() => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
