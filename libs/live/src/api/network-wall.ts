import {
  HALL_TROUBLES,
  isRedUnanswered,
  NETWORK_WALL_RED,
  withoutCalled,
  type HallTrouble,
  type Level,
  type LiveHall,
  type Network,
  type NetworkNode,
  type NetworkPulse,
  type NetworkRed,
  type NetworkWall,
  type Prompt,
  type Warning,
} from '@cockpit/contracts';

const WORSE: Record<Level, number> = { overloaded: 3, busy: 2, normal: 1, unknown: 0 };
/** Waits that differ by less are alike: a hall does not change places with every person who comes. */
const ALIKE_SEC = 300;
const STANDING: ReadonlySet<Prompt['state']> = new Set(['shown', 'accepted', 'carried-out']);

/** A warning holds until it has ended, also where nothing is heard and after hours. */
export function troubleOf(pulse: NetworkPulse | null): HallTrouble {
  if (pulse === null) return 'silent';
  const { warnings, open, feed, prompts } = pulse;
  const isHeard = feed === 'live' || feed === 'stale';
  const level = open && isHeard ? pulse.level : 'unknown';
  if (warnings.red > 0 || level === 'overloaded') return 'red';
  if (warnings.yellow > 0 || level === 'busy' || (open && prompts > 0)) return 'yellow';
  if (!isHeard && (open || feed === 'never')) return 'silent';
  return open ? 'calm' : 'closed';
}

type Weighed = Pick<NetworkNode, 'code' | 'pulse'>;
/** The worse the more. */
const weightsOf = ({ pulse }: Weighed): number[] => [
  -HALL_TROUBLES.indexOf(troubleOf(pulse)),
  WORSE[pulse?.level ?? 'unknown'],
  pulse?.warnings.red ?? 0,
  pulse?.warnings.yellow ?? 0,
  Math.floor((pulse?.waitSec ?? 0) / ALIKE_SEC),
  pulse?.waiting ?? 0,
];

/** Halls by trouble, the worst first; the same halls are always in the same order. */
export function byTrouble<T extends Weighed>(halls: readonly T[]): T[] {
  return halls
    .map((hall) => ({ hall, weights: weightsOf(hall) }))
    .sort((a, b) => {
      const at = a.weights.findIndex((weight, i) => weight !== b.weights[i]);
      return at < 0 ? (a.hall.code < b.hall.code ? -1 : 1) : (b.weights[at] ?? 0) - (a.weights[at] ?? 0);
    })
    .map(({ hall }) => hall);
}

export function countsOf(halls: readonly Weighed[]): NetworkWall['counts'] {
  const counts = { red: 0, yellow: 0, silent: 0, calm: 0, closed: 0 };
  for (const { pulse } of halls) counts[troubleOf(pulse)]++;
  return counts;
}

/** The one place above all that the caller sees, or the bureau. */
export function placeOf({ nodes, bureau }: Pick<Network, 'nodes' | 'bureau'>, isWhole: boolean): NetworkWall['place'] {
  const [top, ...others] = isWhole ? [] : nodes.filter(({ parent }) => parent === null);
  return top !== undefined && others.length === 0
    ? { hall: top.code, name: top.name }
    : { hall: null, name: bureau.name };
}

/** What a hall's line on the wall is written of: nobody's name, and nothing that is not said there. */
export function brief({ planOffer: _, simulation: _s, ...live }: LiveHall): LiveHall {
  return {
    ...live,
    queues: live.queues.map((queue) => ({ ...queue, forecast: [] })),
    windows: live.windows.map((window) => ({ ...window, officerId: null, officerName: null })),
    prompts: live.prompts.filter(({ state }) => STANDING.has(state)),
  };
}

/** Red warnings that nobody has answered, the latest first. */
export function redOf(
  warnings: ReadonlyMap<string, readonly Warning[]>,
  nameOf: (hall: string) => string,
): NetworkRed[] {
  const at = ({ firedAt, since }: Warning): number => Date.parse(firedAt ?? since);
  return [...warnings]
    .flatMap(([hall, list]) => list.filter(isRedUnanswered).map((warning) => ({ hall, warning })))
    .sort((a, b) => at(b.warning) - at(a.warning) || (a.warning.id < b.warning.id ? -1 : 1))
    .slice(0, NETWORK_WALL_RED)
    .map(({ hall, warning }) => {
      // many people hear it
      const { id, message, words } = withoutCalled(warning);
      return { id, hall, name: nameOf(hall), message, ...(words === undefined ? {} : { words }) };
    });
}
