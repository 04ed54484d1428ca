import type { Caller, HallEvent } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { Sources, assertHall } from '@cockpit/access';
import { forbidden } from '@cockpit/platform';
import type { Candidate } from '../pipeline/candidate';
import { maskedData } from '../pipeline/mask';
import { validate } from '../pipeline/validate';
import { Privacy } from '../privacy/privacy';
import { hallsNamed, ReachStore, type StoredEvent, type EntityKind } from './reach-store';
import { identityOf } from '@cockpit/log';

const REFUSAL = 'this event would change what belongs to other halls, or to halls nobody knows yet';
type HallCaller = Pick<Caller, 'halls'>;

interface Judging {
  readonly source: string;
  readonly halls: readonly string[];
  readonly isOwnSource: boolean;
  /** cases, consultations and packages begun by earlier events of the batch */
  readonly begun: Set<string>;
}

/**
 * Determines which halls an event would change: the halls it names, and those of the event, case, consultation or
 * package that it refers to.
 */
@Injectable()
export class Reach {
  constructor(
    private readonly store: ReachStore,
    private readonly privacy: Privacy,
    private readonly sources: Sources,
  ) {}

  /** @throws AppError 403 when the event would change a hall that the caller does not run */
  async assert(body: unknown, source: string, caller: HallCaller): Promise<void> {
    const [refused] = await this.refused([body], source, caller);
    if (refused === undefined) return;
    for (const hall of hallsNamed(dataOf(body))) assertHall(caller, hall);
    throw forbidden('hall-out-of-scope', REFUSAL);
  }

  /** Indexes of events (all of one source) that would change a hall that the caller does not run. */
  async refused(bodies: readonly unknown[], source: string, caller: HallCaller): Promise<number[]> {
    const { halls } = caller;
    if (halls === 'all') return [];
    const sourceHalls = (await this.sources.get(source))?.halls ?? 'all';
    // all halls of this source are the caller's
    const isOwnSource = sourceHalls !== 'all' && sourceHalls.every((hall) => halls.includes(hall));
    const begun = new Set<string>();
    const refused: number[] = [];
    for (const [place, body] of bodies.entries())
      if (!(await this.isWithin(body, { source, halls, isOwnSource, begun }))) refused.push(place);
    return refused;
  }

  private async isWithin(body: unknown, { source, halls, isOwnSource, begun }: Judging): Promise<boolean> {
    const event = this.read(body);
    const named = hallsNamed(event === null ? dataOf(body) : event.data);
    const areOwn = (named: readonly string[]): boolean => named.every((hall) => halls.includes(hall));
    if (!areOwn(named)) return false;
    // an unreadable event changes nothing; it belongs to the hall it names
    const references = event === null ? [] : referencesOf({ sourceName: source, event });
    if (references.length === 0) return named.length > 0;
    for (const reference of references) {
      const existing = await this.hallsOf(reference, source);
      if (
        existing !== null && existing.length > 0
          ? !areOwn(existing)
          : !isOwnSource && !(existing === null && isBegun(reference, named, begun))
      )
        return false;
    }
    for (const reference of references) if (reference.to !== 'event' && reference.begins) begun.add(keyOf(reference));
    return true;
  }

  /** Null when the reference is unknown. */
  private async hallsOf(reference: Reference, source: string): Promise<string[] | null> {
    if (reference.to === 'package') return hallsOfAll(await this.store.ofPackage(source, reference.name));
    if (reference.to !== 'event') return hallsOfAll(await this.store.about(reference.to, source, reference.name));
    const target = await this.store.byIdentity(reference.identity);
    if (target === null) return null;
    const kind = (['hall.case.', 'hall.consult.'] as const).find((prefix) => target.type.startsWith(prefix));
    return kind === undefined
      ? [...target.halls]
      : hallsOfAll([target, ...(await this.store.about(kind, source, target.entity))]);
  }

  /** Parses and masks the event like the pipeline; null when it will be rejected. */
  private read(raw: unknown): HallEvent | null {
    const candidate: Candidate = { index: 0, raw, id: null };
    if (validate.run(candidate, NO_CONTEXT) !== null || candidate.event === undefined) return null;
    return { ...candidate.event, data: maskedData(candidate.event, this.privacy, true) } as HallEvent;
  }
}

const NO_CONTEXT = {
  source: { sourceName: '', halls: [], sandbox: true },
  halls: new Map<string, never>(),
  now: 0,
  retentionDays: undefined,
  trusted: true,
};

/** A new case, consultation or package belongs to the hall whose event begins it. */
const isBegun = (reference: Reference, named: readonly string[], begun: ReadonlySet<string>): boolean =>
  reference.to !== 'event' && (begun.has(keyOf(reference)) || (reference.begins && named.length > 0));
const keyOf = ({ to, name }: Exclude<Reference, { to: 'event' }>): string => `${to}${name}`;

const dataOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;

const hallsOfAll = (events: readonly StoredEvent[]): string[] | null =>
  events.length === 0 ? null : [...new Set(events.flatMap(({ halls }) => halls))];

/** Something not tied to one hall that an event changes. */
type Reference =
  | { readonly to: 'event'; readonly identity: string }
  | {
      readonly to: EntityKind | 'package';
      readonly name: string;
      /** the event begins it */ readonly begins: boolean;
    };

/**
 * Events, cases, consultations and packages that an event changes. Their ids are unique within the source, whatever the
 * hall. Tickets, windows, queues, bookings, terminals and points are left out, because they belong to the hall that the
 * event names.
 */
function referencesOf({ sourceName, event }: { sourceName: string; event: HallEvent }): Reference[] {
  switch (event.type) {
    case 'hall.notice.corrected':
    case 'hall.notice.voided':
      return [{ to: 'event', identity: identityOf(sourceName, event.data.ofSource, event.data.ofId) }];
    case 'hall.case.accepted': {
      const { caseId, parentId, packageId } = event.data;
      return [
        { to: 'hall.case.', name: caseId, begins: true },
        ...(parentId === undefined ? [] : [{ to: 'hall.case.', name: parentId, begins: false } as const]),
        ...(packageId === undefined ? [] : [{ to: 'package', name: packageId, begins: true } as const]),
      ];
    }
    case 'hall.consult.asked':
      return [{ to: 'hall.consult.', name: event.data.consultId, begins: true }];
    default: {
      const {
        caseId,
        consultId,
      }: { hallId?: string | undefined; caseId?: string | undefined; consultId?: string | undefined } = event.data;
      return [
        ...(caseId === undefined ? [] : [{ to: 'hall.case.', name: caseId, begins: false } as const]),
        ...(consultId === undefined ? [] : [{ to: 'hall.consult.', name: consultId, begins: false } as const]),
      ];
    }
  }
}
