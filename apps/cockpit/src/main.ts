import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runRole } from '@cockpit/platform';
import { CockpitAppModule } from './app.module';

const LOOK_MS = 20;

/** A supervisor starts this process beside the engines and leaves their addresses in a file once they can be used. */
async function storesTold(): Promise<void> {
  const file = process.env['STORES_FILE'];
  if (file === undefined) return;
  while (!existsSync(file)) await sleep(LOOK_MS);
  Object.assign(process.env, JSON.parse(readFileSync(file, 'utf8')));
}

void storesTold().then(() => runRole(CockpitAppModule, 'cockpit'));
