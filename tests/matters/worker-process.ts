import { loadSettings, runApp } from '@cockpit/platform';
import { KeeperOnly } from './support';

void runApp(KeeperOnly, loadSettings(), 'worker').then(
  () => {
    process.stdout.write('ready\n');
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
