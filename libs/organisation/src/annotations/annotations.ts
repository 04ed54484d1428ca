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
import { add, change, held, remove, within, type AnnotationContent, type StoredAnnotation } from './annotation-store';

interface Days {
  readonly hall?: string | undefined;
  /** hall days, both included */
  readonly from: string;
  readonly to: string;
}
interface Actors {
  readonly caller: Caller;
  readonly actor: Actor;
}
/** As many as a chart or a bulletin can show. */
const MAX_LISTED = 200;
const WRITERS: readonly Caller['role'][] = ['administrator', 'manager', 'supervisor'];

/** Notes that people write on times of places. They are shown beside figures and change none. */
@Injectable()
export class Annotations {
  constructor(
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Annotations that overlap the days and belong to the hall, to a place above it or below it; the earliest first.
   * @throws {AppError} 404 for an unknown place, 403 for one out of the caller's scope
   */
  async list(
    { hall, from, to }: Days,
    caller: Pick<Caller, 'halls' | 'role'>,
    after?: readonly [at: string, id: string],
    limit: number = MAX_LISTED,
  ): Promise<Annotation[]> {
    const halls = await this.halls();
    if (hall !== undefined) assertKnown(halls, hall, caller);
    const zone = zoneOf(halls, hall ?? null);
    const found = await within(this.postgres, {
      from: new Date(hallDayStart(from, zone)),
      to: new Date(hallDayEnd(to, zone)),
      places: placesOf(halls, hall, caller),
      after,
      limit,
    });
    return found.map((annotation) => annotationDoc(annotation, halls, caller));
  }

  /** @throws {AppError} as `list`; 403 for the bureau if the caller may not see every hall */
  async make(input: NewAnnotation, { caller, actor }: Actors): Promise<Annotation> {
    const halls = await this.halls();
    assertMayWrite(halls, input.place, caller);
    const id = randomUUID();
    return this.postgres.transaction(async (manager) => {
      await add(
        manager,
        id,
        { place: input.place, ...contentOf(input, zoneOf(halls, input.place)) },
        caller.name,
        new Date(this.clock.now()),
      );
      await this.audit.record(
        { actor, action: 'annotation.create', target: `annotation/${id}`, after: input },
        manager,
      );
      return annotationDoc(await required(held(manager, id), id), halls, caller);
    });
  }

  /**
   * @throws {AppError} 404 for an unknown annotation, 403 for places out of scope, 409 if somebody else changed it
   * meanwhile
   */
  async change(id: string, input: AnnotationChange, { caller, actor }: Actors): Promise<Annotation> {
    const halls = await this.halls();
    return this.postgres.transaction(async (manager) => {
      const before = await required(held(manager, id), id);
      assertMayWrite(halls, before.place, caller);
      assertRevision(before, input.revision);
      await change(manager, id, contentOf(input, zoneOf(halls, before.place)), caller.name, new Date(this.clock.now()));
      const after = await required(held(manager, id), id);
      await this.audit.record(
        {
          actor,
          action: 'annotation.change',
          target: `annotation/${id}`,
          before: auditView(before),
          after: auditView(after),
        },
        manager,
      );
      return annotationDoc(after, halls, caller);
    });
  }

  /** @throws {AppError} as `change` */
  async remove(id: string, revision: number, { caller, actor }: Actors): Promise<void> {
    const halls = await this.halls();
    await this.postgres.transaction(async (manager) => {
      const before = await required(held(manager, id), id);
      assertMayWrite(halls, before.place, caller);
      assertRevision(before, revision);
      await remove(manager, id, caller.name, new Date(this.clock.now()));
      await this.audit.record(
        { actor, action: 'annotation.remove', target: `annotation/${id}`, before: auditView(before) },
        manager,
      );
    });
  }

  private async halls(): Promise<readonly HallDoc[]> {
    return (await this.organisation.latest())?.halls ?? [];
  }
}

async function required(pending: Promise<StoredAnnotation | null>, id: string): Promise<StoredAnnotation> {
  const annotation = await pending;
  if (annotation === null) throw notFound('unknown-annotation', `there is no annotation "${id}"`);
  return annotation;
}

function assertRevision({ revision }: StoredAnnotation, expected: number): void {
  if (revision !== expected)
    throw conflict(
      'annotation-changed',
      `the annotation is at revision ${String(revision)} by now, not ${String(expected)}: read it again`,
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

/** Place codes to read; null for all. Annotations of the places above also apply to the hall. */
function placesOf(halls: readonly HallDoc[], hall: string | undefined, caller: Pick<Caller, 'halls'>): string[] | null {
  const codes = hall === undefined ? (caller.halls === 'all' ? null : caller.halls) : [hall];
  if (codes === null) return null;
  const path = pathsIn(halls);
  const above = codes.flatMap((code) => path(code).filter((ancestor) => ancestor !== null));
  return [...new Set([...above, ...withChildren(halls, codes)])];
}

const zoneOf = (halls: readonly HallDoc[], place: string | null): string =>
  halls.find(({ code }) => code === place)?.timeZone ?? DEFAULT_ZONE;

/** Converts local times of the place to instants. */
function contentOf(
  { firstDay, fromTime, lastDay, toTime, kind, text }: Omit<NewAnnotation, 'place'>,
  zone: string,
): AnnotationContent {
  const at = (day: string, time: string): Date => new Date(instantOf(day, time, zone));
  return { from: at(firstDay, fromTime), to: at(lastDay, toTime), kind, text };
}

const auditView = ({ place, from, to, kind, text }: StoredAnnotation): object => ({
  place,
  kind,
  text,
  from: from.toISOString(),
  to: to.toISOString(),
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
    from: from.toISOString(),
    to: to.toISOString(),
    changedAt: changedAt.toISOString(),
    firstDay: hallDay(from.getTime(), zone),
    fromTime: time(from.getTime()),
    // an annotation that ends at midnight does not touch the next day
    lastDay,
    toTime: to.getTime() === hallDayEnd(lastDay, zone) ? '24:00' : time(to.getTime()),
    own: isOwn && WRITERS.includes(role),
  };
}
