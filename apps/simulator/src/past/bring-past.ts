import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, Sources } from '@cockpit/access';
import { OrganisationDoc, type OrganisationDoc as Organisation } from '@cockpit/contracts';
import { MattersMarkerModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { PlatformModule, loadSettings } from '@cockpit/platform';
import { keepRecordedPrompts, RecordedPrompts, RecordedPromptsModule } from '@cockpit/redirect';
import { BackfillModule, Backfills, type Backfill } from '@cockpit/warehouse';
import { keepRecordedWarnings, RecordedWarnings, RecordedWarningsModule } from '@cockpit/warnings';
import { DataSource } from 'typeorm';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ARCHIVE } from '../accounts';
import { ensureAssessment, ensureTargets } from '../assessment';
import { Cockpit } from '../cockpit';
import { HISTORY_DAYS } from '../hall/history-days';
import { hallsOf } from '../load/set-up';
import type { Memory } from '../memory';
import type { PastFile } from './past-file';
import type { PastOrder, PastPart } from './past-worker';

/** Days after which figures are computed before the rest is loaded: those that today is compared with. */
const SETTLE_EVERY_DAYS = 7;
/** Events stored at a time. Larger lots stay in memory so long that garbage collection takes most of the time. */
const LOT = 5_000;
/** One lot is validated while the previous one is stored. */
const LOTS_AT_ONCE = 2;
const CALENDARS = join(__dirname, '..', '..', '..', '..', '..', 'calendars', 'cn-holidays');

@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    BackfillModule,
    MattersMarkerModule,
    RecordedPromptsModule,
    RecordedWarningsModule,
  ],
})
class PastServices {}

export interface PastContext {
  readonly url: string;
  readonly firstDay: string;
  readonly historyDays: number | undefined;
  readonly memory: Memory;
  readonly kept: PastFile;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Stores the days before the first one while the halls are already live, in bulk and at low priority. */
export async function bringPast(context: PastContext): Promise<void> {
  const { url, memory, firstDay, kept, signal, say } = context;
  const admin = new Cockpit(url, memory.tokens['*'], signal);
  const network = await admin.get('/v1/organisation', OrganisationDoc);
  // Bulletins of the past show the targets.
  await ensureTargets(admin, firstDay);
  const settings = { ...loadSettings(process.env), logLevel: 'warn' as const };
  const root = PlatformModule.under(PastServices, settings, { role: 'past' });
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  try {
    await new PastLoad(context, app).run(network);
  } finally {
    await app.close();
  }
  if (signal.aborted) return;
  await ensureAssessment(admin, firstDay, signal);
  kept.complete(firstDay, context.historyDays ?? HISTORY_DAYS);
  say('the past is complete');
}

/** One run through the missing days of the past. */
class PastLoad {
  private readonly loads = new Map<string, Backfill>();
  private readonly began = performance.now();
  private events = 0;
  private days = 0;

  constructor(
    private readonly context: PastContext,
    private readonly app: INestApplicationContext,
  ) {}

  async run(network: Organisation): Promise<void> {
    const { memory, firstDay, kept, signal, historyDays: requestedDays } = this.context;
    const halls = hallsOf(memory, network);
    const days = requestedDays ?? HISTORY_DAYS;
    const storedDays = halls.flatMap(({ code }) => kept.of(code));
    const order: PastOrder = {
      network,
      halls,
      calendars: CALENDARS,
      firstDay,
      days,
      requestedDays,
      storedDays,
    };
    const worker = new Worker(join(__dirname, 'past-worker.js'), { workerData: order });
    try {
      let pending = next(worker);
      for (;;) {
        const part = await pending;
        if (part === null || signal.aborted) break;
        // The next part is played while this one is stored.
        pending = next(worker);
        if (part.kind === 'day') await this.day(part, days);
        else await this.beside(part);
      }
      if (!signal.aborted) for (const load of this.loads.values()) await load.close();
    } finally {
      for (const load of this.loads.values()) await load.leave();
      await worker.terminate();
    }
  }

  private async day({ hallDays, date, lines, played }: PastPart & { kind: 'day' }, days: number): Promise<void> {
    const { kept, say } = this.context;
    this.days += 1;
    const load = await this.load(ARCHIVE);
    if (lines !== '') {
      await this.storeLines(load, lines);
      await this.storePlayed(date, played);
      kept.add(hallDays);
      const rate = this.events / Math.max(0.001, (performance.now() - this.began) / 1000);
      say(
        `past ${date}  ${String(this.days)}/${String(days)} days  ${this.events.toLocaleString('en')} events  ${Math.round(rate).toLocaleString('en')}/s`,
      );
    }
    await load.publishProgress(this.days, days);
    if (this.days % SETTLE_EVERY_DAYS === 0) await load.settle();
  }

  /** Stores the recorded prompts and warnings of a day after its events, for each hall all or nothing. */
  private async storePlayed(date: string, played: readonly unknown[]): Promise<void> {
    const postgres = this.app.get(DataSource);
    for (const record of played) {
      const [prompts, warnings] = [RecordedPrompts.parse(record), RecordedWarnings.parse(record)];
      await postgres.transaction(async (manager) => {
        await keepRecordedPrompts(manager, date, prompts);
        await keepRecordedWarnings(manager, warnings);
      });
    }
  }

  private async beside({ what, source, lines }: PastPart & { kind: 'beside' }): Promise<void> {
    const { kept, say } = this.context;
    if (lines === '' || kept.hasBeside(what)) return;
    const count = await this.storeLines(await this.load(source), lines);
    kept.addBeside(what);
    say(`past: ${count.toLocaleString('en')} events of ${what}`);
  }

  private async storeLines(load: Backfill, lines: string): Promise<number> {
    const all = lines.split('\n');
    let at = 0;
    const takeLots = async (): Promise<void> => {
      while (at < all.length) {
        const lot = all.slice(at, at + LOT);
        at += LOT;
        await load.take(lot.map((line) => JSON.parse(line) as object));
      }
    };
    await Promise.all(Array.from({ length: LOTS_AT_ONCE }, takeLots));
    this.events += all.length;
    return all.length;
  }

  private async load(source: string): Promise<Backfill> {
    const cached = this.loads.get(source);
    if (cached !== undefined) return cached;
    const record = await this.app.get(Sources).get(source);
    if (record === null) throw new Error(`there is no source ${source}`);
    const { signal, say } = this.context;
    const scope = { sourceName: source, halls: record.halls, sandbox: record.sandbox };
    const onRetry = (why: string): void => {
      say(`past: ${why}; trying again`);
    };
    const load = await this.app.get(Backfills).open(scope, { signal, onRetry });
    this.loads.set(source, load);
    return load;
  }
}

async function next(worker: Worker): Promise<PastPart | null> {
  worker.postMessage('next');
  const [part] = (await once(worker, 'message')) as [PastPart | null];
  return part;
}
