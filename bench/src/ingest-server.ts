import { Module } from '@nestjs/common';
import { AccessModule, Sources } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import { IngestionModule } from '@cockpit/ingestion';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { loadSettings, runApp } from '@cockpit/platform';
import { WarehouseApiModule, WriterModule } from '@cockpit/warehouse';

export const BENCH_HALLS = ['B01', 'B02', 'B03', 'B04', 'B05', 'B06', 'B07', 'B08'];
const ACTOR = { kind: 'system', id: 'bench', name: 'bench' } as const;

/** What the bench is told by the process it measures. */
export interface BenchReady {
  url: string;
  /** one a source */ keys: string[];
}

@Module({ imports: [AccessModule, OrganisationModule, IngestionModule, WriterModule, WarehouseApiModule] })
class BenchPipelineModule {}

/** The door and the writer in one process, as on one machine, with halls and a source to post for. */
async function main(): Promise<void> {
  const app = await runApp(BenchPipelineModule, loadSettings(), 'bench');
  await app.get(OrganisationService).replace(
    OrganisationDoc.parse({
      format: 'organisation/1',
      bureau: { code: 'bench', name: 'bench' },
      branches: [{ code: 'household', name: 'household' }],
      halls: BENCH_HALLS.map((code) => ({
        code,
        name: code,
        tier: 'hall',
        queues: [{ code: 'household', name: 'household', branch: 'household' }],
        windows: [{ id: 'w1', number: '1', queues: ['household'] }],
      })),
    }),
    ACTOR,
  );
  const keyOf = async (name: string): Promise<string> =>
    (await app.get(Sources).create({ name, halls: 'all', sandbox: false }, ACTOR)).key.secret;
  const keys: string[] = [];
  while (keys.length < Number(process.argv[2] ?? 1))
    keys.push(await keyOf(`bench-${String(process.pid)}-${String(keys.length + 1)}`));
  const ready: BenchReady = { url: await app.getUrl(), keys };
  process.send?.(ready);
}

if (require.main === module) {
  process.on('disconnect', () => process.exit(0));
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}
