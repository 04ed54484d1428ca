import type { Caller, SkillGap, SkillGapAnswer } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { unprocessable } from '@cockpit/platform';
import { daysBetween, groupsOf } from '../asking/ask';
import { Asking, type Question } from '../asking/asking';
import { spanOf } from '../asking/question';
import { MetricsService } from '../metrics.service';
import { within } from '../sources/table-source';
import { WindowReader } from '../sources/window-reader';
import { skillGaps } from './gaps';

/** Each is read span by span. */
const MOST_DAYS = 400;

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
  ) {}

  /** Without a period the last four weeks. @throws AppError 422 `too-many-days`, 404 for an unknown hall, 400 for an impossible period */
  async of(question: Pick<Question, 'hall' | 'from' | 'to'>, caller: Pick<Caller, 'halls'>): Promise<SkillGapAnswer> {
    const ask = await this.asking.resolve(await this.metrics.withDays(question, caller), caller);
    const groups = groupsOf(ask.halls).map((group) => ({
      group,
      days: group.halls.flatMap((at) =>
        daysBetween(group.first, group.last < at.today ? group.last : at.today).map((day) => ({ hall: at, day })),
      ),
    }));
    const days = groups.reduce((sum, { days: own }) => sum + own.length, 0);
    if (days > MOST_DAYS)
      throw unprocessable(
        'too-many-days',
        `${String(days)} hall days would have to be read one by one: ask for fewer halls or days`,
      );
    const plans = await this.asking.plans(ask);
    const sums = new Map<string, Sum>();
    for (const { group, days: own } of groups) {
      for (const day of await this.reader.days(within(group), own, plans)) {
        for (const gap of skillGaps(day)) {
          const key = `${day.hall} ${gap.queue}`;
          const sum = sums.get(key) ?? { waitingMin: 0, touchedMin: 0, officers: new Map(), hours: new Map() };
          sums.set(key, added(sum, gap));
        }
      }
    }
    const span = spanOf(ask);
    return {
      ...span,
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
}

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
