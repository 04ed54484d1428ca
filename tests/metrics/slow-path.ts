import type { MetricKey, OrganisationDoc } from '@cockpit/contracts';
import { mattersOf, slowMatters } from './slow-matters';
import { localDate, localHour, type Atom, type Facts } from './slow-facts';
import { slowTickets, type Ticket } from './slow-tickets';
import { slowWindows } from './slow-windows';

/**
 * Every metric of the dictionary computed once more, naively, from the raw events and from the words of the dictionary alone.
 * Nothing of the product's folds, tables or queries is used here: agreement means that both understood the same sentence.
 */
export const SLOW: Record<MetricKey, (facts: Facts) => Atom[]> = {
  arrivals: tickets((t) => (t.issuedAt === null ? null : [1, 0])),
  served: tickets((t) => (t.finishedAt === null ? null : [1, 0])),
  waiting: (facts) =>
    slowTickets(facts)
      .filter(
        (t) =>
          (t.legs.at(-1)?.from ?? null) !== null &&
          t.state === 'waiting' &&
          t.day === localDate(facts.now[t.hall] ?? 0, facts.zones[t.hall] ?? ''),
      )
      .map((t) => ({ ...dims(t), queue: t.legs.at(-1)?.queue ?? '', day: 'now', n: 1, d: 0 })),
  wait: tickets((t) => (waitOf(t) === null ? null : [waitOf(t) ?? 0, 1])),
  wait_p50: tickets((t) => (waitOf(t) === null ? null : [waitOf(t) ?? 0, 1])),
  wait_p90: tickets((t) => (waitOf(t) === null ? null : [waitOf(t) ?? 0, 1])),
  wait_mean: tickets((t) => (waitOf(t) === null ? null : [waitOf(t) ?? 0, 1])),
  service_level: tickets((t, facts) => {
    const target = targetOf(facts, t);
    const wait = waitOf(t);
    if (wait !== null) return [wait <= target ? 1 : 0, 1];
    if (t.issuedAt === null || t.calledAt !== null) return null;
    if (t.state === 'cancelled') return [0, 1];
    return t.state === 'waiting' && (until(facts, t) - t.issuedAt) / 1000 > target ? [0, 1] : null;
  }),
  service_time: tickets((t) => {
    const served = t.legs.flatMap((leg) =>
      leg.startedAt === null || leg.endedAt === null ? [] : [(leg.endedAt - leg.startedAt) / 1000],
    );
    return t.finishedAt === null || served.length === 0 ? null : [served.reduce((a, b) => a + b, 0), 1];
  }),
  no_show_rate: tickets((t) => (t.calledAt === null ? null : [t.missed ? 1 : 0, 1])),
  abandon_rate: tickets((t) =>
    t.issuedAt === null ? null : [t.state === 'cancelled' && t.calledAt === null ? 1 : 0, 1],
  ),
  transfer_rate: tickets((t) => [t.legs.length > 1 ? 1 : 0, t.finishedAt === null ? 0 : 1]),
  carry_over: tickets((t, facts) => {
    const close = closeOf(facts, t.hall, t.day);
    if (close > (facts.now[t.hall] ?? 0)) return null;
    const stands = t.legs.some(
      (leg) =>
        leg.from !== null &&
        leg.from <= close &&
        (leg.calledAt === null
          ? !(leg.endedAt !== null && leg.endedAt <= close) && !t.gone.some((at) => at <= close)
          : leg.calledAt > close),
    );
    return stands ? [1, 0] : null;
  }),
  comprehensive_share: tickets((t, facts) => {
    if (t.finishedAt === null) return null;
    const doc = facts.organisation(t.day);
    const items = [...new Set([...t.items, ...(t.item === null ? [] : [t.item])])];
    const branches = new Set(
      items.flatMap((code) => doc.items.filter((item) => item.code === code).map(({ branch }) => branch)),
    );
    const atComprehensive =
      doc.halls.find(({ code }) => code === t.hall)?.windows.find(({ id }) => id === t.window)?.kind ===
      'comprehensive';
    return [(items.length > 0 && atComprehensive) || (branches.size > 1 && t.legs.length === 1) ? 1 : 0, 1];
  }),
  mobile_guided: tickets((t) => (t.state === 'guided' && t.reason === 'guided-mobile' ? [1, 0] : null)),
  settled_by_visit: tickets((t, facts) => {
    if (t.finishedAt === null || t.visitor === null || t.issuedAt === null) return null;
    const drawn = t.issuedAt;
    const theirs = mattersOf(facts).filter(
      (m) => m.applicant === t.visitor && m.accepted < drawn && (m.closed === null || m.closed >= drawn),
    );
    if (theirs.length === 0) return null;
    const zone = facts.zones[t.hall] ?? '';
    return [theirs.some((m) => m.closed !== null && localDate(m.closed, zone) === t.day) ? 1 : 0, 1];
  }),
  rating_share: tickets((t) => (t.finishedAt === null ? null : [t.stars === null ? 0 : 1, 1])),
  satisfied: (facts) => [
    ...tickets((t) => (t.stars === null ? null : [t.stars >= 3 ? 1 : 0, 1]))(facts),
    ...caseRatings(facts).map(({ hall, at, stars }) => ({
      hall,
      day: localDate(at, facts.zones[hall] ?? ''),
      n: stars >= 3 ? 1 : 0,
      d: 1,
    })),
  ],
  booking_lead_days: (facts) => bookings(facts).map((b) => ({ ...b, n: (b.start - b.created) / 86_400_000, d: 1 })),
  booking_no_show: (facts) => {
    const attended = new Set(
      slowTickets(facts)
        .filter((t) => t.issuedAt !== null && t.bookingId !== null)
        .map((t) => `${t.hall} ${t.bookingId ?? ''}`),
    );
    return bookings(facts)
      .filter((b) => !b.cancelled && b.end <= (facts.now[b.hall] ?? 0))
      .map((b) => ({ ...b, n: attended.has(`${b.hall} ${b.id}`) ? 0 : 1, d: 1 }));
  },
  slot_fill: (facts) =>
    facts.halls.flatMap((hall) =>
      facts.days.flatMap((day) => {
        const segments = (facts.organisation(day).halls.find(({ code }) => code === hall)?.bookingSlots ?? []).filter(
          ({ days }) => days.includes(weekday(day)),
        );
        return segments.flatMap(({ from, to, slotMin, capacity, queues }) => {
          const [first, last] = [minutes(from), minutes(to)];
          return Array.from({ length: Math.floor((last - first) / slotMin) }, (_, i) => {
            const [start, end] = [first + i * slotMin, first + (i + 1) * slotMin];
            const booked = bookings(facts).filter(
              (b) =>
                b.hall === hall &&
                b.day === day &&
                !b.cancelled &&
                queues.includes(b.queue) &&
                clockMinute(facts, hall, b.start) >= start &&
                clockMinute(facts, hall, b.start) < end,
            );
            return { hall, day, n: Math.min(capacity, booked.length), d: capacity };
          });
        });
      }),
    ),
  forecast_error: (facts) =>
    slowTickets(facts).flatMap((t) => {
      const wait = waitOf(t);
      const quotes = facts.quotes.filter((q) => q.hall === t.hall && q.ticketId === t.id).sort((a, b) => a.at - b.at);
      const [first] = quotes;
      return wait === null || first === undefined ? [] : [{ ...dims(t), n: Math.abs(first.p50Sec - wait) / 60, d: 1 }];
    }),
  busy: windows((w) => [w.state === 'busy' ? w.seconds : 0, 0]),
  idle: windows((w) => [w.state === 'idle' ? w.seconds : 0, 0]),
  paused: windows((w) => [w.state === 'paused' ? w.seconds : 0, 0]),
  offline: windows((w) => [w.state === 'offline' && w.open ? w.seconds : 0, 0]),
  occupancy: windows((w) => [
    w.state === 'busy' ? w.seconds : 0,
    w.state === 'busy' || w.state === 'idle' ? w.seconds : 0,
  ]),
  balance: windows((w) => [
    w.state === 'busy' ? w.seconds : 0,
    w.state === 'busy' || w.state === 'idle' ? w.seconds : 0,
  ]),
  idle_while_waiting: windows((w) => [w.wasted ? w.seconds / 60 : 0, 0]),
  load_now: (facts) => facts.loads.map((load) => ({ ...load, day: 'now', n: load.minutes, d: 0 })),
  ...slowMatters,
  self_service_share: (facts) => [
    ...facts.events
      .filter(({ type }) => type === 'hall.terminal.used')
      .map((e) => {
        const done = e.data['outcome'] === 'done' ? 1 : 0;
        return { ...plain(facts, e), item: String(e.data['item']), n: done, d: done };
      }),
    ...tickets((t) => (t.finishedAt === null ? null : [0, 1]))(facts),
  ],
  terminal_uptime: terminalTime,
  consult_answered: consults((c) => [c.answered === null ? 0 : 1, 1]),
  consult_answer_time: consults((c) => (c.answered === null ? null : [(c.answered - c.asked) / 1000, 1])),
  consult_escalated: consults((c) => [c.escalated ? 1 : 0, 1]),
  time_to_notice: warnings((w) => (w.noticed === null ? null : [(w.noticed - w.since) / 1000, 1])),
  time_to_ack: warnings((w) =>
    w.acknowledged === null ? null : [(w.acknowledged - (w.noticed ?? w.fired)) / 1000, 1],
  ),
  time_to_act: warnings((w) => (w.acting === null ? null : [(w.acting - (w.noticed ?? w.fired)) / 1000, 1])),
  time_to_resolve: warnings((w) => (w.resolved === null ? null : [(w.resolved - (w.noticed ?? w.fired)) / 1000, 1])),
  closed_loop_rate: warnings((w) => [w.ended === 'action' || w.ended === 'explained' ? 1 : 0, 1]),
  false_alarm_rate: warnings((w) => [w.dismissed ? 1 : 0, 1]),
  prompt_accepted: prompts((p) => [p.accepted === null ? 0 : 1, 1]),
  prompt_hit: prompts((p, facts) => {
    const { accepted } = p;
    if (accepted === null || accepted + 1_800_000 > (facts.now[p.hall] ?? 0)) return null;
    const came = slowTickets(facts).filter(
      (t) =>
        t.hall === p.hall &&
        t.queue === p.queue &&
        t.issuedAt !== null &&
        t.issuedAt >= accepted &&
        t.issuedAt < accepted + 1_800_000 &&
        waitOf(t) !== null,
    );
    if (came.length === 0) return null;
    const mean = came.reduce((sum, t) => sum + (waitOf(t) ?? 0), 0) / came.length;
    return [p.served && p.before - mean >= (p.before - p.after) / 2 ? 1 : 0, 1];
  }),
  minutes_saved: prompts((p) => (p.saved === null ? null : [p.saved, 0])),
};

