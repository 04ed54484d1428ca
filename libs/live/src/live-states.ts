import { Injectable } from '@nestjs/common';
import { HallState } from '@cockpit/domain';
import { HallConfigs } from './projector/hall-configs';
import { Snapshots } from './snapshots';

/** The state of a hall as the projector saved it last, about a second ago: for questions its picture does not answer. To be read only. */
@Injectable()
export class LiveStates {
  constructor(private readonly snapshots: Snapshots, private readonly configs: HallConfigs) {}

  /** @returns null while the hall has none */
  async of(hall: string): Promise<HallState | null> {
    const snapshot = await this.snapshots.load(hall);
    if (snapshot === null) return null;
    const config = await this.configs.of(hall, snapshot.state.day);
    return config === null ? null : HallState.fromJSON(snapshot.state, config);
  }
}
