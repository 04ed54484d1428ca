import { loadSettings, runApp } from '@cockpit/platform';
import { WorkerModule } from './modules';

void runApp(WorkerModule, loadSettings(), 'worker').then(
  () => {
    process.stdout.write('ready\n');
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
