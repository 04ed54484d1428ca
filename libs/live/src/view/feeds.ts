import { ANOMALY_KINDS, chinese, isOwnSource, MANUAL_SOURCE, message, type LiveFeed } from '@cockpit/contracts';
import { feedState, TOLD_ON_WALLS, type FeedLive, type HallState, type Anomaly } from '@cockpit/domain';

const isFeed = (source: string): boolean => source !== '' && !isOwnSource(source);

/**
 * Every source the numbers on a wall stand on, and the primary one even when it has never spoken. What people tell at our own
 * pages is no feed; a hotline is not a wall's; and an archive that has said all it had to say is not missed once another
 * feed has gone on where it ended. A place without queues lists whoever speaks of it.
 */
export function liveFeeds(state: HallState, wallNow: number): LiveFeed[] {
  const { primarySource } = state.config.hall;
  const names = new Set([...(primarySource === undefined ? [] : [primarySource]), ...state.feeds.keys()]);
  const counts = (source: string): boolean =>
    source === primarySource || state.config.queues.length === 0 || isMissed(state, source, wallNow);
  return [...names]
    .filter((source) => isFeed(source) && counts(source))
    .sort()
    .map((source) => {
      const feed = state.feeds.get(source) ?? null;
      const [shown, arrived] = [feed?.lastEventAt ?? null, feed?.lastReceivedAt ?? null];
      return {
        source,
        state: feedState(feed, wallNow),
        lastEventAt: shown === null ? null : iso(shown),
        ageSec: arrived === null ? null : Math.max(0, Math.round((wallNow - arrived) / 100) / 10),
        oddities: [...[...(feed?.anomalies.values() ?? [])].map(coded), ...boardAnomalies(state, source)].map(
          (odd) => ({
            ...odd,
            lastAt: iso(odd.lastAt),
          }),
        ),
      };
    });
}

/** When each feed spoke last: also of those whose silence no wall needs to show, for they move the hall's clock too. */
export const heardFeeds = (state: HallState): Pick<LiveFeed, 'lastEventAt'>[] =>
  [...state.feeds]
    .filter(([source]) => isFeed(source))
    .map(([, { lastEventAt }]) => ({ lastEventAt: lastEventAt === null ? null : iso(lastEventAt) }));

/** A silent feed is missed where nobody else who is heard speaks of something it spoke of. */
function isMissed(state: HallState, source: string, wallNow: number): boolean {
  const feed = state.feeds.get(source);
  const told = TOLD_ON_WALLS.filter((kind) => feed?.kinds.has(kind));
  if (feed === undefined || told.length === 0) return false;
  // the other need not have told of everything yet: in a small hall no window may change for a while
  if (told.some((kind) => isTakenOn(state, feed, kind))) return false;
  if (feedState(feed, wallNow) === 'live') return true;
  if (feedState(feed, wallNow) !== 'silent') return true;
  const heard = [...state.feeds.values()].filter(
    (other) => isFeed(other.source) && feedState(other, wallNow) !== 'silent',
  );
  return !told.every((kind) => heard.some((other) => other.kinds.has(kind)));
}

/** Whether somebody else has told of such things since it ended, and not before: then it said all it had to say, as an archive does. */
function isTakenOn(state: HallState, { source, wallReceivedAt }: FeedLive, kind: string): boolean {
  return (
    wallReceivedAt !== null &&
    [...state.feeds.values()].some(
      (other) =>
        other.source !== source &&
        isFeed(other.source) &&
        other.kinds.has(kind) &&
        other.firstReceivedAt !== null &&
        other.firstReceivedAt >= wallReceivedAt,
    )
  );
}

/** Whether nobody who speaks of such things has been heard for long: what stands there may no longer be so. */
export function silentAbout(state: HallState, kinds: readonly string[], wallNow: number): boolean {
  // a dead feed's hall kept by hand is known again for as long as somebody keeps it
  const manual = state.feeds.get(MANUAL_SOURCE);
  if (manual !== undefined && kinds.some((kind) => manual.kinds.has(kind)) && feedState(manual, wallNow) !== 'silent')
    return false;
  const feeds = [...state.feeds.values()].filter(({ source }) => isFeed(source));
  // a hall of which nobody ever said anything is no calm hall
  if (feeds.length === 0) return true;
  const speakers = feeds.filter((feed) => kinds.some((kind) => feed.kinds.has(kind)));
  return speakers.length > 0 && speakers.every((feed) => feedState(feed, wallNow) === 'silent');
}

type CodedAnomaly = Omit<Anomaly, 'message'> & { message: string; code?: (typeof ANOMALY_KINDS)[number] };

/** With the Chinese sentence of its code; what was noted before subjects were kept has its own. */
function coded(anomaly: Anomaly): CodedAnomaly {
  const code = ANOMALY_KINDS.find((kind) => kind === anomaly.kind);
  return code === undefined || anomaly.subject === undefined
    ? { ...anomaly, message: anomaly.message ?? anomaly.kind }
    : told(anomaly.kind, code, anomaly.subject, anomaly);
}

const told = (
  kind: string,
  code: (typeof ANOMALY_KINDS)[number],
  subject: string,
  { count, lastAt }: Pick<Anomaly, 'count' | 'lastAt'>,
): CodedAnomaly => ({
  kind,
  code,
  subject,
  message: chinese(message(`odd.${code}`, { subject, n: count })),
  count,
  lastAt,
});

function boardAnomalies(state: HallState, source: string): CodedAnomaly[] {
  return [...state.queues.values()].flatMap(({ code, config, observed }) => {
    const name = config?.name ?? code;
    const { latest } = observed;
    if (latest?.source !== source) return [];
    const back = observed.backwards();
    const frozen = observed.frozen();
    return [
      ...(back === null ? [] : [told(`backwards:${code}`, 'backwards', name, back)]),
      ...(frozen === null ? [] : [told(`frozen:${code}`, 'frozen', name, { count: frozen.count, lastAt: latest.at })]),
    ];
  });
}

export const iso = (time: number): string => new Date(time).toISOString();
