import { readEvents, type OutgoingEvent } from '@cockpit/sources';
import {
  foldMatter,
  judge,
  OverdueForecast,
  type Judged,
  type MatterEvent,
  type OverdueCase,
  type Verdict,
} from '@cockpit/domain';
import { EVENT_DATA, isEventType, type Mapping } from '@cockpit/contracts';
import { DateTime } from 'luxon';

export interface OverdueBenchOptions {
  cases: string;
  mapping: Mapping;
  /** `YYYY-MM-DD`: the first day on which open matters are asked about */
  from: string;
  /** only matters with shorter limits */
  maxLimitDays?: number | undefined;
  onDay?: ((day: string, asked: number) => void) | undefined;
}

const DAY_MS = 86_400_000;

/**
 * At 00:00 of each day, hall time, asks of every matter then open and not yet due whether it will miss its due time, with a
 * forecast learned anew from what was known then, and judges the answers by what happened.
 */
export async function benchOverdue(options: OverdueBenchOptions): Promise<Verdict> {
  const { mapping, from, maxLimitDays = Infinity } = options;
  const all = await readCases(options.cases, mapping);
  const due = all.flatMap((matter) => (matter.dueAt === null ? [] : [{ ...matter, dueAt: matter.dueAt }]));
  const lastOpening = latest(all.map((m) => m.openedAt));
  const lastClosing = latest(all.map((m) => m.closedAt ?? -Infinity));
  const answers: Judged[] = [];
  let day = DateTime.fromISO(from, { zone: mapping.timeZone }).startOf('day');
  for (; day.toMillis() <= lastOpening; day = day.plus({ days: 1 })) {
    const now = day.toMillis();
    const forecast = new OverdueForecast(due, now);
    for (const matter of due) {
      if (!isAsked(matter, now, lastClosing) || matter.dueAt - matter.openedAt >= maxLimitDays * DAY_MS) continue;
      const observed = matter.closedAt === null || matter.closedAt > matter.dueAt;
      answers.push({ predicted: forecast.missProbability({ ...matter, closedAt: null }), observed });
    }
    options.onDay?.(day.toFormat('yyyy-MM-dd'), answers.length);
  }
  return judge(answers);
}

/** Open and not yet due; what never closed can only be judged when its due time lies within what the file has seen. */
function isAsked(matter: OverdueCase, now: number, lastClosing: number): boolean {
  const open = matter.openedAt < now && (matter.closedAt === null || matter.closedAt >= now);
  return open && matter.dueAt > now && (matter.closedAt !== null || matter.dueAt <= lastClosing);
}

type KnownCase = Omit<OverdueCase, 'dueAt'> & { readonly dueAt: number | null };

async function readCases(file: string, mapping: Mapping): Promise<KnownCase[]> {
  const byCase = new Map<string, MatterEvent[]>();
  for await (const outgoing of readEvents({ file, mapping })) {
    const event = matterEvent(outgoing);
    if (!event) continue;
    const events = byCase.get(event.data.caseId);
    if (events) events.push(event);
    else byCase.set(event.data.caseId, [event]);
  }
  return [...byCase].flatMap(([caseId, events]) => {
    const { accepted, closedAt, unit } = foldMatter(caseId, events);
    if (!accepted) return [];
    const item = accepted.item ?? accepted.kind;
    const slash = item.indexOf('/');
    return [
      {
        item,
        unit: unit ?? accepted.unit,
        category: slash < 0 ? accepted.kind : item.slice(0, slash),
        openedAt: accepted.at,
        dueAt: accepted.dueAt === undefined ? null : Date.parse(accepted.dueAt),
        closedAt,
      },
    ];
  });
}

function matterEvent({ id, type, time, data }: OutgoingEvent): MatterEvent | null {
  if (!isEventType(type) || !type.startsWith('hall.case.')) return null;
  const parsed = EVENT_DATA[type].safeParse(data);
  return parsed.success ? ({ id, identity: id, type, time: Date.parse(time), data: parsed.data } as MatterEvent) : null;
}

function latest(times: readonly number[]): number {
  return times.reduce((a, b) => Math.max(a, b), -Infinity);
}
