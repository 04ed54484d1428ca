import { Inject, Injectable, Logger } from '@nestjs/common';
import type { HallDoc } from '@cockpit/contracts';
import { HallState, hallDay, type HallConfig } from '@cockpit/domain';
import { CLOCK, isRowFault, type Clock } from '@cockpit/platform';
import { STORED_EVENTS, type StoredEvents } from '../ports';
import { Checkpoints, type HallCheckpoint } from '../checkpoints';
import { HallConfigs } from './hall-configs';
import { HallRuntime, MINUTE_MS, applyLogged, floorMinute, hasEvents } from './hall-runtime';

/** Where a day begins first. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';

/** An event that the state does not take. */
export interface UnfitEvent {
  identity: string;
  error: unknown;
}

export interface OpenedHall {
  runtime: HallRuntime;
  /** built from ClickHouse: the log must be read from where the writer stood */
  rebuilt: boolean;
  unfit: UnfitEvent[];
}

export interface FilledDay {
  /** how many were stored */
  events: number;
  unfit: UnfitEvent[];
}

/** Takes in what is stored of the state's day; events that do not fit are left out. */
export async function fillDay(state: HallState, stored: StoredEvents): Promise<FilledDay> {
  const { hall, day } = state.config;
  const unfit: UnfitEvent[] = [];
  let events = 0;
  for await (const event of stored.ofDay(hall.code, day)) {
    events++;
    try {
      applyLogged(state, event);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      unfit.push({ identity: event.identity, error });
    }
  }
  return { events, unfit };
}

/** Brings a hall into memory: from its checkpoint, else from what is stored, else empty. */
@Injectable()
export class HallOpener {
  private readonly logger = new Logger('live');

  constructor(
    private readonly configs: HallConfigs,
    private readonly checkpoints: Checkpoints,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns null for a hall the organisation does not know */
  async open(hall: string): Promise<OpenedHall | null> {
    const { version } = this.configs;
    const opened = (await this.fromCheckpoint(hall)) ?? (await this.rebuild(hall));
    if (opened !== null) opened.runtime.configVersion = version;
    return opened;
  }

  /** Takes in what is stored of the state's day. */
  fill(state: HallState): Promise<FilledDay> {
    return fillDay(state, this.stored);
  }

  private async fromCheckpoint(hall: string): Promise<OpenedHall | null> {
    const checkpoint = await this.checkpoints.load(hall);
    if (checkpoint === null) return null;
    const config = await this.configs.get(hall, checkpoint.state.day);
    if (config === null) return null;
    const state = this.stateOf(hall, checkpoint, config);
    if (state === null) return null;
    const runtime = new HallRuntime(state, checkpoint.lastMinute, !hasEvents(state));
    // what was shown far ahead before the restart is only known to the table
    const latest = await this.latest(config.hall);
    if (latest !== null) runtime.heardOf(latest, this.clock.now());
    return { runtime, rebuilt: false, unfit: [] };
  }

  /** The latest time the source that leads a hall on clock `feed` has shown, of what is stored. */
  async latest({
    code,
    clock,
    primarySource,
  }: Pick<HallDoc, 'code' | 'clock' | 'primarySource'>): Promise<number | null> {
    return clock === 'feed' ? this.stored.latest(code, primarySource) : null;
  }

  private stateOf(hall: string, checkpoint: HallCheckpoint, config: HallConfig): HallState | null {
    try {
      return HallState.fromJSON(checkpoint.state, config);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      this.logger.error({ hall, err: error }, 'the checkpoint cannot be read: rebuilding');
      return null;
    }
  }

  private async rebuild(hall: string): Promise<OpenedHall | null> {
    const now = this.clock.now();
    // Any day will do to learn clock and zone; which day it is follows from them. East of Greenwich a hall may have begun
    // on a day that has not begun there yet.
    const today =
      (await this.configs.get(hall, hallDay(now, 'UTC'))) ??
      (await this.configs.get(hall, hallDay(now, EARLIEST_ZONE)));
    if (today === null) return null;
    const { clock, timeZone } = today.hall;
    const latest = clock === 'feed' ? await this.latest(today.hall) : now;
    const day = hallDay(latest ?? now, timeZone);
    const config = await this.configs.get(hall, day);
    if (config === null) return null;
    const state = new HallState(config);
    const { events, unfit } = await this.fill(state);
    if (clock === 'wall') state.advance(now);
    this.logger.log({ hall, day, events }, 'rebuilt from what is stored');
    // Nobody can say whether the minute was handed over before the checkpoint was lost: hand it over (again).
    const lastMinute = events === 0 ? null : floorMinute(state.now) - MINUTE_MS;
    return { runtime: new HallRuntime(state, lastMinute, events === 0), rebuilt: true, unfit };
  }
}
