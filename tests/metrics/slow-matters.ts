import type { MetricKey } from '@cockpit/contracts';
import { localDate, localHour, type Atom, type Facts } from './slow-facts';

interface Matter {
  hall: string;
  kind: string;
  item: string | null;
  channel: string;
  unit: string;
  officer: string | null;
  stage: string | null;
  accepted: number;
  /** accepted, or last reopened: its clock runs from here */
  start: number;
  closed: number | null;
  reopened: boolean;
  wasClosed: boolean;
  due: number | null;
  pauses: { from: number; to: number | null }[];
  days: number;
  supplement: boolean;
  package: boolean;
  acceptingHall: string | null;
  applicant: string | null;
  last: number;
}

const made = new WeakMap<Facts['events'], Matter[]>();
export function mattersOf(facts: Facts): Matter[] {
  let matters = made.get(facts.events);
  if (matters !== undefined) return matters;
  const stories = new Map<string, Facts['events']>();
  for (const event of facts.events)
    if (event.type.startsWith('hall.case.'))
      stories.set(String(event.data['caseId']), [...(stories.get(String(event.data['caseId'])) ?? []), event]);
  matters = [...stories.values()].flatMap((story) => read(story));
  // every bad rating opens a matter of its own, which nobody has touched
  for (const { type, data, time } of facts.events) {
    if (type === 'hall.ticket.rated' && Number(data['stars']) <= 2) {
      matters.push({
        hall: String(data['hallId']),
        kind: 'bad-rating',
        item: null,
        channel: '',
        unit: String(data['hallId']),
        officer: null,
        stage: null,
        accepted: time,
        start: time,
        closed: null,
        reopened: false,
        wasClosed: false,
        due: null,
        pauses: [],
        days: 0,
        supplement: false,
        package: false,
        acceptingHall: null,
        applicant: null,
        last: time,
      });
    }
  }
  made.set(facts.events, matters);
  return matters;
}

function read(story: Facts['events']): Matter[] {
  const accepted = story.find(({ type }) => type === 'hall.case.accepted');
  if (accepted === undefined) return [];
  const { data } = accepted;
  const text = (name: string): string | null => (data[name] === undefined ? null : String(data[name]));
  const m: Matter = {
    hall: text('hallId') ?? '',
    kind: text('kind') ?? '',
    item: text('item'),
    channel: text('channel') ?? '',
    unit: text('unit') ?? '',
    officer: null,
    stage: null,
    accepted: accepted.time,
    start: accepted.time,
    closed: null,
    reopened: false,
    wasClosed: false,
    due: text('dueAt') === null ? null : Date.parse(text('dueAt') ?? ''),
    pauses: [],
    days: 0,
    supplement: false,
    package: text('packageId') !== null,
    acceptingHall: text('acceptingHallId'),
    applicant: text('applicantRef'),
    last: story.at(-1)?.time ?? 0,
  };
  for (const { type, time, data: said } of story) {
    const over = m.closed !== null;
    if (type === 'hall.case.reopened') {
      if (over) {
        m.reopened = true;
        m.start = time;
        m.days = 0;
      }
      m.closed = null;
    }
    if (over) continue;
    if (type === 'hall.case.assigned') {
      m.unit = String(said['unit']);
      m.officer = said['officerId'] === undefined ? null : String(said['officerId']);
    }
    if (type === 'hall.case.stage-entered') m.stage = String(said['stage']);
    if (type === 'hall.case.paused') {
      m.pauses.push({ from: time, to: null });
      m.supplement ||= said['reason'] === 'supplement';
    }
    if (type === 'hall.case.resumed') for (const pause of m.pauses) pause.to ??= time;
    if (type === 'hall.case.extended') m.days += Number(said['days']);
    if (type === 'hall.case.closed') {
      m.closed = time;
      m.wasClosed = true;
    }
  }
  return [m];
}

interface Limit {
  unit: 'working' | 'calendar' | 'own';
  amount: number;
  promised: boolean;
  statutory: number | null;
}
function limitOf(facts: Facts, m: Matter): Limit | null {
  if (m.due !== null)
    return { unit: 'own', amount: (m.due - m.accepted) / 86_400_000, promised: false, statutory: null };
  if (m.kind === 'bad-rating') return { unit: 'working', amount: 5, promised: false, statutory: null };
  const item = facts.organisation('2026-03-05').items.find(({ code }) => code === m.item);
  if (item?.promised === undefined) return null;
  return {
    unit: item.limitUnit === 'calendar-days' ? 'calendar' : 'working',
    amount: item.promised,
    promised: true,
    statutory: item.statutory ?? null,
  };
}

/** Days that count up to an instant, and the instant at which so many have passed, walking day by day. No holiday falls into the story. */
function walk(
  facts: Facts,
  m: Matter,
  unit: Limit['unit'],
  end: number,
  wanted: number,
): { used: number; dueAt: number } {
  const zone = facts.zones[m.hall] ?? 'Asia/Shanghai';
  const midnight =
    m.start - (localHour(m.start, zone).hour * 60 + localHour(m.start, zone).minute) * 60_000 - (m.start % 60_000);
  let [used, counted, dueAt] = [0, 0, 0];
  for (let start = midnight + 86_400_000; dueAt === 0 || start < end; start += 86_400_000) {
    const weekday = new Date(`${localDate(start + 3_600_000, zone)}T00:00:00Z`).getUTCDay();
    const [from, to] =
      unit === 'calendar' ? [start, start + 86_400_000] : [start + 510 * 60_000, start + 1050 * 60_000];
    if (unit === 'working' && (weekday === 0 || weekday === 6)) continue;
    if (m.pauses.some((pause) => pause.from < start + 86_400_000 && (pause.to ?? end) >= start)) continue;
    used += Math.max(0, Math.min(end, to) - from) / (to - from);
    if (dueAt === 0 && counted + 1 >= wanted) dueAt = from + (to - from) * (wanted - counted);
    counted += 1;
  }
  return { used, dueAt };
}

