import type { Caller, SkillGap, SkillGapAnswer } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { daysBetween, groupsOf, type HallAt, type HallGroup } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { DayRolls } from '../sources/day-rolls';
import { within } from '../sources/table-source';
import { WindowReader } from '../sources/window-reader';
import { skillGaps } from './gaps';

/** Hall days that are read for one answer, the latest first, and of those so many at a time: each is read span by span. */
const MOST_DAYS = 3_000;
const AT_ONCE = 200;

interface HallDay {
  readonly hall: HallAt;
  readonly day: string;
}

interface Sum {
  waitingMin: number;
  touchedMin: number;
  officers: Map<string, number>;
  hours: Map<string, { demandMin: number; qualifiedMin: number }>;
}

/** Waiting beside windows that had nothing to do and lacked the skill, over hall days. */
@Injectable()
export class SkillGaps {
  constructor(
    private readonly asking: Asking,
    private readonly metrics: MetricsService,
    private readonly reader: WindowReader,
    private readonly rolls: DayRolls,
  ) {}

  /** Without a period the last four weeks. @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async find(question: Pick<Question, 'hall' | 'from' | 'to'>, caller: Pick<Caller, 'halls'>): Promise<SkillGapAnswer> {
    const ask = await this.asking.resolve(await this.metrics.withDays(question, caller), caller);
    const groups = await Promise.all(
      groupsOf(ask.halls).map(async (group) => ({ group, days: await this.knownDays(group) })),
    );
    const known = groups.flatMap(({ days }) => days);
    const since = firstRead(known.map(({ day }) => day)) ?? ask.nowhere.first;
    const plans = await this.asking.plans(ask);
    const sums = new Map<string, Sum>();
    let read = 0;
    for (const { group, days } of groups) {
      const own = days.filter(({ day }) => day >= since);
      read += own.length;
      for (let at = 0; at < own.length; at += AT_ONCE) {
        const part = own.slice(at, at + AT_ONCE);
        for (const day of await this.reader.days(within(around(group, part)), part, plans)) {
          for (const gap of skillGaps(day)) {
            const key = `${day.hall} ${gap.queue}`;
            const sum = sums.get(key) ?? { waitingMin: 0, touchedMin: 0, officers: new Map(), hours: new Map() };
            sums.set(key, added(sum, gap));
          }
        }
      }
    }
    const span = spanOf(ask);
    return {
      ...span,
      days: { since, read, known: known.length },
      items: [...sums]
        .map(([key, sum]): SkillGap => {
          const [code = '', queue = ''] = key.split(' ');
          const branch = plans.hall(code, span.to)?.queues.find((one) => one.code === queue)?.branch ?? '';
          return { hall: code, queue, branch, ...said(sum) };
        })
        .filter(({ waitingMin }) => waitingMin > 0)
        .sort((a, b) => b.touchedMin - a.touchedMin || b.waitingMin - a.waitingMin || (a.queue < b.queue ? -1 : 1)),
    };
  }

  /** Hall days of which anything is known, day by day. */
  private async knownDays(group: HallGroup): Promise<HallDay[]> {
    const computed = await this.rolls.computedDays(group);
    return daysBetween(group.first, group.last).flatMap((day) =>
      group.halls.flatMap((hall) => (computed.has(`${day} ${hall.doc.code}`) ? [{ hall, day }] : [])),
    );
  }
}

/** The first of the latest days that are read together: whole days, so that halls stand beside one another, and one at least. */
export function firstRead(days: readonly string[], most = MOST_DAYS): string | undefined {
  const latest = [...days].sort().reverse();
  const kept = latest[Math.min(latest.length, most) - 1];
  if (kept === undefined || latest.length <= most || latest[most] !== kept) return kept;
  return latest.findLast((day) => day > kept) ?? kept;
}

const around = (group: HallGroup, days: readonly HallDay[]): HallGroup => ({
  ...group,
  halls: [...new Set(days.map(({ hall }) => hall))],
  first: days[0]?.day ?? group.first,
  last: days.at(-1)?.day ?? group.last,
});

function added(sum: Sum, gap: ReturnType<typeof skillGaps>[number]): Sum {
  for (const [officer, min] of gap.officers) sum.officers.set(officer, (sum.officers.get(officer) ?? 0) + min);
  for (const [hour, { demandMin, qualifiedMin }] of gap.hours) {
    const own = sum.hours.get(hour) ?? { demandMin: 0, qualifiedMin: 0 };
    sum.hours.set(hour, { demandMin: own.demandMin + demandMin, qualifiedMin: own.qualifiedMin + qualifiedMin });
  }
  return { ...sum, waitingMin: sum.waitingMin + gap.waitingMin, touchedMin: sum.touchedMin + gap.touchedMin };
}

const said = ({ waitingMin, touchedMin, officers, hours }: Sum): Omit<SkillGap, 'hall' | 'queue' | 'branch'> => ({
  waitingMin,
  touchedMin,
  officers: [...officers]
    .map(([officerId, min]) => ({ officerId, touchedMin: min }))
    .sort((a, b) => b.touchedMin - a.touchedMin || (a.officerId < b.officerId ? -1 : 1)),
  hours: [...hours].map(([hour, min]) => ({ hour, ...min })).sort((a, b) => (a.hour < b.hour ? -1 : 1)),
});
