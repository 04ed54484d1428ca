import { localDate, localHour, type Facts } from './slow-facts';
import { slowTickets } from './slow-tickets';

interface Moment { hall: string; day: string; window: string; officer: string; state: string; open: boolean; wasted: boolean; seconds: number }
interface Change { at: number; state: string; officer: string | null; ticket: string | null }

const made = new WeakMap<Facts['events'], Moment[]>();
/** The day of each window cut wherever anything changes, each piece looked at by itself. */
export function slowWindows(facts: Facts): Moment[] {
  let moments = made.get(facts.events);
  if (moments === undefined) made.set(facts.events, (moments = facts.halls.flatMap((hall) => facts.days.flatMap((day) => ofDay(facts, hall, day)))));
  return moments;
}

function ofDay(facts: Facts, hall: string, day: string): Moment[] {
  const zone = facts.zones[hall] ?? '';
  const doc = facts.organisation(day);
  const plan = doc.halls.find(({ code }) => code === hall);
  const told = facts.events.filter(({ type, time, data }) => data['hallId'] === hall && /^hall\.(ticket|window|terminal)\./.test(type) && localDate(time, zone) === day);
  const events = told.filter(({ type }) => !type.startsWith('hall.terminal.'));
  const end = Math.max(...told.map(({ time }) => time));
  const legs = slowTickets(facts).filter((t) => t.hall === hall && t.day === day)
    .flatMap((t) => t.legs.map((leg, i) => ({ queue: leg.queue, from: leg.from, to: leg.calledAt ?? leg.endedAt ?? (i === t.legs.length - 1 ? t.gone[0] : undefined) ?? facts.now[hall] ?? 0 })));
  const opening = plan?.hours.filter(({ days }) => days.includes(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1)) ?? [];
  const midnight = Date.parse(`${day}T00:00:00Z`) - zoneHours(zone, day) * 3_600_000;
  const instant = (time: string): number => midnight + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
  const edges = opening.flatMap(({ from, to }) => [instant(from), instant(to)]);
  return (plan?.windows ?? []).flatMap(({ id }) => {
    const changes = changesOf(events, id);
    const cuts = [...new Set([...changes.map(({ at }) => at), ...legs.flatMap(({ from, to }) => (from === null ? [] : [from, to])), ...edges, end, facts.now[hall] ?? 0])].sort((a, b) => a - b);
    return cuts.slice(1).map((to, i): Moment => {
      const from = cuts[i] ?? 0;
      const middle = (from + to) / 2;
      const current = middle < end ? changes.findLast(({ at }) => at <= from) : undefined;
      const state = current?.state ?? 'offline';
      const open = middle < (facts.now[hall] ?? 0) && opening.some((hours) => instant(hours.from) <= middle && middle < instant(hours.to));
      const who = current?.officer ?? doc.rosters.find((r) => r.hall === hall && r.window === id && instant(r.from) <= middle && middle < instant(r.to))?.officer;
      const skills = (doc.officers.find((officer) => officer.id === who)?.skills ?? []).filter((skill) => skill.from <= day && (skill.to === undefined || day <= skill.to)).map(({ branch }) => branch);
      const canServe = (queue: string): boolean => plan?.queues.some((one) => one.code === queue && skills.includes(one.branch)) === true;
      const wasted = state === 'idle' && legs.some((leg) => leg.from !== null && leg.from <= middle && middle < leg.to && canServe(leg.queue));
      return { hall, day, window: id, officer: current?.officer ?? '', state, open, wasted, seconds: (to - from) / 1000 };
    });
  });
}

function changesOf(events: Facts['events'], window: string): Change[] {
  const changes: Change[] = [];
  let now: Change = { at: 0, state: 'offline', officer: null, ticket: null };
  for (const { type, time, data } of events) {
    const own = data['windowId'] === window;
    const ticket = data['ticketId'] === undefined ? null : String(data['ticketId']);
    let state: string | null = null;
    if (own && /ticket\.(called|recalled|started)$/.test(type)) state = 'busy';
    else if (own && /ticket\.(finished|no-show)$/.test(type)) state = 'idle';
    else if (own && /window\.(opened|resumed)$/.test(type)) state = 'idle';
    else if (own && type === 'hall.window.restored') state = now.state === 'fault' ? 'idle' : null;
    else if (own && type === 'hall.window.paused') state = 'paused';
    else if (own && type === 'hall.window.fault') state = 'fault';
    else if (own && type === 'hall.window.closed') state = 'offline';
    else if (data['windowId'] === undefined && ticket !== null && ticket === now.ticket && /ticket\.(transferred|cancelled|no-show)$/.test(type)) state = 'idle';
    const officer = own && data['officerId'] !== undefined ? String(data['officerId']) : now.officer;
    if (state === null && officer === now.officer) continue;
    const next = state ?? now.state;
    now = { at: time, state: next, officer, ticket: next === 'busy' ? (state === null ? now.ticket : ticket) : null };
    changes.push(now);
  }
  return changes;
}

/** Hours of a zone's clock ahead of UTC at noon of a day. */
function zoneHours(zone: string, day: string): number {
  return (localHour(Date.parse(`${day}T12:00:00Z`), zone).hour - 12 + 24) % 24;
}
