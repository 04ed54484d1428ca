import {
  reachKm,
  type HallDoc,
  type HallScope,
  type Network,
  type NetworkNode,
  type NetworkPulse,
  type NetworkSum,
  type OrganisationDoc,
} from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { isServed } from '@cockpit/organisation';
import { SILENT_SEC, agedFeed } from './aged';
import { longest, worst } from '../view/network-pulse';

/** A pulse read some time after it was taken: its level, like that of the snapshot it was made of, stands until nobody makes new ones. */
export function agedPulse(pulse: NetworkPulse, wallNow: number): NetworkPulse {
  const elapsedSec = Math.max(0, (wallNow - Date.parse(pulse.at)) / 1000);
  const feed = agedFeed(pulse.feed, elapsedSec);
  return {
    ...pulse,
    feed,
    ageSec: pulse.ageSec === null ? null : Math.round((pulse.ageSec + elapsedSec) * 10) / 10,
    level: elapsedSec > SILENT_SEC ? 'unknown' : pulse.level,
  };
}

const isHeard = (pulse: NetworkPulse | null): pulse is NetworkPulse =>
  pulse !== null && (pulse.feed === 'live' || pulse.feed === 'stale');

function sumOf(nodes: readonly NetworkNode[]): NetworkSum {
  const pulses = nodes.map(({ pulse }) => pulse).filter(isHeard);
  const add = (value: (pulse: NetworkPulse) => number) => pulses.reduce((total, pulse) => total + value(pulse), 0);
  const places = nodes.filter(({ served }) => served);
  // a warning holds until it has ended, also where nothing is heard: that a feed is silent is one of them
  const warned = (severity: 'yellow' | 'red') =>
    nodes.reduce((sum, { pulse }) => sum + (pulse?.warnings[severity] ?? 0), 0);
  return {
    halls: places.length,
    heard: places.filter(({ pulse }) => isHeard(pulse)).length,
    waiting: add(({ waiting }) => waiting),
    longestWaitSec: longest(pulses.map(({ longestWaitSec }) => longestWaitSec)),
    waitSec: longest(pulses.map(({ waitSec }) => waitSec)),
    issued: add(({ issued }) => issued),
    served: add(({ served }) => served),
    openWindows: add(({ openWindows }) => openWindows),
    windows: add(({ windows }) => windows),
    terminals: nodes.reduce((total, { terminals }) => total + terminals, 0),
    level: worst(pulses.map(({ level }) => level)),
    warnings: { yellow: warned('yellow'), red: warned('red') },
  };
}

/** The places of an organisation a caller may see, each with its pulse and the sum of what stands beneath it. */
export function networkOf(
  doc: Pick<OrganisationDoc, 'bureau' | 'halls' | 'travelTimes'>,
  pulses: ReadonlyMap<string, NetworkPulse>,
  scope: HallScope,
  wallNow: number,
): Network {
  const halls = doc.halls.filter((hall) => hall.twinOf === undefined && inScope(scope, hall.code));
  const seen = new Set(halls.map(({ code }) => code));
  const bare = halls.map((hall) => nodeOf(hall, seen, pulses.get(hall.code) ?? null, wallNow));
  const children = new Map<string, NetworkNode[]>();
  for (const node of bare)
    if (node.parent !== null) children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  const beneath = (node: NetworkNode): NetworkNode[] => [node, ...(children.get(node.code) ?? []).flatMap(beneath)];
  return {
    at: new Date(wallNow).toISOString(),
    bureau: { code: doc.bureau.code, name: doc.bureau.name },
    sum: sumOf(bare),
    reachKm: reachKm(doc),
    nodes: bare.map((node) => ({ ...node, sum: children.has(node.code) ? sumOf(beneath(node)) : null })),
  };
}

function nodeOf(hall: HallDoc, seen: ReadonlySet<string>, pulse: NetworkPulse | null, wallNow: number): NetworkNode {
  return {
    code: hall.code,
    name: hall.name,
    tier: hall.tier,
    parent: hall.parent !== undefined && seen.has(hall.parent) ? hall.parent : null,
    simulated: hall.simulated,
    timeZone: hall.timeZone,
    location: hall.location ?? null,
    served: isServed(hall),
    terminals: hall.terminals.length,
    pulse: pulse === null ? null : agedPulse(pulse, wallNow),
    sum: null,
  };
}
