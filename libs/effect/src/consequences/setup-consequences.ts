import { setImmediate as breathe } from 'node:timers/promises';
import {
  CONSEQUENCE_DAYS,
  CONSEQUENCE_PROMPT_DAYS,
  type DayConsequence,
  type OrganisationDoc,
  type SetupConsequences as Answer,
} from '@cockpit/contracts';
import {
  addDays,
  compareSetups,
  forecastDay,
  hallDay,
  hallDayStart,
  lostPrompts,
  type DayChange,
  type DayHistory,
  type DayClasses,
  type HallConfig,
} from '@cockpit/domain';
import { HallClock, OrganisationService, hallConfigOf, type DraftedSetup } from '@cockpit/organisation';
import { promptedLinks } from '@cockpit/redirect';
import { ArrivalHistoryReader } from '@cockpit/warehouse';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Days of history for the forecast: four of each weekday. */
const LOOK_BACK_DAYS = 28;

/** Compares the first week of a setup change with the week without it, by the forecast and the day plan's simulator. */
@Injectable()
export class SetupConsequences {
  constructor(
    private readonly history: ArrivalHistoryReader,
    private readonly postgres: DataSource,
    private readonly hallClock: HallClock,
    private readonly organisation: OrganisationService,
  ) {}

  async compute(hall: string, { before, after, from, today }: DraftedSetup): Promise<Answer> {
    const timeZone = zoneOf(before, hall) ?? zoneOf(after, hall) ?? 'UTC';
    const tomorrow = addDays(today, 1);
    const first = from > tomorrow ? from : tomorrow;
    const past = await this.history.arrivalHistory(hall, LOOK_BACK_DAYS, today, timeZone);
    const classes = await this.organisation.days();
    const week = Array.from({ length: CONSEQUENCE_DAYS }, (_, i) =>
      pairOf(addDays(first, i), { hall, before, after, past, classes }),
    );
    const days: DayConsequence[] = [];
    for (const pair of week) {
      if (pair !== null) days.push(answerOf(compareSetups(pair.before, pair.after)));
      // lets the process answer other requests
      await breathe();
    }
    return { hall, timeZone, days, prompts: await this.prompts(hall, timeZone, week) };
  }

  private async prompts(hall: string, timeZone: string, week: readonly (Pair | null)[]): Promise<Answer['prompts']> {
    const now = await this.hallClock.now(hall);
    const since = addDays(hallDay(now, timeZone), -CONSEQUENCE_PROMPT_DAYS);
    const given = await promptedLinks(this.postgres, hall, [new Date(hallDayStart(since, timeZone)), new Date(now)]);
    const links = given.map(({ windowId, queues, at }) => {
      const day = hallDay(at.getTime(), timeZone);
      return { windowId, queues, day, afterMs: at.getTime() - hallDayStart(day, timeZone) };
    });
    const pairs = week.filter((pair) => pair !== null);
    const [old, young] = (['before', 'after'] as const).map((side) => pairs.map((pair) => pair[side]));
    return {
      days: CONSEQUENCE_PROMPT_DAYS,
      given: given.length,
      lost: lostPrompts(links, old ?? [], young ?? []).length,
    };
  }
}

interface Pair {
  readonly before: HallConfig;
  readonly after: HallConfig;
}

/** One day before and after the change; null if the hall exists in neither. A removed hall counts as closed. */
function pairOf(
  day: string,
  {
    hall,
    before,
    after,
    past,
    classes,
  }: { hall: string; past: DayHistory; classes: DayClasses } & Record<'before' | 'after', OrganisationDoc | null>,
): Pair | null {
  const forecastConfig = (doc: OrganisationDoc | null): HallConfig | null =>
    doc === null ? null : hallConfigOf(doc, hall, day, classes, (plain) => forecastDay(past, plain, classes));
  const [old, young] = [forecastConfig(before), forecastConfig(after)];
  const shut = (config: HallConfig): HallConfig => ({ ...config, open: [], windows: [] });
  if (old !== null) return { before: old, after: young ?? shut(old) };
  return young === null ? null : { before: shut(young), after: young };
}

const zoneOf = (doc: OrganisationDoc | null, hall: string): string | undefined =>
  doc?.halls.find(({ code }) => code === hall)?.timeZone;
const iso = (at: number): string => new Date(at).toISOString();
const spanOf = ({ queue, from, to }: DayChange['gaps'][number]) => ({ queue, from: iso(from), to: iso(to) });

const answerOf = ({ gaps, closed, queues, ...day }: DayChange): DayConsequence => ({
  ...day,
  gaps: gaps.map(spanOf),
  closed: closed.map(spanOf),
  queues: queues.map(({ worst, ...queue }) => ({
    ...queue,
    worst: worst === null ? null : { ...worst, at: iso(worst.at) },
  })),
});
