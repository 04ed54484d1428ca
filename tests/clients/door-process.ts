import { createApp, loadSettings } from '@cockpit/platform';
import { DoorModule } from '../ingestion/support';

/** The door alone, to be killed. */
async function main(): Promise<void> {
  const settings = loadSettings();
  const app = await createApp(DoorModule, settings, 'ingest');
  await app.listen(settings.port, '127.0.0.1');
}

void main();
process.on('disconnect', () => process.exit(0));
