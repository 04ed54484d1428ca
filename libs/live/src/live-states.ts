import { Inject, Injectable } from '@nestjs/common';
import { hallOf, type LoggedEvent } from '@cockpit/contracts';
import { HallState, hallDay } from '@cockpit/domain';
import { LogReader, compareEntryIds, partitionOf } from '@cockpit/log';
import { CLOCK, SETTINGS, type Clock, type Settings } from '@cockpit/platform';
import { HallConfigs } from './projector/hall-configs';
import { HallRuntime, hasEvents } from './projector/hall-runtime';
import { Checkpoints } from './checkpoints';

/** An entry holds up to a thousand events, and a projector that is this far behind is catching up on history: nobody waits for all of that. */
const ENTRIES_AT_MOST = 64;

/**
 * A hall as it is now: the projector's last checkpoint, and everything the door has taken since. Who asks right after something was told
 * gets the hall with it; a checkpoint alone may be from before the doors opened where a day is played fast.
 */
@Injectable()
export class LiveStates {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly configs: HallConfigs,
    private readonly reader: LogReader,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The state is the caller's own: what is done to it is seen by nobody else.
   * @returns null while nothing is known of the hall
   */
  async get(hall: string): Promise<HallState | null> {
    const partition = partitionOf(hall, this.settings.logPartitions);
    // Asked before the checkpoint is read: of what was saved in between, the checkpoint tells itself.
    const position = await this.reader.positions.read('live', partition);
    const checkpoint = await this.checkpoints.load(hall);
    if (checkpoint === null) return null;
    const config = await this.configs.get(hall, checkpoint.state.day);
    if (config === null) return null;
    const state = HallState.fromJSON(checkpoint.state, config);
    const runtime = new HallRuntime(state, checkpoint.lastMinute, !hasEvents(state));
    const from = compareEntryIds(checkpoint.entryId, position) < 0 ? position : checkpoint.entryId;
    const waiting = await this.reader.pending(partition, from, ENTRIES_AT_MOST);
    // what lies between is stored, and the projector rebuilds the hall with it
    if (waiting.length > 0 && (await this.reader.hasGap(partition, from))) return null;
    for (const { events } of waiting) {
      for (const event of events) if (hallOf(event) === hall) await this.apply(runtime, event);
    }
    if (config.hall.clock === 'wall') runtime.state.advance(this.clock.now());
    return runtime.state;
  }

  private async apply(runtime: HallRuntime, event: LoggedEvent): Promise<void> {
    const placing = runtime.place(event);
    if (placing === 'past' || placing === 'early') return;
    if (placing === 'next-day') {
      const config = await this.configs.get(runtime.hall, hallDay(event.time, runtime.state.config.hall.timeZone));
      if (config === null) return;
      runtime.rollTo(config);
    }
    runtime.apply(event);
  }
}
