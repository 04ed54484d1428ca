import type {
  HallDetail,
  HallScope,
  HallSummary,
  OrganisationDoc,
  OrganisationImport,
  OrganisationPreview,
} from '@cockpit/contracts';
import type { DayClasses, HallConfig } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, inScope, type Actor } from '@cockpit/access';
import { CLOCK, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { HallClock } from './hall-clock';
import { withForecast, type ForecastOf } from './halls/hall-config';
import { withChildren } from './halls/children';
import { hallDetailOf, summaryOf } from './halls/views';
import { dismantle } from './history/dismantle';
import {
  OrganisationStore,
  type OrganisationChange,
  type WriteRequest,
  type Written,
} from './history/organisation-store';
import type { ChangePlan } from './history/plan-change';
import { removableBy } from './history/removal';
import type { OrganisationPast } from './history/versions';
import { OrganisationCache } from './organisation-cache';
import { validateOrganisation } from './validation/validate';

/** Changes listed in the audit; the history has all of them. */
const AUDITED_CHANGES = 200;

@Injectable()
export class OrganisationService {
  constructor(
    private readonly store: OrganisationStore,
    private readonly cache: OrganisationCache,
    private readonly audit: AuditLog,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes the organisation equal to the document from hall day `from` on (default: the earliest current day of any
   * hall). Halls, items and people missing from it stay unless `remove` is set. A repeated document changes nothing and
   * returns `changed: false`.
   * @throws AppError 422 `invalid-organisation` with every fault and its path, in the document or in its combination
   * with what stays
   */
  async replace(
    raw: unknown,
    actor: Actor,
    from?: string,
    { remove = false }: { remove?: boolean } = {},
  ): Promise<OrganisationImport> {
    const request = await this.makeRequest(raw, actor, from, remove);
    const written = await this.store.write(request, async (manager, change) => {
      if (change.plan.kept.length > 0)
        refuseFaults(await this.store.read(undefined, manager), 'together with what the document does not name');
      await this.audit.record(
        { actor, action: 'organisation.replace', target: 'organisation', ...changesOf(change, request.from) },
        manager,
      );
    });
    const { plan, version, recordedAt } = written;
    const changed = plan.changes.length > 0;
    if (changed || plan.move.length > 0) await this.cache.announce();
    return {
      version,
      changed,
      validFrom: request.from,
      recordedAt: recordedAt.toISOString(),
      total: plan.total,
      byKind: plan.byKind,
      ...keptOf(plan),
    };
  }

  /** The changes that `replace` would make. @throws AppError 422 `invalid-organisation` */
  async preview(
    raw: unknown,
    actor: Actor,
    from?: string,
    { remove = false }: { remove?: boolean } = {},
  ): Promise<OrganisationPreview> {
    const request = await this.makeRequest(raw, actor, from, remove);
    const plan = await this.store.plan(request);
    return {
      validFrom: request.from,
      changes: [...plan.changes],
      total: plan.total,
      byKind: plan.byKind,
      ...keptOf(plan),
    };
  }

  private async makeRequest(
    raw: unknown,
    actor: Actor,
    from: string | undefined,
    remove: boolean,
  ): Promise<WriteRequest> {
    const doc = refuseFaults(raw, 'the document');
    return {
      next: dismantle(doc),
      from: from ?? (await this.hallClock.earliestToday(doc.halls)),
      restate: from !== undefined,
      now: new Date(this.clock.now()),
      actor: { kind: actor.kind, id: actor.id, name: actor.name },
      mayRemove: remove ? () => true : removableBy(doc),
    };
  }

  /** @throws AppError 404 `no-organisation` if none was imported */
  async export(day?: string): Promise<OrganisationDoc> {
    const doc = await this.cache.document(day);
    if (doc === null) throw notFound('no-organisation', 'no organisation has been imported');
    return doc;
  }

  /** The latest document, shared and read-only; null if none was imported. */
  latest(): Promise<OrganisationDoc | null> {
    return this.cache.document();
  }

  /** The document of a day, shared and read-only; null if there was none. */
  on(day: string): Promise<OrganisationDoc | null> {
    return this.cache.document(day);
  }

  /** Days after `first` up to `last` on which any part starts or ends, in order. */
  changesBetween(first: string, last: string): Promise<string[]> {
    return this.cache.changesBetween(first, last);
  }

  /** Stored changes after a version, in order. */
  changesAfter(version: number): Promise<OrganisationChange[]> {
    return this.store.changesAfter(version);
  }

  async halls(scope: HallScope, day?: string): Promise<HallSummary[]> {
    const doc = await this.cache.document(day);
    return (doc?.halls ?? []).filter((hall) => inScope(scope, hall.code)).map(summaryOf);
  }

  /** @throws AppError 404 `unknown-hall` */
  async hall(code: string, day?: string): Promise<HallDetail> {
    const current = (await this.cache.document(day))?.halls.find((hall) => hall.code === code);
    const on = day ?? (current === undefined ? undefined : await this.hallClock.today(current));
    const doc = on === undefined ? null : await this.cache.document(on);
    const detail = doc === null || on === undefined ? null : hallDetailOf(doc, code, on);
    if (detail === null) throw notFound('unknown-hall', `there is no hall "${code}"`);
    return detail;
  }

  /** The hall on one day; null if it does not exist then. */
  async hallConfig(code: string, day: string, forecastOf?: ForecastOf): Promise<HallConfig | null> {
    const plain = await this.cache.hallDay(code, day);
    return plain === null ? null : withForecast(plain, forecastOf);
  }

  /** Day classes from the imported holiday notices. */
  days(): Promise<DayClasses> {
    return this.cache.days();
  }

  /** Clears cached hours in every process after new holidays. */
  calendarsChanged(): Promise<void> {
    return this.cache.announce();
  }

  past(): Promise<OrganisationPast> {
    return this.cache.past();
  }

  /** Calls the listener after the cache was cleared, whichever process made the change. */
  onChange(listener: () => void): void {
    this.cache.onChange(listener);
  }

  /** Codes of every hall that events may name. */
  async knownHalls(): Promise<ReadonlySet<string>> {
    return new Set((await this.cache.everHalls()).keys());
  }

  /** The given halls in order, then every current place beneath them. */
  async withBeneath(codes: readonly string[]): Promise<string[]> {
    return [...new Set([...codes, ...withChildren(await this.cache.places(), codes)])];
  }

  /** The current hall day. @throws AppError 404 `unknown-hall` */
  async today(code: string): Promise<string> {
    const hall = (await this.cache.document())?.halls.find((candidate) => candidate.code === code);
    if (hall === undefined) throw notFound('unknown-hall', `there is no hall "${code}"`);
    return this.hallClock.today(hall);
  }
}

/** @throws AppError 422 `invalid-organisation` */
function refuseFaults(raw: unknown, what: string): OrganisationDoc {
  const validated = validateOrganisation(raw);
  if (!validated.ok)
    throw unprocessable(
      'invalid-organisation',
      `${what} has ${String(validated.faults.length)} faults`,
      validated.faults,
    );
  return validated.doc;
}

const keptOf = ({ kept }: ChangePlan): Pick<OrganisationImport, 'kept' | 'keptHalls'> => ({
  kept: kept.length,
  keptHalls: kept.flatMap(({ kind, key }) => (kind === 'hall' ? [key] : [])),
});

function changesOf({ plan, version }: Written, validFrom: string): { before: object; after: object } {
  const [latest, named] = [version - 1, plan.changes.slice(0, AUDITED_CHANGES)];
  return {
    before: { version: latest === 0 ? null : latest },
    after: { version, validFrom, total: plan.total, changes: named, more: plan.changes.length - named.length },
  };
}
