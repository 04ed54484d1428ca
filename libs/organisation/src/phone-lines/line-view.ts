import type { HallDoc, OrganisationDoc, PhoneLine, PhoneLineDoc } from '@cockpit/contracts';
import { dayClock, hallDay, hoursOfDay, weekdayOf, type DayClasses } from '@cockpit/domain';

type Span = PhoneLine['today'][number];

/** All phone lines in document order. `now` returns the current time of a place, epoch ms. */
export function phoneLines(doc: OrganisationDoc, now: (hall: string) => number, days: DayClasses): PhoneLine[] {
  const branchName = new Map(doc.branches.map(({ code, name }) => [code, name]));
  const entries = doc.halls.flatMap((hall) => (hall.phoneLines ?? []).map((line) => ({ hall, line })));
  const byName = new Map(entries.map((entry) => [`${entry.hall.code}/${entry.line.code}`, entry]));
  return entries.map(({ hall, line }): PhoneLine => {
    const next = line.next === undefined ? undefined : byName.get(line.next);
    return {
      place: hall.code,
      placeName: hall.name,
      timeZone: hall.timeZone,
      code: line.code,
      name: line.name,
      number: line.number,
      tier: line.tier,
      allDay: line.allDay,
      branches: line.branches.map((code) => ({ code, name: branchName.get(code) ?? code })),
      ...answering(hall, line, now(hall.code), days),
      next:
        next === undefined
          ? null
          : { place: next.hall.code, placeName: next.hall.name, name: next.line.name, number: next.line.number },
    };
  });
}

/** Whether the line is answered now, and when that changes. */
function answering(
  hall: HallDoc,
  line: PhoneLineDoc,
  now: number,
  days: DayClasses,
): Pick<PhoneLine, 'today' | 'answered' | 'changesAt'> {
  if (line.allDay) return { today: [{ from: '00:00', to: '24:00' }], answered: true, changesAt: null };
  const day = hallDay(now, hall.timeZone);
  const today = joined(spansOf(hall, line, day, days));
  const at = dayClock(day, hall.timeZone);
  const spans = today.map(({ from, to }) => ({ from: at(from), to: at(to) }));
  const current = spans.find(({ from, to }) => from <= now && now < to);
  const coming = spans.find(({ from }) => from > now);
  const changes = current?.to ?? coming?.from;
  return {
    today,
    answered: current !== undefined,
    changesAt: changes === undefined ? null : new Date(changes).toISOString(),
  };
}

function spansOf(hall: HallDoc, { hours }: PhoneLineDoc, day: string, days: DayClasses): Span[] {
  if (hours === undefined || hours.length === 0) return [...hoursOfDay(hall, day, days).hours];
  const weekday = weekdayOf(day);
  return hours.filter((entry) => entry.days.includes(weekday)).map(({ from, to }) => ({ from, to }));
}

/** Sorts the spans and joins adjacent ones. */
function joined(spans: readonly Span[]): Span[] {
  const sorted = spans.map(({ from, to }) => ({ from, to })).sort((a, b) => a.from.localeCompare(b.from));
  return sorted.reduce<Span[]>((list, span) => {
    const last = list.at(-1);
    if (last?.to === span.from) last.to = span.to;
    else list.push(span);
    return list;
  }, []);
}