function clockOf(facts: Facts, m: Matter): { elapsed: number; remaining: number; dueAt: number } | null {
  const limit = limitOf(facts, m);
  if (limit === null) return null;
  const end = m.closed ?? facts.now[m.hall] ?? 0;
  const amount = limit.amount + m.days;
  if (limit.unit === 'own')
    return {
      elapsed: (end - m.start) / 86_400_000,
      remaining: amount - (end - m.start) / 86_400_000,
      dueAt: m.start + amount * 86_400_000,
    };
  const { used, dueAt } = walk(facts, m, limit.unit, end, amount);
  return { elapsed: used, remaining: amount - used, dueAt };
}

const stands = (m: Matter): boolean => m.closed === null && m.pauses.some(({ to }) => to === null);
const onDay = (facts: Facts, m: Matter, at: number): string => localDate(at, facts.zones[m.hall] ?? 'Asia/Shanghai');
function of(
  day: (m: Matter, facts: Facts) => number | null,
  pair: (m: Matter, facts: Facts) => [number, number] | null,
): (facts: Facts) => Atom[] {
  return (facts) =>
    mattersOf(facts).flatMap((m) => {
      const at = day(m, facts);
      const made = at === null ? null : pair(m, facts);
      return at === null || made === null
        ? []
        : [
            {
              hall: m.hall,
              day: at === 0 ? 'now' : onDay(facts, m, at),
              kind: m.kind,
              unit: m.unit,
              item: m.item ?? '',
              channel: m.channel,
              n: made[0],
              d: made[1],
            },
          ];
    });
}
const ofCases = (pair: (m: Matter, facts: Facts) => [number, number]) =>
  of((m) => (m.kind === 'case' ? m.accepted : null), pair);

export const slowMatters = {
  elapsed: of(
    (m) => m.closed,
    (m, facts) => {
      const clock = clockOf(facts, m);
      return clock === null ? null : [clock.elapsed, 1];
    },
  ),
  remaining: of(
    (m) => (m.closed === null ? 0 : null),
    (m, facts) => {
      const clock = clockOf(facts, m);
      return clock === null ? null : [clock.remaining, 1];
    },
  ),
  on_time_rate: of(
    (m, facts) => clockOf(facts, m)?.dueAt ?? null,
    (m, facts) => {
      const due = clockOf(facts, m)?.dueAt ?? 0;
      if (m.closed !== null) return [m.closed <= due ? 1 : 0, 1];
      return due < (facts.now[m.hall] ?? 0) ? [0, 1] : null;
    },
  ),
  on_the_spot_rate: ofCases((m, facts) => [
    m.closed !== null && onDay(facts, m, m.closed) === onDay(facts, m, m.accepted) ? 1 : 0,
    1,
  ]),
  compression: of(
    (m) => (m.kind === 'case' ? m.accepted : null),
    (m, facts) => {
      const limit = limitOf(facts, m);
      return limit?.promised === true && limit.statutory !== null
        ? [limit.statutory - limit.amount, limit.statutory]
        : null;
    },
  ),
  supplement_rate: ofCases((m) => [m.supplement ? 1 : 0, 1]),
  rework: of(
    (m) => m.accepted,
    (m) => [m.reopened ? 1 : 0, m.wasClosed ? 1 : 0],
  ),
  unattended: of(
    (m) => (m.closed === null && !stands(m) ? 0 : null),
    (m, facts) => {
      const stages = facts.organisation('2026-03-05').items.find(({ code }) => code === m.item)?.stages ?? [];
      const idle = m.officer === null ? 1 : (stages.find(({ code }) => code === m.stage)?.allowedDays ?? 5);
      const { dueAt } = walk(facts, { ...m, start: m.last, pauses: [] }, 'working', facts.now[m.hall] ?? 0, idle);
      return dueAt <= (facts.now[m.hall] ?? 0) ? [1, 0] : null;
    },
  ),
  yellow: cards('yellow'),
  red: cards('red'),
  package_share: ofCases((m) => [m.package ? 1 : 0, 1]),
  cross_region: ofCases((m) => [m.acceptingHall !== null && m.acceptingHall !== m.hall ? 1 : 0, 0]),
  online_share: (facts) => [
    ...ofCases((m) => [m.channel === 'online' ? 1 : 0, 1])(facts),
    ...facts.events
      .filter(({ type }) => type === 'hall.point.counted')
      .map(({ data }) => {
        const hall = String(data['hallId']);
        return {
          hall,
          day: localDate(Date.parse(String(data['from'])), facts.zones[hall] ?? ''),
          item: String(data['item']),
          n: data['channel'] === 'online' ? Number(data['count']) : 0,
          d: Number(data['count']),
        };
      }),
  ],
  bad_rating_answered: of(
    (m) => (m.kind === 'bad-rating' ? m.accepted : null),
    (m) => [m.closed === null ? 0 : 1, 1],
  ),
} satisfies Partial<Record<MetricKey, (facts: Facts) => Atom[]>>;

function cards(kind: string): (facts: Facts) => Atom[] {
  return (facts) =>
    facts.cards
      .filter((card) => card.kind === kind && card.state !== 'withdrawn')
      .map(({ hall, at, unit }) => ({ hall, day: localDate(at, facts.zones[hall] ?? ''), unit, n: 1, d: 0 }));
}