/** Tickets called or still waiting: how many of them have waited longer, and how many there are. */
export const slowOver = (facts: Facts, min: number): Atom[] =>
  tickets((t) => {
    const wait =
      waitOf(t) ??
      (t.issuedAt === null || t.calledAt !== null || t.state !== 'waiting'
        ? null
        : (until(facts, t) - t.issuedAt) / 1000);
    return wait === null ? null : [wait > min * 60 ? 1 : 0, 1];
  })(facts);

type Pair = [n: number, d: number] | null;

function tickets(of: (ticket: Ticket, facts: Facts) => Pair): (facts: Facts) => Atom[] {
  return (facts) =>
    slowTickets(facts).flatMap((ticket) => {
      const pair = of(ticket, facts);
      return pair === null ? [] : [{ ...dims(ticket), n: pair[0], d: pair[1] }];
    });
}
function windows(of: (w: ReturnType<typeof slowWindows>[number]) => [number, number]): (facts: Facts) => Atom[] {
  return (facts) =>
    slowWindows(facts).map((w) => {
      const [n, d] = of(w);
      return { hall: w.hall, day: w.day, window: w.window, officer: w.officer, n, d };
    });
}
function warnings(of: (w: Facts['warnings'][number]) => Pair): (facts: Facts) => Atom[] {
  return (facts) =>
    facts.warnings.flatMap((w) => {
      const pair = of(w);
      return pair === null
        ? []
        : [{ hall: w.hall, day: localDate(w.fired, facts.zones[w.hall] ?? ''), rule: w.rule, n: pair[0], d: pair[1] }];
    });
}
function prompts(of: (p: Facts['prompts'][number], facts: Facts) => Pair): (facts: Facts) => Atom[] {
  return (facts) =>
    facts.prompts.flatMap((p) => {
      const pair = of(p, facts);
      return pair === null
        ? []
        : [
            {
              hall: p.hall,
              day: localDate(p.decided, facts.zones[p.hall] ?? ''),
              kind: p.kind,
              n: pair[0],
              d: pair[1],
            },
          ];
    });
}

