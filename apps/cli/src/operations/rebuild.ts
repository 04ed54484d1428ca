import { setTimeout as sleep } from 'node:timers/promises';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { MatterRebuild, MattersLandingModule, MattersModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { Rebuild, WarehouseModule, WriterModule } from '@cockpit/warehouse';

/** What asks; writer and worker of the running instance do the work. */
@Module({ imports: [AccessModule, OrganisationModule, WarehouseModule], providers: [MatterRebuild] })
export class RebuildAskingModule {}

/** What asks and does it too, where no instance is running. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, WarehouseModule, WriterModule, MattersLandingModule, MattersModule] })
export class RebuildDoingModule {}

const STALLED_MS = 5 * 60_000;

/** Whether what is left changes: a writer that does nothing must not be waited for for ever. */
export class Progress {
  private last = -1;
  private changedAt = 0;

  constructor(private readonly stalledMs: number) {}

  /** @throws when as much has been left for too long */
  assert(left: number, now: number): void {
    if (left !== this.last || left === 0) {
      this.last = left;
      this.changedAt = now;
    } else if (now - this.changedAt > this.stalledMs) {
      throw new Error(`${String(left)} are left and none was done for ${String(Math.round(this.stalledMs / 60_000))} min: something stands in the way; see cockpit doctor, /health/ready and the writer's log`);
    }
  }
}

export interface RebuildResult { visits: number; days: number; others: number; matters: number; seconds: number }

const LOOK_EVERY_MS = 200;
const SAY_EVERY_MS = 5_000;
/** so often in a row nothing may be left: what is due is handed from one list to the next */
const QUIET_LOOKS = 3;

/**
 * Has what follows from the events computed anew and waits until it is done. Matters belong to no hall day: they are computed
 * anew when everything is.
 */
export async function rebuild(app: INestApplicationContext, only: { hall?: string; day?: string }, say: (line: string) => void, stalledMs = STALLED_MS): Promise<RebuildResult> {
  const [warehouse, matters] = [app.get(Rebuild), app.get(MatterRebuild)];
  const began = performance.now();
  let marked = 0;
  const left = async (): Promise<number> => (await warehouse.left()) + (marked > 0 ? await matters.left() : 0);
  const saying = setInterval(() => { left().then((count) => { say(`${String(count)} left`); }, () => undefined); }, SAY_EVERY_MS);
  try {
    const asked = await warehouse.ask(only);
    marked = only.hall === undefined && only.day === undefined ? await matters.markAll() : 0;
    say(`${String(asked.visits)} visits, ${String(asked.days)} hall days, ${String(asked.others)} other rows, ${String(marked)} matters to compute`);
    const progress = new Progress(stalledMs);
    for (let quiet = 0; quiet < QUIET_LOOKS; ) {
      await sleep(LOOK_EVERY_MS);
      const count = await left();
      progress.assert(count, performance.now());
      quiet = count === 0 ? quiet + 1 : 0;
    }
    return { ...asked, matters: marked, seconds: Number(((performance.now() - began) / 1000).toFixed(1)) };
  } finally {
    clearInterval(saying);
  }
}
