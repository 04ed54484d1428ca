import { Module } from '@nestjs/common';
import { AccessModule, Tokens } from '@cockpit/access';
import { BulletinApiModule } from '@cockpit/bulletin';
import { LiveBindingsModule } from '@cockpit/live';
import { MetricsApiModule } from '@cockpit/metrics';
import { OrganisationModule } from '@cockpit/organisation';
import { loadSettings, runApp } from '@cockpit/platform';

const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;

/** What the bench is told by the process it measures. */
export interface BureauReady {
  url: string;
  /** one a manager */
  tokens: string[];
}

/** What managers ask, and nothing beside it. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MetricsApiModule, BulletinApiModule] })
class Bureau {}

async function main(): Promise<void> {
  const app = await runApp(Bureau, loadSettings(), 'bench');
  const tokens: string[] = [];
  while (tokens.length < Number(process.argv[2] ?? 1)) {
    const name = `manager-${String(process.pid)}-${String(tokens.length + 1)}`;
    tokens.push((await app.get(Tokens).add({ name, role: 'manager', halls: 'all' }, ACTOR)).secret);
  }
  const ready: BureauReady = { url: await app.getUrl(), tokens };
  process.send?.(ready);
}

if (require.main === module) {
  process.on('disconnect', () => process.exit(0));
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}