const dims = (t: Ticket) => ({
  hall: t.hall,
  day: t.day,
  queue: t.queue,
  window: t.window ?? '',
  officer: t.officer ?? '',
  item: t.item ?? '',
  channel: t.channel ?? '',
  hour: t.hour,
});
const waitOf = (t: Ticket): number | null =>
  t.issuedAt === null || t.calledAt === null ? null : Math.max(0, t.calledAt - t.issuedAt) / 1000;
const plain = (facts: Facts, e: Facts['events'][number]) => ({
  hall: String(e.data['hallId'] ?? ''),
  day: localDate(e.time, facts.zones[String(e.data['hallId'])] ?? 'Asia/Shanghai'),
});
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
export const weekday = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const clockMinute = (facts: Facts, hall: string, at: number): number => {
  const { hour, minute } = localHour(at, facts.zones[hall] ?? '');
  return hour * 60 + minute;
};

function targetOf({ organisation }: Facts, t: Ticket): number {
  const hall = organisation(t.day).halls.find(({ code }) => code === t.hall);
  return (
    (organisation(t.day).items.find(({ code }) => code === t.item)?.waitTargetMin ??
      hall?.queues.find(({ code }) => code === t.queue)?.waitTargetMin ??
      hall?.waitTargetMin ??
      15) * 60
  );
}
/** Midnight that ends a day, found by stepping through its hours. */
function dayEnd(day: string, zone: string): number {
  let at = Date.parse(`${day}T00:00:00Z`) - 14 * 3_600_000;
  while (localDate(at, zone) <= day) at += 900_000;
  return at;
}
const until = (facts: Facts, t: Ticket): number =>
  Math.min(facts.now[t.hall] ?? 0, dayEnd(t.day, facts.zones[t.hall] ?? ''));
