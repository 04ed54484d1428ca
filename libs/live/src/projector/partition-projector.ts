import { Logger } from '@nestjs/common';
import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { hallDay, readPast, type HallConfig } from '@cockpit/domain';
import { compareEntryIds, partitionOf, type HeldLease, type LogEntry } from '@cockpit/log';
import { costs } from '@cockpit/platform';
import { isDue, restOf } from './due';
import { HallFaults } from './hall-faults';
import type { OpenedHall, UnfitEvent } from './hall-opener';
import { floorMinute, hasEvents, type HallRuntime } from './hall-runtime';
import type { ProjectorTools } from './projector-tools';
import { hallTickId, hallTickJob, promptSeenJob, learnHallJob } from '@cockpit/jobs';

/**
 * Checkpoints of halls with very many visits cost seconds: as long passes before the next, so that half the time is left for the rest. No
 * longer, for questions at the desk are answered from the last one; more than a minute and a restart would have much to catch up on.
 */
const SAVE_SHARE = 1;
const SAVE_AT_LEAST_EVERY_MS = 60_000;
const CONSUMER = 'live';
/** An entry may hold a thousand events: few enough that a backlog leaves room for everything else this process does. */
const ENTRIES_AT_ONCE = 8;
/** Tickets issued this long before the latest that was read with them are history being caught up on: nobody waits for a quote. */
const QUOTE_WITHIN_MS = 120_000;

/** Follows one partition of the log for as long as its lease is held. */
export class PartitionProjector {
  private readonly logger = new Logger('live');
  private readonly halls = new Map<string, HallRuntime>();
  private readonly unknown = new Set<string>();
  private entryId = '0-0';
  private savedEntryId = '';
  private savedAt = 0;
  private saveMs = 0;
  private configVersion: number;
  private readonly faults: HallFaults;
  /** at start, too: whoever was away has not heard the call */
  private isPastNew = true;

  constructor(
    private readonly partition: number,
    private readonly partitions: number,
    private readonly tools: ProjectorTools,
  ) {
    this.configVersion = tools.configs.version;
    this.faults = new HallFaults(partition, tools.letters, tools.clock);
  }

