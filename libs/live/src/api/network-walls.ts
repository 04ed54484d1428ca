import {
  NETWORK_WALL_HALLS,
  type BureauTime,
  type Caller,
  type NetworkNode,
  type NetworkWall,
} from '@cockpit/contracts';
import { BureauClock, OrganisationService } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { LiveSections } from '../sections';
import { LivePulses } from './live-pulses';
import { LiveSnapshots } from './live-snapshots';
import { networkOf } from './network';
import { brief, byTrouble, countsOf, placeOf, redOf, troubleOf } from './network-wall';

/** Red warnings are looked for in so many halls, the worst first: more at once are one trouble of the whole network. */
const MOST_RED_HALLS = 200;

/** All halls in a caller's scope for the wall of a command centre: by trouble, the worst as their own walls show them. */
@Injectable()
export class NetworkWalls {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly pulses: LivePulses,
    private readonly snapshots: LiveSnapshots,
    private readonly sections: LiveSections,
    private readonly bureauClock: BureauClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read({ halls: scope }: Pick<Caller, 'halls'>): Promise<NetworkWall> {
    const [doc, now] = [await this.organisation.export(), this.clock.now()];
    const pulses = await this.pulses.read(doc.halls.map(({ code }) => code));
    const network = networkOf(doc, pulses, scope, now);
    const served = byTrouble(network.nodes.filter((node) => node.served));
    const warned = network.nodes.filter(({ pulse }) => (pulse?.warnings.red ?? 0) > 0);
    const [halls, warnings, clock] = await Promise.all([
      Promise.all(served.slice(0, NETWORK_WALL_HALLS).map((node) => this.line(node, now))),
      this.sections.warningsOf(
        byTrouble(warned)
          .slice(0, MOST_RED_HALLS)
          .map(({ code }) => code),
      ),
      this.clockOf(network.nodes),
    ]);
    const items = new Set(halls.flatMap(({ live }) => live?.prompts.flatMap(({ item }) => item ?? []) ?? []));
    const names = new Map(network.nodes.map(({ code, name }) => [code, name]));
    return {
      at: network.at,
      place: placeOf(network, scope === 'all'),
      clock,
      sum: network.sum,
      counts: countsOf(served),
      halls,
      items: Object.fromEntries(doc.items.flatMap(({ code, name }) => (items.has(code) ? [[code, name]] : []))),
      red: redOf(warnings, (hall) => names.get(hall) ?? hall),
    };
  }

  /** A wall of real halls goes by the zone of the first of them. */
  private async clockOf([first]: readonly NetworkNode[]): Promise<BureauTime> {
    const { now, timeZone, demonstration } = await this.bureauClock.read();
    const zone = demonstration ? timeZone : (first?.timeZone ?? timeZone);
    return { now: new Date(now).toISOString(), timeZone: zone, demonstration };
  }

  private async line({ code, name, pulse }: NetworkNode, now: number): Promise<NetworkWall['halls'][number]> {
    const trouble = troubleOf(pulse);
    const live = trouble === 'red' || trouble === 'yellow' ? await this.snapshots.ifThere(code, now) : null;
    return { code, name, trouble, pulse, live: live === null ? null : brief(live) };
  }
}
