import type {
  Caller,
  HallDays,
  HallDaysChange,
  HallDaysChanged,
  HallDoc,
  OrganisationDoc,
  PartVersion,
} from '@cockpit/contracts';
import { AuditLog, assertHall, type Actor } from '@cockpit/access';
import { hoursOfDay, type DayClasses } from '@cockpit/domain';
import { CLOCK, conflict, notFound, unprocessable, type Clock, type Fault } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { HallClock } from '../hall-clock';
import { hallsMeant } from '../halls/children';
import { plainConfigOf } from '../halls/hall-config';
import { dismantle } from '../history/dismantle';
import { OrganisationStore, type Wanted } from '../history/organisation-store';
import { OrganisationCache } from '../organisation-cache';
import { among, differencesOf } from '../setup/differences';
import { validateOrganisation } from '../validation/validate';
import { dayGroups } from './day-groups';
import { DaysHistory } from './days-history';
import { daysBack, writeDays } from './write-days';
import { daysOf, wishFaults, wishesFor } from './wishes';

export interface DaysAsked {
  readonly hall: string;
  readonly caller: Pick<Caller, 'halls'>;
}
interface Ground {
  readonly doc: OrganisationDoc;
  /** halls with hours in the place that was named; it alone where there are none */
  readonly halls: readonly HallDoc[];
  readonly today: string;
  readonly versions: readonly PartVersion[];
}
interface Plan {
  readonly wanted: Wanted;
  readonly answer: HallDaysChanged;
}

/** The days on which halls are not open as every week, of one hall or of all beneath a department at once. */
@Injectable()
export class HallDaysBook {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: OrganisationStore,
    private readonly history: DaysHistory,
    private readonly cache: OrganisationCache,
    private readonly hallClock: HallClock,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {AppError} 404 for a hall nobody knows, 422 for a stretch that ends before it begins or is too long */
  async read(asked: DaysAsked, from: string, to: string): Promise<HallDays> {
    const stretch = daysOf(from, to);
    const ground = await this.ground(asked, this.postgres.manager);
    const { doc, halls, versions, today } = ground;
    const days = await this.cache.days();
    const [last] = versions;
    const back = last === undefined ? [] : await this.backTo(ground, last.version, this.postgres.manager);
    return {
      ...{ hall: asked.hall, name: doc.halls.find(({ code }) => code === asked.hall)?.name ?? asked.hall },
      ...{ halls: halls.length, today, revision: last?.version ?? 0, versions: [...versions] },
      undoable: differencesOf(dismantle(doc), dismantle(replaced(doc, back))).length > 0,
      unpublished: [...new Set(stretch.filter((day) => !days.isPublished(day)).map((day) => Number(day.slice(0, 4))))],
      days: stretch.map((day) => ({ day, groups: dayGroups(halls, day, days) })),
    };
  }

  /**
   * @throws {AppError} 409 `hall-changed` where somebody else was faster, 422 `invalid-days` with every fault and its path in the change,
   * a day that is over among them
   */
  async change(
    change: HallDaysChange,
    asked: DaysAsked & { readonly check: boolean; readonly actor: Actor },
  ): Promise<HallDaysChanged> {
    if (asked.check) return (await this.plan(change, asked, this.postgres.manager)).answer;
    let plan: Plan | undefined;
    const written = await this.store.change(
      async (manager) => (plan = await this.plan(change, asked, manager)).wanted,
      async (manager, { version }) => {
        const { validFrom, changes = [] } = plan?.answer ?? {};
        const [before, after] = (['before', 'after'] as const).map((side) =>
          changes.map((one) => ({ day: one.day, halls: one.halls, hours: one[side].map(({ hours }) => hours) })),
        );
        await this.audit.record(
          {
            ...{ actor: asked.actor, action: 'hall-days.change', target: `hall/${asked.hall}` },
            before: { days: before },
            after: { version, validFrom, reason: change.reason, days: after },
          },
          manager,
        );
      },
    );
    if (plan === undefined) throw new Error('a change was written that nobody planned');
    const isChanged = written.plan.changes.length > 0;
    if (isChanged || written.plan.move.length > 0) await this.cache.announce();
    return { ...plan.answer, revision: isChanged ? written.version : change.revision };
  }

