import { localDate, localHour, type Facts } from './slow-facts';
import { slowTickets } from './slow-tickets';

interface Moment {
  hall: string;
  day: string;
  window: string;
  officer: string;
  state: string;
  open: boolean;
  wasted: boolean;
  seconds: number;
}

const made = new WeakMap<Facts['events'], Moment[]>();
/** The day of each window cut wherever anything changes, each piece looked at by itself. */
export function slowWindows(facts: Facts): Moment[] {
  let moments = made.get(facts.events);
  if (moments === undefined)
    made.set(
      facts.events,
      (moments = facts.halls.flatMap((hall) => facts.days.flatMap((day) => ofDay(facts, hall, day)))),
    );
  return moments;
}

function ofDay(facts: Facts, hall: string, day: string): Moment[] {
  const zone = facts.zones[hall] ?? '';
  const doc = facts.organisation(day);
  const plan = doc.halls.find(({ code }) => code === hall);
  const told = facts.events.filter(
    ({ type, time, data }) =>
      data['hallId'] === hall && /^hall\.(ticket|window|terminal)\./.test(type) && localDate(time, zone) === day,
  );
  const events = told.filter(({ type }) => !type.startsWith('hall.terminal.'));
  const placings = placingsOf(events);
  const end = Math.max(...told.map(({ time }) => time));
  const legs = slowTickets(facts)
    .filter((t) => t.hall === hall && t.day === day)
    .flatMap((t) =>
      t.legs.map((leg, i) => ({
        queue: leg.queue,
        from: leg.from,
        to: leg.calledAt ?? leg.endedAt ?? (i === t.legs.length - 1 ? t.gone[0] : undefined) ?? facts.now[hall] ?? 0,
      })),
    );
  const opening =
    plan?.hours.filter(({ days }) => days.includes(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1)) ?? [];
  const midnight = Date.parse(`${day}T00:00:00Z`) - zoneHours(zone, day) * 3_600_000;
  const instant = (time: string): number =>
    midnight + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
  const edges = opening.flatMap(({ from, to }) => [instant(from), instant(to)]);
  return (plan?.windows ?? []).flatMap(({ id }) => {
    const own = events.filter(({ data }) => data['windowId'] === id);
    const cuts = [
      ...new Set([
        ...events.map(({ time }) => time),
        ...legs.flatMap(({ from, to }) => (from === null ? [] : [from, to])),
        ...edges,
        end,
        facts.now[hall] ?? 0,
      ]),
    ].sort((a, b) => a - b);
    return cuts.slice(1).map((to, i): Moment => {
      const from = cuts[i] ?? 0;
      const middle = (from + to) / 2;
      const { state, officer } = middle < end ? lookAt(id, middle, own, placings) : { state: 'offline', officer: null };
      const open =
        middle < (facts.now[hall] ?? 0) &&
        opening.some((hours) => instant(hours.from) <= middle && middle < instant(hours.to));
      const who =
        officer ??
        doc.rosters.find(
          (r) => r.hall === hall && r.window === id && instant(r.from) <= middle && middle < instant(r.to),
        )?.officer;
      const skills = (doc.officers.find((officer) => officer.id === who)?.skills ?? [])
        .filter((skill) => skill.from <= day && (skill.to === undefined || day <= skill.to))
        .map(({ branch }) => branch);
      const canServe = (queue: string): boolean =>
        plan?.queues.some((one) => one.code === queue && skills.includes(one.branch)) === true;
      const wasted =
        state === 'idle' &&
        legs.some((leg) => leg.from !== null && leg.from <= middle && middle < leg.to && canServe(leg.queue));
      return { hall, day, window: id, officer: officer ?? '', state, open, wasted, seconds: (to - from) / 1000 };
    });
  });
}

/** A call, recall or start, and the next step of the same ticket. */
interface Placing {
  window: string;
  ticket: string;
  at: number;
  officer: string | null;
  next: number;
  served: boolean;
}

function placingsOf(events: Facts['events']): Placing[] {
  return events.flatMap(({ type, time, data }, i) => {
    if (!isPlacing(type)) return [];
    const next = events.find(
      (other, j) =>
        j > i &&
        other.data['ticketId'] === data['ticketId'] &&
        other.type.startsWith('hall.ticket.') &&
        !/issued|rated/.test(other.type),
    );
    const served = type.endsWith('started') && next !== undefined && !isPlacing(next.type);
    return [
      {
        window: String(data['windowId']),
        ticket: String(data['ticketId']),
        at: time,
        officer: data['officerId'] === undefined ? null : String(data['officerId']),
        next: next?.time ?? Infinity,
        served,
      },
    ];
  });
}

const isPlacing = (type: string): boolean => /ticket\.(called|recalled|started)$/.test(type);

/** What a window does at one moment, asked of everything that was said about it and of everybody who may be there. */
function lookAt(
  window: string,
  moment: number,
  own: Facts['events'],
  placings: readonly Placing[],
): { state: string; officer: string | null } {
  const said = own.filter(({ time }) => time <= moment);
  const named = said.filter(({ data }) => data['officerId'] !== undefined).at(-1)?.data['officerId'];
  const officer = named === undefined ? null : String(named);
  const calls = placings.filter((one) => one.window === window && one.at <= moment);
  const lastCall = Math.max(...calls.map(({ at }) => at), -Infinity);
  const lastOf = (...steps: string[]): Facts['events'][number] | undefined =>
    said.filter(({ type }) => steps.includes(type.replace('hall.window.', ''))).at(-1);
  const stands = (last: Facts['events'][number] | undefined, step: string): boolean =>
    last?.type === `hall.window.${step}` && last.time >= lastCall;
  if (stands(lastOf('fault', 'restored'), 'fault')) return { state: 'fault', officer };
  if (stands(lastOf('paused', 'resumed', 'opened', 'closed'), 'paused')) return { state: 'paused', officer };
  if (stands(lastOf('opened', 'closed'), 'closed')) return { state: 'offline', officer };
  const closed = lastOf('closed')?.time ?? -Infinity;
  const there = calls.filter(
    (one) =>
      one.next > moment &&
      (one.served || (closed <= one.at && !calls.some((other) => other.ticket !== one.ticket && other.at > one.at))),
  );
  const [latest] = there.sort((a, b) => b.at - a.at || (a.ticket < b.ticket ? 1 : -1));
  if (latest !== undefined) return { state: 'busy', officer: latest.officer ?? officer };
  return { state: said.some(({ type }) => type !== 'hall.window.assigned') ? 'idle' : 'offline', officer };
}

/** Hours of a zone's clock ahead of UTC at noon of a day. */
function zoneHours(zone: string, day: string): number {
  return (localHour(Date.parse(`${day}T12:00:00Z`), zone).hour - 12 + 24) % 24;
}
