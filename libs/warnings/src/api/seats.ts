import { Inject, Injectable } from '@nestjs/common';
import { SHUT_STATES, type Caller, type LiveHall, type MyWarnings, type Warning } from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { HallConfigs, LiveSnapshots } from '@cockpit/live';
import { CLOCK, type Clock } from '@cockpit/platform';

type Snapshot = Pick<LiveHall, 'hall' | 'name' | 'timeZone' | 'now' | 'windows' | 'queues' | 'feeds' | 'warnings'>;

/** Where an officer sits, and what is warned of there. */
@Injectable()
export class Seats {
  constructor(
    private readonly configs: HallConfigs,
    private readonly snapshots: LiveSnapshots,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(caller: Caller): Promise<MyWarnings> {
    const { officerId, halls } = caller;
    if (officerId === undefined) return { officerId: null, seat: null, own: [], around: [] };
    const codes = (await this.configs.halls()).filter((hall) => inScope(halls, hall));
    const shown = (await Promise.all(codes.map((hall) => this.snapshots.ifThere(hall, this.clock.now())))).filter(
      (snapshot) => snapshot !== null,
    );
    return seatOf(shown, officerId);
  }

  /** Whether a warning is about the window this officer sits at. */
  async isOwn(caller: Caller, id: string): Promise<boolean> {
    return (await this.find(caller)).own.some((warning) => warning.id === id);
  }
}

function firstInLine(queues: LiveHall['queues']): NonNullable<MyWarnings['seat']>['next'] {
  const [longest] = [...queues]
    .sort((a, b) => (b.longestWaitSec ?? 0) - (a.longestWaitSec ?? 0))
    .filter(({ first }) => first !== undefined);
  return longest?.first === undefined
    ? null
    : { number: longest.first, queue: longest.name, waitedSec: longest.longestWaitSec };
}

/** The first window that shows this officer at work, with its warnings. */
export function seatOf(snapshots: readonly Snapshot[], officerId: string): MyWarnings {
  for (const snapshot of snapshots) {
    const window = snapshot.windows.find((one) => one.officerId === officerId && !SHUT_STATES.has(one.state));
    if (window === undefined) continue;
    const { hall, name, timeZone, now } = snapshot;
    const about = (kind: Warning['scope']['kind'], codes: readonly string[]) =>
      snapshot.warnings.filter(({ scope }) => scope.kind === kind && codes.includes(scope.code));
    return {
      officerId,
      seat: {
        hall,
        hallName: name,
        timeZone,
        now,
        windowId: window.windowId,
        number: window.number,
        state: window.state,
        ticket: window.ticketNumber,
        loadMin: window.loadMin,
        level: window.level,
        queues: snapshot.queues
          .filter(({ code }) => window.queues.includes(code))
          .map(({ code, name: its, waiting, longestWaitSec }) => ({ code, name: its, waiting, longestWaitSec })),
        next: firstInLine(snapshot.queues.filter(({ code }) => window.queues.includes(code))),
        absence: window.absence ?? null,
        nextAbsence: window.nextAbsence ?? null,
        silent: snapshot.feeds.every((feed) => feed.state === 'silent' || feed.state === 'never'),
      },
      own: about('window', [window.windowId]),
      around: about('queue', window.queues),
    };
  }
  return { officerId, seat: null, own: [], around: [] };
}