function closeOf(facts: Facts, hall: string, day: string): number {
  const doc: OrganisationDoc['halls'][number] | undefined = facts
    .organisation(day)
    .halls.find(({ code }) => code === hall);
  const to = doc?.hours.filter(({ days }) => days.includes(weekday(day))).at(-1)?.to;
  const zone = facts.zones[hall] ?? '';
  return to === undefined ? dayEnd(day, zone) : dayEnd(day, zone) - (24 * 60 - minutes(to)) * 60_000;
}

function caseRatings(facts: Facts): { hall: string; at: number; stars: number }[] {
  const last = new Map<string, { hall: string; at: number; stars: number }>();
  for (const { type, data, time } of [...facts.events].sort((a, b) => a.time - b.time)) {
    if (type === 'hall.ticket.rated' && data['caseId'] !== undefined)
      last.set(`${String(data['hallId'])} ${String(data['caseId'])}`, {
        hall: String(data['hallId']),
        at: time,
        stars: Number(data['stars']),
      });
  }
  return [...last.values()];
}

function bookings(facts: Facts) {
  return facts.events
    .filter(({ type }) => type === 'hall.booking.created')
    .map(({ data, time }) => {
      const [hall, id, start] = [
        String(data['hallId']),
        String(data['bookingId']),
        Date.parse(String(data['slotStart'])),
      ];
      const cancelled = facts.events.some(
        (e) => e.type === 'hall.booking.cancelled' && e.data['hallId'] === hall && e.data['bookingId'] === id,
      );
      return {
        hall,
        id,
        start,
        end: Date.parse(String(data['slotEnd'])),
        created: time,
        cancelled: cancelled ? 1 : 0,
        queue: String(data['queue']),
        day: localDate(start, facts.zones[hall] ?? ''),
      };
    });
}

function consults(
  of: (c: { asked: number; answered: number | null; escalated: boolean }) => Pair,
): (facts: Facts) => Atom[] {
  return (facts) =>
    facts.events
      .filter(({ type }) => type === 'hall.consult.asked')
      .flatMap((e) => {
        const same = facts.events.filter(({ data }) => data['consultId'] === e.data['consultId']);
        const pair = of({
          asked: e.time,
          answered: same.find(({ type }) => type === 'hall.consult.answered')?.time ?? null,
          escalated: same.some(({ type }) => type === 'hall.consult.escalated'),
        });
        return pair === null
          ? []
          : [{ ...plain(facts, e), channel: String(e.data['channel']), n: pair[0], d: pair[1] }];
      });
}

/** Minute by minute: heard of within the last quarter of an hour, and no fault standing. */
function terminalTime(facts: Facts): Atom[] {
  return facts.halls.flatMap((hall) =>
    facts.days.flatMap((day) => {
      const zone = facts.zones[hall] ?? '';
      const of = (e: Facts['events'][number]): boolean => e.data['hallId'] === hall && localDate(e.time, zone) === day;
      const end = Math.max(
        ...facts.events
          .filter((e) => of(e) && /^hall\.(ticket|window|terminal)\./.test(e.type))
          .map(({ time }) => time),
      );
      const own = facts.events.filter((e) => of(e) && e.type.startsWith('hall.terminal.'));
      return [...new Set(own.map(({ data }) => String(data['terminalId'])))].flatMap((terminal) => {
        const heard = own.filter(({ data }) => data['terminalId'] === terminal).sort((a, b) => a.time - b.time);
        const cuts = [...new Set([...heard.flatMap(({ time }) => [time, time + 900_000]), end])]
          .filter((at) => at >= (heard[0]?.time ?? 0) && at <= end)
          .sort((a, b) => a - b);
        return cuts.slice(1).map((to, i) => {
          const from = cuts[i] ?? 0;
          const before = heard.filter(({ time }) => time <= from);
          const fault =
            before
              .findLast(({ type }) => type.endsWith('.fault') || type.endsWith('.restored'))
              ?.type.endsWith('.fault') === true;
          const silent = from >= (before.at(-1)?.time ?? 0) + 900_000;
          return { hall, day, terminal, n: fault || silent ? 0 : (to - from) / 1000, d: (to - from) / 1000 };
        });
      });
    }),
  );
}
