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
import { OrganisationStore, type WriteRequest } from '../history/organisation-store';
import { OrganisationCache } from '../organisation-cache';
import { among, differencesOf } from '../setup/differences';
import { validateOrganisation } from '../validation/validate';
import { dayGroups } from './day-groups';
import { DaysHistory } from './days-history';
import { daysBack, writeDays } from './write-days';
import { daysOf, wishFaults, wishesFor } from './wishes';

export interface DaysRequest {
  readonly hall: string;
  readonly caller: Pick<Caller, 'halls'>;
}
interface Context {
  readonly doc: OrganisationDoc;
  /** halls with hours in the requested place; the place itself if there are none */
  readonly halls: readonly HallDoc[];
  readonly today: string;
  readonly versions: readonly PartVersion[];
}
interface Plan {
  readonly write: WriteRequest;
  readonly answer: HallDaysChanged;
}

/** Closures and special hours, for one hall or for all halls of a department at once. */
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

  /** @throws {AppError} 404 for an unknown hall, 422 for a span that is reversed or too long */
  async read(request: DaysRequest, from: string, to: string): Promise<HallDays> {
    const span = daysOf(from, to);
    const context = await this.context(request, this.postgres.manager);
    const { doc, halls, versions, today } = context;
    const classes = await this.cache.days();
    const [last] = versions;
    const restored = last === undefined ? [] : await this.backTo(context, last.version, this.postgres.manager);
    return {
      hall: request.hall,
      name: doc.halls.find(({ code }) => code === request.hall)?.name ?? request.hall,
      halls: halls.length,
      today,
      revision: last?.version ?? 0,
      versions: [...versions],
      undoable: differencesOf(dismantle(doc), dismantle(replaced(doc, restored))).length > 0,
      unpublished: [...new Set(span.filter((day) => !classes.isPublished(day)).map((day) => Number(day.slice(0, 4))))],
      days: span.map((day) => ({ day, groups: dayGroups(halls, day, classes) })),
    };
  }

  /**
   * @throws {AppError} 409 `hall-changed` if somebody else changed it meanwhile; 422 `invalid-days` with every fault
   * and its path in the change, including past days
   */
  async change(
    change: HallDaysChange,
    request: DaysRequest & { readonly check: boolean; readonly actor: Actor },
  ): Promise<HallDaysChanged> {
    if (request.check) return (await this.plan(change, request, this.postgres.manager)).answer;
    let plan: Plan | undefined;
    const written = await this.store.change(
      async (manager) => (plan = await this.plan(change, request, manager)).write,
      async (manager, { version }) => {
        const { validFrom, changes = [] } = plan?.answer ?? {};
        const [before, after] = (['before', 'after'] as const).map((side) =>
          changes.map((dayChange) => ({
            day: dayChange.day,
            halls: dayChange.halls,
            hours: dayChange[side].map(({ hours }) => hours),
          })),
        );
        await this.audit.record(
          {
            actor: request.actor,
            action: 'hall-days.change',
            target: `hall/${request.hall}`,
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
    request: DaysRequest & { readonly actor: Actor },
    manager: EntityManager,
  ): Promise<Plan> {
    const context = await this.context(request, manager);
    const { doc, halls, today, versions } = context;
    const [last] = versions;
    if ((last?.version ?? 0) !== change.revision)
      throw conflict(
        'hall-changed',
        `${last?.by ?? 'somebody'} changed "${request.hall}" at ${last?.at ?? 'some time'}`,
      );
    const faults = change.undo ? [] : wishFaults(change.days, today, new Set(halls.map(({ code }) => code)));
    if (faults.length > 0) throw invalid(faults);
    const changed = change.undo
      ? await this.backTo(context, change.revision, manager)
      : halls.map((hall) => writeDays(hall, wishesFor(hall.code, change.days)));
    const checked = validateOrganisation(replaced(doc, changed));
    if (!checked.ok) throw invalid(checked.faults);
    const next = dismantle(checked.doc);
    const isChanged = among(differencesOf(dismantle(doc), next));
    const { actor } = request;
    return {
      write: {
        next,
        from: today,
        restate: true,
        reason: change.reason,
        now: new Date(this.clock.now()),
        actor: { kind: actor.kind, id: actor.id, name: actor.name },
        mayRemove: () => false,
        edit: { touches: isChanged, begins: () => false },
      },
      answer: {
        revision: change.revision,
        validFrom: today,
        changes: changesOf(doc, checked.doc, halls, await this.cache.days()),
      },
    };
  }

  private async context({ hall, caller }: DaysRequest, manager: EntityManager): Promise<Context> {
    const doc = await this.store.read(undefined, manager);
    if (doc?.halls.some(({ code }) => code === hall) !== true)
      throw notFound('unknown-hall', `there is no hall "${hall}"`);
    const codes = new Set(hallsMeant(doc.halls, hall));
    const open = doc.halls.filter(({ code, hours }) => codes.has(code) && hours.length > 0);
    // a department has no hours of its own; a place without halls stands for itself
    const halls = open.length > 0 ? open : doc.halls.filter(({ code }) => code === hall);
    for (const { code } of halls) assertHall(caller, code);
    const versions = await this.history.versions([...codes], manager);
    return { doc, halls, versions, today: await this.hallClock.earliestToday(halls) };
  }

  /** The halls with the future days they had before a version. */
  private async backTo({ halls, today }: Context, version: number, manager: EntityManager): Promise<HallDoc[]> {
    const codes = halls.map(({ code }) => code);
    const before = await this.history.before(codes, version, manager);
    return halls.flatMap((hall) => {
      const earlier = before.get(hall.code);
      return earlier === undefined ? [] : [daysBack(hall, earlier, today)];
    });
  }
}

const invalid = (faults: readonly Fault[]) =>
  unprocessable('invalid-days', `the days have ${String(faults.length)} faults`, faults);

function replaced(doc: OrganisationDoc, halls: readonly HallDoc[]): OrganisationDoc {
  const byCode = new Map(halls.map((hall) => [hall.code, hall]));
  return { ...doc, halls: doc.halls.map((hall) => byCode.get(hall.code) ?? hall) };
}

/** Per day, how the hours of changed halls differ and how many shifts are lost. */
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
  const specialDaysOf = (hall: HallDoc): string[] => [
    ...hall.closures,
    ...(hall.specialDays ?? []).map(({ day }) => day),
  ];
  const dates = new Set(pairs.flatMap(({ before, after }) => [...specialDaysOf(before), ...specialDaysOf(after)]));
  const shifts = (source: OrganisationDoc, hall: string, day: string): number =>
    plainConfigOf(source, hall, day, days)?.windows.reduce((sum, { roster }) => sum + roster.length, 0) ?? 0;
  return [...dates].sort().flatMap((day) => {
    const changed = pairs.filter(
      ({ before, after }) =>
        JSON.stringify(hoursOfDay(before, day, days)) !== JSON.stringify(hoursOfDay(after, day, days)),
    );
    if (changed.length === 0) return [];
    const lost = changed.map(({ before: { code } }) => shifts(doc, code, day) - shifts(next, code, day));
    return [
      {
        day,
        halls: changed.length,
        before: dayGroups(
          changed.map(({ before }) => before),
          day,
          days,
        ),
        after: dayGroups(
          changed.map(({ after }) => after),
          day,
          days,
        ),
        shiftsLost: lost.reduce((sum, n) => sum + Math.max(0, n), 0),
      },
    ];
  });
}
