import { setTimeout as sleep } from 'node:timers/promises';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '@cockpit/access';
import { message, render, type Message } from '@cockpit/contracts';
import { LiveBindingsModule } from '@cockpit/live';
import { MatterRebuild, MattersMarkerModule, MattersModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { Rebuild, WarehouseModule, WriterModule } from '@cockpit/warehouse';

/** Services that request the work; writer and worker of the running instance do it. */
@Module({ imports: [AccessModule, OrganisationModule, WarehouseModule], providers: [MatterRebuild] })
export class RebuildRequestModule {}

/** Services that request and do the work when no instance runs. */
@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    LiveBindingsModule,
    WarehouseModule,
    WriterModule,
    MattersMarkerModule,
    MattersModule,
  ],
})
export class RebuildDoingModule {}

const STALLED_MS = 5 * 60_000;

/** No progress for too long. */
export class Stalled extends Error {
  constructor(readonly words: Message) {
    super(render(words, 'en') ?? words.code);
  }
}

/** Watches the remaining work, so that nobody waits for ever for a writer that does nothing. */
export class Progress {
  private last = -1;
  private changedAt = 0;

  constructor(private readonly stalledMs: number) {}

  /** @throws when the remaining work has not changed for too long */
  assert(left: number, now: number): void {
    if (left !== this.last || left === 0) {
      this.last = left;
      this.changedAt = now;
    } else if (now - this.changedAt > this.stalledMs) {
      throw new Stalled(message('rebuild.stalled', { left, minutes: Math.round(this.stalledMs / 60_000) }));
    }
  }
}

export interface RebuildResult {
  visits: number;
  days: number;
  others: number;
  matters: number;
  seconds: number;
}

const LOOK_EVERY_MS = 200;
const SAY_EVERY_MS = 5_000;

/**
 * Requests recomputation from the events and waits for what was due at the start; later work is daily business. Matters
 * belong to no hall day, so they are recomputed only in a full rebuild.
 */
export async function rebuild(
  app: INestApplicationContext,
  only: { hall?: string; day?: string },
  say: (text: Message) => void,
  stalledMs = STALLED_MS,
): Promise<RebuildResult> {
  const [warehouse, matters] = [app.get(Rebuild), app.get(MatterRebuild)];
  const began = performance.now();
  const report = nowAndThen(say);
  const asking = setInterval(() => {
    warehouse.left().then(
      (count) => {
        report(message('rebuild.asking', { left: count }));
      },
      () => undefined,
    );
  }, SAY_EVERY_MS);
  const requested = await warehouse.schedule(only).finally(() => {
    clearInterval(asking);
  });
  const everything = only.hall === undefined && only.day === undefined;
  const marked = everything ? await matters.markAll() : 0;
  say(message('rebuild.asked', { ...requested, matters: marked }));
  const due = await warehouse.due();
  await waitUntilNone(async () => due.left(), report, stalledMs);
  // a recomputed part may make its package due, so there is a second round
  for (let round = 0; marked > 0 && round < 2; round++) {
    const last = await matters.last();
    await waitUntilNone(() => matters.left(last), report, stalledMs);
  }
  return { ...requested, matters: marked, seconds: Number(((performance.now() - began) / 1000).toFixed(1)) };
}

/** @throws when there is no progress for too long */
async function waitUntilNone(
  left: () => Promise<number>,
  report: (text: Message) => void,
  stalledMs: number,
): Promise<void> {
  const progress = new Progress(stalledMs);
  for (let count = await left(); count > 0; count = await left()) {
    progress.assert(count, performance.now());
    report(message('rebuild.left', { left: count }));
    await sleep(LOOK_EVERY_MS);
  }
}

/** Limits how often progress is printed. */
function nowAndThen(say: (text: Message) => void): (text: Message) => void {
  let saidAt = performance.now();
  return (text) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    say(text);
  };
}