  /** @param follows called once the halls are open and the log is read as it grows */
  async run(lease: HeldLease, stop: AbortSignal, follows: () => void = () => undefined): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([lease.signal, stop, ended.signal]);
    const beating = this.tools.reader.keepBeating(CONSUMER, this.partition, signal);
    try {
      await this.follow(lease, signal, follows);
    } finally {
      ended.abort();
      await beating;
    }
  }

  private async follow(lease: HeldLease, signal: AbortSignal, follows: () => void): Promise<void> {
    const from = await this.start();
    this.entryId = from;
    try {
      for await (const batch of this.tools.reader.tail({
        partition: this.partition,
        from,
        signal,
        waitMs: this.tools.intervals.liveBeat,
        count: ENTRIES_AT_ONCE,
        // whoever starts again finds the same gap, and rebuilds
        onGap: (after) => {
          throw new Error(`the log no longer holds what came after ${after}`);
        },
      })) {
        await costs.timed('live:project', () => this.project(batch));
        await costs.timed('live:beat', () => this.beat());
        // a short batch is the end of what was waiting
        if (batch.length < ENTRIES_AT_ONCE) follows();
        if (lease.isHeld()) await this.saveDue();
      }
    } finally {
      if (lease.isHeld()) await this.save();
    }
  }

  /** A snapshot is wanted although nothing happened in the hall. */
  touch(hall: string): void {
    const runtime = this.halls.get(hall);
    if (runtime !== undefined) runtime.dirty = true;
  }

  /** A past was stored in bulk: it is looked at before the next snapshots. */
  backfilled(): void {
    this.isPastNew = true;
  }

  /** More was learned of a hall: it is read before the next snapshot. */
  learned(hall: string): void {
    const runtime = this.halls.get(hall);
    if (runtime !== undefined) runtime.pastOf = null;
  }

  /** Opens every hall of the partition; @returns the entry to read on from. */
  private async start(): Promise<string> {
    const { positions } = this.tools.reader;
    const position = await positions.read(CONSUMER, this.partition);
    // Said before anything is looked at: who stands nowhere holds nothing back, and what the writer stores meanwhile would be taken away unread.
    await this.tools.reader.saveConsumerPosition(CONSUMER, this.partition, position);
    // Asked before ClickHouse is: whatever is stored in between is read twice, which changes nothing.
    const stored = await positions.read('writer', this.partition);
    const all = await this.tools.reader.hasGap(this.partition, position);
    if (all) {
      this.tools.metrics.rebuilds.inc({ partition: String(this.partition) });
      this.logger.warn(
        { partition: this.partition, position },
        'the log no longer holds what the checkpoints lack: rebuilding',
      );
    }
    let rebuilt = false;
    for (const hall of await this.tools.configs.halls()) {
      if (partitionOf(hall, this.partitions) !== this.partition) continue;
      if (all) await this.tools.checkpoints.forget(hall);
      rebuilt = (await this.open(hall))?.rebuilt === true || rebuilt;
    }
    return all || (rebuilt && compareEntryIds(stored, position) < 0) ? stored : position;
  }

  private async open(hall: string): Promise<OpenedHall | null> {
    const opened = await this.faults.alone(hall, 'open', () => this.tools.opener.open(hall));
    if (opened === null) {
      this.unknown.add(hall);
      // The position passes over the hall's events from here on, and its checkpoint lacks them.
      await this.tools.checkpoints.forget(hall);
    } else {
      this.halls.set(hall, opened.runtime);
      await this.putUnfit(hall, opened.unfit);
    }
    return opened;
  }

  private async putUnfit(hall: string, unfit: readonly UnfitEvent[]): Promise<void> {
    for (const { identity, error } of unfit) await this.faults.put(hall, identity, error);
  }

  /** A hall nobody knew until now: what was passed over of it is stored by now, or waits in the log for the writer. */
  private async openLate(hall: string): Promise<HallRuntime | undefined> {
    const { reader } = this.tools;
    // asked before ClickHouse is: whatever is stored in between is read twice, which changes nothing
    let from = await reader.positions.read('writer', this.partition);
    const runtime = (await this.open(hall))?.runtime;
    if (runtime === undefined) return undefined;
    for (;;) {
      const waiting = (await reader.pending(this.partition, from, ENTRIES_AT_ONCE)).filter(
        ({ entryId }) => compareEntryIds(entryId, this.entryId) <= 0,
      );
      const last = waiting.at(-1);
      if (last === undefined) return runtime;
      const horizon = latestMinutes(waiting).get(hall) ?? 0;
      for (const { events } of waiting)
        for (const event of events)
          if (hallOf(event) === hall)
            await this.faults.alone(hall, event.identity, () => this.apply(runtime, event, horizon));
      from = last.entryId;
    }
  }

  private async project(batch: readonly LogEntry[]): Promise<void> {
    const last = batch.at(-1);
    if (last === undefined) return;
    const horizon = latestMinutes(batch);
    for (const { events } of batch) {
      for (const event of events) {
        const hall = hallOf(event);
        if (hall === null || this.unknown.has(hall)) continue;
        const runtime = this.halls.get(hall) ?? (await this.open(hall))?.runtime;
        if (runtime !== undefined)
          await this.faults.alone(hall, event.identity, () => this.apply(runtime, event, horizon.get(hall) ?? 0));
      }
    }
    this.entryId = last.entryId;
    const labels = { partition: String(this.partition) };
    this.tools.metrics.events.inc(
      labels,
      batch.reduce((sum, { events }) => sum + events.length, 0),
    );
    const received = last.events.at(-1)?.receivedAt;
    if (received !== undefined)
      this.tools.metrics.lagSec.set(labels, Math.max(0, this.tools.clock.now() - received) / 1000);
  }

  private async apply(runtime: HallRuntime, event: LoggedEvent, horizon: number): Promise<void> {
    const placing = runtime.place(event);
    if (placing === 'past' || placing === 'early') return;
    if (placing === 'next-day' && !(await this.roll(runtime, event.time))) return;
    if (runtime.state.config.hall.clock === 'feed' && runtime.leads(event)) {
      const minute = runtime.minuteReached(event.time);
      // While catching up, only the last minute of what was read at once is worth a decision: see `beat`.
      if (minute !== null && minute >= horizon) await this.tick(runtime, minute);
    }
    runtime.apply(event);
    if (event.type === 'hall.ticket.issued') {
      if (event.time >= horizon - QUOTE_WITHIN_MS)
        this.tools.quotes.issue(runtime, event.data.ticketId, event.data.queue, event.time);
    } else if ('promptId' in event.data && event.data.promptId !== undefined) {
      await this.tools.jobs.add(
        promptSeenJob,
        { hall: runtime.hall, promptId: event.data.promptId, at: event.time },
        `seen-${event.identity}`,
      );
    }
  }

  /** Hands the state as it stands over for decision. Only then does the minute count as passed, so a kill repeats it. */
  private async tick(runtime: HallRuntime, minute: number): Promise<void> {
    const { hall, state, day } = runtime;
    state.advance(minute);
    await this.tools.checkpoints.saveTick(hall, minute, state.toJSON());
    await this.tools.jobs.add(hallTickJob, { hall, minute, day }, hallTickId({ hall, minute }));
    runtime.lastMinute = minute;
  }

  /**
   * Begins the day of `time` with what is stored of it: another source may have told of it before the hall's clock came there.
   * @returns false when the hall has no such day: then it stays where it is
   */
  private async roll(runtime: HallRuntime, time: number): Promise<boolean> {
    const day = hallDay(time, runtime.state.config.hall.timeZone);
    const config = await this.tools.configs.get(runtime.hall, day);
    if (config === null) return false;
    runtime.rollTo(config);
    await this.putUnfit(runtime.hall, (await this.tools.opener.fill(runtime.state)).unfit);
    return true;
  }

  /** What time does by itself: wall clocks move on, days end, configurations change, snapshots fall due. */
  private async beat(): Promise<void> {
    if (this.configVersion !== this.tools.configs.version) await this.reconfigure();
    const wallNow = this.tools.clock.now();
    for (const [hall, whats] of await this.faults.due())
      await this.faults.again(hall, whats, () => this.openAgain(hall));
    if (this.isPastNew) await this.lookBack();
    for (const runtime of this.halls.values())
      await this.faults.alone(runtime.hall, 'beat', () => this.beatOf(runtime, wallNow));
    await this.tools.quotes.flushDue();
  }

  private async beatOf(runtime: HallRuntime, wallNow: number): Promise<void> {
    const { hall } = runtime.state.config;
    if (hall.clock === 'wall') {
      if (hallDay(wallNow, hall.timeZone) > runtime.day) await this.roll(runtime, wallNow);
      runtime.state.advance(wallNow);
    } else {
      const leapt = runtime.leapt(wallNow);
      if (leapt !== null) await this.roll(runtime, leapt);
    }
    if (runtime.pastOf !== runtime.day) await this.readPast(runtime);
    const minute = runtime.minuteReached(runtime.state.now);
    if (minute !== null) await this.tick(runtime, minute);
    const stop = this.tools.metrics.snapshotSec.startTimer();
    if (await this.tools.publisher.publishDue(runtime)) stop();
  }

  /** As if nothing had been known of the hall: whatever could not be shown of it may be right by now. */
  private async openAgain(hall: string): Promise<void> {
    // put away before the log got more partitions: the hall's own has opened it since
    if (partitionOf(hall, this.partitions) !== this.partition) return;
    this.halls.delete(hall);
    this.unknown.delete(hall);
    await this.tools.checkpoints.forget(hall);
    const runtime = await this.openLate(hall);
    if (runtime !== undefined)
      await this.faults.alone(hall, 'beat', () => this.beatOf(runtime, this.tools.clock.now()));
  }

  /** Halls whose past was stored in bulk learn from it, and one that goes by its feeds may have come to a later day by it. */
  private async lookBack(): Promise<void> {
    this.isPastNew = false;
    for (const hall of await this.tools.backfilled.read()) {
      if (partitionOf(hall, this.partitions) !== this.partition) continue;
      await this.faults.alone(hall, 'backfill', async () => {
        const runtime = this.halls.get(hall);
        const latest = runtime === undefined ? null : await this.tools.opener.latest(runtime.state.config.hall);
        const isLater =
          latest !== null && hallDay(latest, runtime?.state.config.hall.timeZone ?? '') > (runtime?.day ?? '');
        if (runtime === undefined || isLater || !hasEvents(runtime.state)) await this.openAgain(hall);
        const day = this.halls.get(hall)?.day;
        if (day !== undefined)
          await this.tools.jobs.add(
            learnHallJob,
            { hall, day, anew: true },
            `${hall}-${day}-${String(this.tools.clock.now())}`,
          );
      });
      await this.tools.backfilled.heardOf(hall);
    }
  }

  /** What is known of earlier days, and a job that learns what is not known yet. */
  private async readPast(runtime: HallRuntime): Promise<void> {
    const { hall, day, state } = runtime;
    runtime.pastOf = day;
    const past = await this.tools.pasts.load(hall);
    runtime.past = past === null ? null : readPast(past.state, state);
    await this.tools.jobs.add(learnHallJob, { hall, day }, `${hall}-${day}`);
  }

  private async reconfigure(): Promise<void> {
    const { configs } = this.tools;
    this.configVersion = configs.version;
    this.unknown.clear();
    for (const hall of await configs.halls()) {
      if (partitionOf(hall, this.partitions) !== this.partition) continue;
      const runtime = this.halls.get(hall) ?? (await this.openLate(hall));
      if (runtime === undefined || runtime.configVersion === this.configVersion) continue;
      runtime.configVersion = this.configVersion;
      await this.faults.alone(hall, 'organisation', async () => {
        const config = await configs.get(hall, runtime.day);
        if (config !== null) await this.changeTo(runtime, config);
      });
    }
  }

  /** Another source may lead from now on, and may have shown a later day already. */
  private async changeTo(runtime: HallRuntime, config: HallConfig): Promise<void> {
    const { clock, primarySource } = runtime.state.config.hall;
    runtime.reconfigure(config);
    if (clock === config.hall.clock && primarySource === config.hall.primarySource) return;
    const latest = await this.tools.opener.latest(config.hall);
    if (latest !== null && hallDay(latest, config.hall.timeZone) > runtime.day) await this.roll(runtime, latest);
  }

  private async saveDue(): Promise<void> {
    const wallNow = this.tools.clock.now();
    const { liveSave } = this.tools.intervals;
    if (!isDue(wallNow, this.savedAt, restOf(this.saveMs, SAVE_SHARE, liveSave, SAVE_AT_LEAST_EVERY_MS))) return;
    this.savedAt = wallNow;
    const began = performance.now();
    await this.save();
    this.saveMs = performance.now() - began;
    costs.add('live:save', this.saveMs);
  }

  /** The position comes last: nobody reads again what it has passed, so every checkpoint must hold that by then. */
  private async save(): Promise<void> {
    for (const runtime of this.halls.values()) if (runtime.unsaved) await this.saveHall(runtime);
    if (this.entryId === this.savedEntryId) return;
    await this.tools.reader.saveConsumerPosition(CONSUMER, this.partition, this.entryId);
    this.savedEntryId = this.entryId;
  }

  private async saveHall(runtime: HallRuntime): Promise<void> {
    const { hall, state, lastMinute } = runtime;
    const saved = await this.faults.alone(hall, 'snapshot', async () => {
      await this.tools.checkpoints.save(hall, { state: state.toJSON(), entryId: this.entryId, lastMinute });
      return true;
    });
    // A hall that cannot be written must not hold up the others, nor return as its last checkpoint had it: it is rebuilt.
    if (saved === null) await this.tools.checkpoints.forget(hall);
    runtime.unsaved = false;
  }
}

/** The latest full minute each hall's events show, by hall. */
function latestMinutes(batch: readonly LogEntry[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (const { events } of batch) {
    for (const event of events) {
      const hall = hallOf(event);
      if (hall === null) continue;
      const minute = floorMinute(event.time);
      if (minute > (latest.get(hall) ?? 0)) latest.set(hall, minute);
    }
  }
  return latest;
}
