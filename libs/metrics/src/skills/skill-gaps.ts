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

/** Maximum hall days per answer, latest first, and the batch size; every span of them is read. */
const MAX_HALL_DAYS = 3_000;
const BATCH = 200;

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

/** Waiting beside idle windows that lack the skill, over hall days. */
@Injectable()
export class SkillGaps {
  constructor(
    private readonly asking: Asking,
    private readonly metrics: MetricsService,
    private readonly reader: WindowReader,
    private readonly rolls: DayRolls,
  ) {}

  /** Default period: the last four weeks. @throws AppError 404 for an unknown hall, 400 for an impossible period */
  async find(question: Pick<Question, 'hall' | 'from' | 'to'>, caller: Pick<Caller, 'halls'>): Promise<SkillGapAnswer> {
    const ask = await this.asking.resolve(await this.metrics.withDays(question, caller), caller);
    const groups = await Promise.all(
      groupsOf(ask.halls).map(async (group) => ({ group, days: await this.knownDays(group) })),
    );
    const available = groups.flatMap(({ days }) => days);
    const since = firstRead(available.map(({ day }) => day)) ?? ask.nowhere.first;
    const plans = await this.asking.plans(ask);
    const sums = new Map<string, Sum>();
    let read = 0;
    for (const { group, days } of groups) {
      const selected = days.filter(({ day }) => day >= since);
      read += selected.length;
      for (let at = 0; at < selected.length; at += BATCH) {
        const part = selected.slice(at, at + BATCH);
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
      days: { since, read, known: available.length },
      items: [...sums]
        .map(([key, sum]): SkillGap => {
          const [code = '', queue = ''] = key.split(' ');
          const branch = plans.hall(code, span.to)?.queues.find((candidate) => candidate.code === queue)?.branch ?? '';
          return { hall: code, queue, branch, ...answerOf(sum) };
        })
        .filter(({ waitingMin }) => waitingMin > 0)
        .sort((a, b) => b.touchedMin - a.touchedMin || b.waitingMin - a.waitingMin || (a.queue < b.queue ? -1 : 1)),
    };
  }

  /** Hall days with data, day by day. */
  private async knownDays(group: HallGroup): Promise<HallDay[]> {
    const computed = await this.rolls.computedDays(group);
    return daysBetween(group.first, group.last).flatMap((day) =>
      group.halls.flatMap((hall) => (computed.has(`${day} ${hall.doc.code}`) ? [{ hall, day }] : [])),
    );
  }
}

/** The first day to read within the limit: whole days, so that halls stay comparable, but at least one. */
export function firstRead(days: readonly string[], limit = MAX_HALL_DAYS): string | undefined {
  const latest = [...days].sort().reverse();
  const boundary = latest[Math.min(latest.length, limit) - 1];
  if (boundary === undefined || latest.length <= limit || latest[limit] !== boundary) return boundary;
  return latest.findLast((day) => day > boundary) ?? boundary;
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

const answerOf = ({ waitingMin, touchedMin, officers, hours }: Sum): Omit<SkillGap, 'hall' | 'queue' | 'branch'> => ({
  waitingMin,
  touchedMin,
  officers: [...officers]
    .map(([officerId, min]) => ({ officerId, touchedMin: min }))
    .sort((a, b) => b.touchedMin - a.touchedMin || (a.officerId < b.officerId ? -1 : 1)),
  hours: [...hours].map(([hour, min]) => ({ hour, ...min })).sort((a, b) => (a.hour < b.hour ? -1 : 1)),
});