  private async plan(
    change: HallDaysChange,
    asked: DaysAsked & { readonly actor: Actor },
    manager: EntityManager,
  ): Promise<Plan> {
    const ground = await this.ground(asked, manager);
    const { doc, halls, today, versions } = ground;
    const [last] = versions;
    if ((last?.version ?? 0) !== change.revision)
      throw conflict('hall-changed', `${last?.by ?? 'somebody'} changed "${asked.hall}" at ${last?.at ?? 'some time'}`);
    const faults = change.undo ? [] : wishFaults(change.days, today, new Set(halls.map(({ code }) => code)));
    if (faults.length > 0) throw invalid(faults);
    const changed = change.undo
      ? await this.backTo(ground, change.revision, manager)
      : halls.map((hall) => writeDays(hall, wishesFor(hall.code, change.days)));
    const checked = validateOrganisation(replaced(doc, changed));
    if (!checked.ok) throw invalid(checked.faults);
    const next = dismantle(checked.doc);
    const meant = among(differencesOf(dismantle(doc), next));
    const { actor } = asked;
    return {
      wanted: {
        ...{ next, from: today, restate: true, reason: change.reason },
        now: new Date(this.clock.now()),
        actor: { kind: actor.kind, id: actor.id, name: actor.name },
        mayRemove: () => false,
        edit: { touches: meant, begins: () => false },
      },
      answer: {
        ...{ revision: change.revision, validFrom: today },
        changes: changesOf(doc, checked.doc, halls, await this.cache.days()),
      },
    };
  }

  private async ground({ hall, caller }: DaysAsked, manager: EntityManager): Promise<Ground> {
    const doc = await this.store.read(undefined, manager);
    if (doc?.halls.some(({ code }) => code === hall) !== true)
      throw notFound('unknown-hall', `there is no hall "${hall}"`);
    const codes = new Set(hallsMeant(doc.halls, hall));
    const open = doc.halls.filter(({ code, hours }) => codes.has(code) && hours.length > 0);
    // a department is no hall of its own; a place without any is itself what was meant
    const halls = open.length > 0 ? open : doc.halls.filter(({ code }) => code === hall);
    for (const { code } of halls) assertHall(caller, code);
    const versions = await this.history.versions([...codes], manager);
    return { doc, halls, versions, today: await this.hallClock.earliestToday(halls) };
  }

  /** The halls with their days to come as they were before a version. */
  private async backTo({ halls, today }: Ground, version: number, manager: EntityManager): Promise<HallDoc[]> {
    const codes = halls.map(({ code }) => code);
    const before = await this.history.before(codes, version, manager);
    return halls.flatMap((hall) => {
      const said = before.get(hall.code);
      return said === undefined ? [] : [daysBack(hall, said, today)];
    });
  }
}

const invalid = (faults: readonly Fault[]) =>
  unprocessable('invalid-days', `the days have ${String(faults.length)} faults`, faults);

function replaced(doc: OrganisationDoc, halls: readonly HallDoc[]): OrganisationDoc {
  const byCode = new Map(halls.map((hall) => [hall.code, hall]));
  return { ...doc, halls: doc.halls.map((hall) => byCode.get(hall.code) ?? hall) };
}

/** Day by day what becomes of the halls that change, and whose shifts no longer stand. */
function changesOf(
  doc: OrganisationDoc,
  next: OrganisationDoc,
  halls: readonly HallDoc[],
  days: DayClasses,
): HallDaysChanged['changes'] {
  const later = new Map(next.halls.map((hall) => [hall.code, hall]));
  const pairs = halls.flatMap((before) => {
    const after = later.get(before.code);
    return after === undefined ? [] : [{ before, after }];
  });
  const said = (hall: HallDoc): string[] => [...hall.closures, ...(hall.specialDays ?? []).map(({ day }) => day)];
  const named = new Set(pairs.flatMap(({ before, after }) => [...said(before), ...said(after)]));
  const shifts = (of: OrganisationDoc, hall: string, day: string): number =>
    plainConfigOf(of, hall, day, days)?.windows.reduce((sum, { roster }) => sum + roster.length, 0) ?? 0;
  return [...named].sort().flatMap((day) => {
    const other = pairs.filter(
      ({ before, after }) =>
        JSON.stringify(hoursOfDay(before, day, days)) !== JSON.stringify(hoursOfDay(after, day, days)),
    );
    if (other.length === 0) return [];
    const lost = other.map(({ before: { code } }) => shifts(doc, code, day) - shifts(next, code, day));
    return [
      {
        ...{ day, halls: other.length },
        before: dayGroups(
          other.map(({ before }) => before),
          day,
          days,
        ),
        after: dayGroups(
          other.map(({ after }) => after),
          day,
          days,
        ),
        shiftsLost: lost.reduce((sum, n) => sum + Math.max(0, n), 0),
      },
    ];
  });
}
