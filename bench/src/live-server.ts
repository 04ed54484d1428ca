import { Sources, Tokens } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { loadSettings, runApp } from '@cockpit/platform';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { LIVE_HALLS, LIVE_QUEUES, WINDOWS_A_QUEUE, liveHalls } from './live-load';

const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;

/** What the bench is told by the process it measures. */
export interface LiveReady {
  url: string;
  key: string;
  token: string;
}

/** The four roles in one process, as the demonstration runs them, with halls of 32 windows: three, or as many as the argument says. */
async function main(): Promise<void> {
  const app = await runApp(CockpitAppModule, loadSettings(), 'bench');
  const windows = LIVE_QUEUES.flatMap((queue) =>
    Array.from({ length: WINDOWS_A_QUEUE }, (_, i) => ({
      id: `${queue}-${String(i + 1)}`,
      number: `${queue.slice(0, 2)}${String(i + 1)}`,
      queues: [queue],
    })),
  );
  await app.get(OrganisationService).replace(
    OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'bench', name: 'bench' },
      branches: LIVE_QUEUES.map((code) => ({ code, name: code })),
      halls: liveHalls(Number(process.argv[2] ?? LIVE_HALLS.length)).map((code) => ({
        code,
        name: code,
        tier: 'hall',
        clock: 'feed',
        hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
        queues: LIVE_QUEUES.map((queue) => ({ code: queue, name: queue, branch: queue })),
        windows,
      })),
    }),
    ACTOR,
    '2020-01-01',
  );
  const { key } = await app.get(Sources).create({ name: 'bench', halls: 'all', sandbox: false }, ACTOR);
  const { secret } = await app.get(Tokens).add({ name: 'bench', role: 'administrator', halls: 'all' }, ACTOR);
  const ready: LiveReady = { url: await app.getUrl(), key: key.secret, token: secret };
  process.send?.(ready);
}

if (require.main === module) {
  process.on('disconnect', () => process.exit(0));
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}
