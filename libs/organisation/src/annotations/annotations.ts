import { randomUUID } from 'node:crypto';
import {
  DEFAULT_ZONE,
  type Annotation,
  type AnnotationChange,
  type Caller,
  type HallDoc,
  type NewAnnotation,
} from '@cockpit/contracts';
import { AuditLog, assertEveryHall, assertHall, inScope, type Actor } from '@cockpit/access';
import { hallDay, hallDayEnd, hallDayStart, instantOf } from '@cockpit/domain';
import { CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { pathsIn, withChildren } from '../halls/children';
import { OrganisationService } from '../organisation.service';
import { add, change, held, remove, within, type Said, type StoredAnnotation } from './annotation-store';

interface Days {
  readonly hall?: string | undefined;
  /** hall days, both included */
  readonly from: string;
  readonly to: string;
}
interface Doing {
  readonly caller: Caller;
  readonly actor: Actor;
}
/** As many as a chart or a bulletin can show. */
const MOST = 200;
const WRITERS: readonly Caller['role'][] = ['administrator', 'manager', 'supervisor'];

/** What people noted on times of places: it is shown beside the figures, and changes none of them. */
@Injectable()
export class Annotations {
  constructor(
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Those that touch the days and are about the hall: its own, of the places above it and below it. The earliest first.
   * @throws {AppError} 404 for a place nobody knows, 403 for one out of the caller's scope
   */
  async list(
    { hall, from, to }: Days,
    caller: Pick<Caller, 'halls' | 'role'>,
    after?: readonly [at: string, id: string],
    limit: number = MOST,
  ): Promise<Annotation[]> {
    const halls = await this.halls();
    if (hall !== undefined) assertKnown(halls, hall, caller);
    const zone = zoneOf(halls, hall ?? null);
    const found = await within(this.postgres, {
      ...{ from: new Date(hallDayStart(from, zone)), to: new Date(hallDayEnd(to, zone)) },
      ...{ places: placesOf(halls, hall, caller), after, limit },
    });
    return found.map((one) => annotationDoc(one, halls, caller));
  }

  /** @throws {AppError} as `list` does, 403 for the bureau without the view of everything */
  async make(asked: NewAnnotation, { caller, actor }: Doing): Promise<Annotation> {
    const halls = await this.halls();
    assertMayWrite(halls, asked.place, caller);
    const id = randomUUID();
    return this.postgres.transaction(async (manager) => {
      await add(
        manager,
        id,
        { place: asked.place, ...written(asked, zoneOf(halls, asked.place)) },
        caller.name,
        new Date(this.clock.now()),
      );
      await this.audit.record(
        { actor, action: 'annotation.create', target: `annotation/${id}`, after: asked },
        manager,
      );
      return annotationDoc(await found(held(manager, id), id), halls, caller);
    });
  }

  /** @throws {AppError} 404 for one that there is not, 403 for one of places out of scope, 409 where somebody else was faster */
  async change(id: string, asked: AnnotationChange, { caller, actor }: Doing): Promise<Annotation> {
    const halls = await this.halls();
    return this.postgres.transaction(async (manager) => {
      const before = await found(held(manager, id), id);
      assertMayWrite(halls, before.place, caller);
      assertRevision(before, asked.revision);
      await change(manager, id, written(asked, zoneOf(halls, before.place)), caller.name, new Date(this.clock.now()));
      const after = await found(held(manager, id), id);
      await this.audit.record(
        {
          ...{ actor, action: 'annotation.change', target: `annotation/${id}` },
          ...{ before: said(before), after: said(after) },
        },
        manager,
      );
      return annotationDoc(after, halls, caller);
    });
  }

  /** @throws {AppError} as `change` does */
  async remove(id: string, revision: number, { caller, actor }: Doing): Promise<void> {
    const halls = await this.halls();
    await this.postgres.transaction(async (manager) => {
      const before = await found(held(manager, id), id);
      assertMayWrite(halls, before.place, caller);
      assertRevision(before, revision);
      await remove(manager, id, caller.name, new Date(this.clock.now()));
      await this.audit.record(
        { actor, action: 'annotation.remove', target: `annotation/${id}`, before: said(before) },
        manager,
      );
    });
  }

  private async halls(): Promise<readonly HallDoc[]> {
    return (await this.organisation.latest())?.halls ?? [];
  }
}

async function found(asked: Promise<StoredAnnotation | null>, id: string): Promise<StoredAnnotation> {
  const one = await asked;
  if (one === null) throw notFound('unknown-annotation', `there is no annotation "${id}"`);
  return one;
}

function assertRevision({ revision }: StoredAnnotation, asked: number): void {
  if (revision !== asked)
    throw conflict(
      'annotation-changed',
      `the annotation is at revision ${String(revision)} by now, not ${String(asked)}: read it again`,
    );
}

function assertKnown(halls: readonly HallDoc[], place: string, caller: Pick<Caller, 'halls'>): void {
  if (!halls.some(({ code }) => code === place)) throw notFound('unknown-hall', `there is no place "${place}"`);
  assertHall(caller, place);
}

function assertMayWrite(halls: readonly HallDoc[], place: string | null, caller: Caller): void {
  if (place !== null) assertKnown(halls, place, caller);
  else assertEveryHall(caller, 'the bureau is annotated by those who may see every hall');
}

/** Null: all of them. Of the places above, what is said there is about those below too. */
function placesOf(halls: readonly HallDoc[], hall: string | undefined, caller: Pick<Caller, 'halls'>): string[] | null {
  const asked = hall === undefined ? (caller.halls === 'all' ? null : caller.halls) : [hall];
  if (asked === null) return null;
  const path = pathsIn(halls);
  const above = asked.flatMap((code) => path(code).filter((one) => one !== null));
  return [...new Set([...above, ...withChildren(halls, asked)])];
}

const zoneOf = (halls: readonly HallDoc[], place: string | null): string =>
  halls.find(({ code }) => code === place)?.timeZone ?? DEFAULT_ZONE;

/** Its times as instants: they were said on the clock of the place. */
function written(
  { firstDay, fromTime, lastDay, toTime, kind, text }: Omit<NewAnnotation, 'place'>,
  zone: string,
): Said {
  const at = (day: string, time: string): Date => new Date(instantOf(day, time, zone));
  return { from: at(firstDay, fromTime), to: at(lastDay, toTime), kind, text };
}

const said = ({ place, from, to, kind, text }: StoredAnnotation): object => ({
  ...{ place, kind, text },
  ...{ from: from.toISOString(), to: to.toISOString() },
});

function annotationDoc(
  { from, to, changedAt, ...same }: StoredAnnotation,
  halls: readonly HallDoc[],
  { halls: scope, role }: Pick<Caller, 'halls' | 'role'>,
): Annotation {
  const zone = zoneOf(halls, same.place);
  const time = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
      at,
    );
  const lastDay = hallDay(to.getTime() - 1, zone);
  const isOwn = same.place === null ? scope === 'all' : inScope(scope, same.place);
  return {
    ...same,
    placeName: halls.find(({ code }) => code === same.place)?.name ?? null,
    ...{ from: from.toISOString(), to: to.toISOString(), changedAt: changedAt.toISOString() },
    ...{ firstDay: hallDay(from.getTime(), zone), fromTime: time(from.getTime()) },
    // what ends at midnight does not touch the day that begins then
    ...{ lastDay, toTime: to.getTime() === hallDayEnd(lastDay, zone) ? '24:00' : time(to.getTime()) },
    own: isOwn && WRITERS.includes(role),
  };
}
