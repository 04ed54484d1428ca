import { loadSettings, runApp } from '@cockpit/platform';
import { WorkerOnly } from './support';

void runApp(WorkerOnly, loadSettings(), 'worker').then(
  () => {
    process.stdout.write('ready\n');
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
