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
import { OrganisationStore, type OrganisationChange, type Wanted, type Written } from './history/organisation-store';
import type { ChangePlan } from './history/plan-change';
import { removableBy } from './history/removal';
import type { OrganisationPast } from './history/versions';
import { OrganisationCache } from './organisation-cache';
import { validateOrganisation } from './validation/validate';

/** How many changed things the audit names one by one; the history has them all. */
const NAMED = 200;

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
   * Makes the organisation what the document says, from hall day `from` on (absent: the earliest day any hall is on now).
   * Halls, items and people that it does not name go on as they are, unless it is told to remove them.
   * The same document again changes nothing and says so.
   * @throws AppError 422 `invalid-organisation` with every fault and its path, of the document or of what it would make together with what stays
   */
  async replace(
    raw: unknown,
    actor: Actor,
    from?: string,
    { remove = false }: { remove?: boolean } = {},
  ): Promise<OrganisationImport> {
    const wanted = await this.wanted(raw, actor, from, remove);
    const written = await this.store.write(wanted, async (manager, news) => {
      if (news.plan.kept.length > 0)
        refuseFaults(await this.store.read(undefined, manager), 'together with what the document does not name');
      await this.audit.record(
        { actor, action: 'organisation.replace', target: 'organisation', ...changesOf(news, wanted.from) },
        manager,
      );
    });
    const { plan, version, recordedAt } = written;
    const changed = plan.changes.length > 0;
    if (changed || plan.move.length > 0) await this.cache.announce();
    return {
      version,
      changed,
      validFrom: wanted.from,
      recordedAt: recordedAt.toISOString(),
      total: plan.total,
      byKind: plan.byKind,
      ...keptOf(plan),
    };
  }

  /** What `replace` would add, change and remove, one by one. @throws AppError 422 `invalid-organisation` */
  async preview(
    raw: unknown,
    actor: Actor,
    from?: string,
    { remove = false }: { remove?: boolean } = {},
  ): Promise<OrganisationPreview> {
    const wanted = await this.wanted(raw, actor, from, remove);
    const plan = await this.store.plan(wanted);
    return {
      validFrom: wanted.from,
      changes: [...plan.changes],
      total: plan.total,
      byKind: plan.byKind,
      ...keptOf(plan),
    };
  }

  private async wanted(raw: unknown, actor: Actor, from: string | undefined, remove: boolean): Promise<Wanted> {
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

  /** @throws AppError 404 `no-organisation` while none was imported */
  async export(day?: string): Promise<OrganisationDoc> {
    const doc = await this.cache.document(day);
    if (doc === null) throw notFound('no-organisation', 'no organisation has been imported');
    return doc;
  }

  /** The latest document, shared: nobody may alter it; null when none was imported. */
  latest(): Promise<OrganisationDoc | null> {
    return this.cache.document();
  }

  /** The document of a day, shared: nobody may alter it; null when there was none. */
  on(day: string): Promise<OrganisationDoc | null> {
    return this.cache.document(day);
  }

  /** Days after `first` up to `last` on which anything of the organisation began or ceased to hold, in order. */
  changesBetween(first: string, last: string): Promise<string[]> {
    return this.cache.changesBetween(first, last);
  }

  /** What was changed after a version, from the first to the last, as it is stored. */
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

  /** The hall as it is on one hall day; null when there is no such hall then. */
  async hallConfig(code: string, day: string, forecastOf?: ForecastOf): Promise<HallConfig | null> {
    const plain = await this.cache.hallDay(code, day);
    return plain === null ? null : withForecast(plain, forecastOf);
  }

  /** What each day is by the notices of holidays that were loaded. */
  days(): Promise<DayClasses> {
    return this.cache.days();
  }

  /** Holidays were told anew: everybody who remembers the hours of a day forgets them. */
  calendarsChanged(): Promise<void> {
    return this.cache.announce();
  }

  /** Items and hours of halls as they were, day by day. */
  past(): Promise<OrganisationPast> {
    return this.cache.past();
  }

  /** Told after what is remembered of the organisation has been forgotten, whichever process changed it. */
  onChange(listener: () => void): void {
    this.cache.onChange(listener);
  }

  /** Codes of every hall events may tell of. */
  async knownHalls(): Promise<ReadonlySet<string>> {
    return new Set((await this.cache.everHalls()).keys());
  }

  /** These halls first, in their order, then every place that stands beneath one of them today. */
  async withBeneath(codes: readonly string[]): Promise<string[]> {
    return [...new Set([...codes, ...withChildren(await this.cache.places(), codes)])];
  }

  /** The hall day it is in a hall now. @throws AppError 404 `unknown-hall` */
  async today(code: string): Promise<string> {
    const hall = (await this.cache.document())?.halls.find((one) => one.code === code);
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
  const [latest, named] = [version - 1, plan.changes.slice(0, NAMED)];
  return {
    before: { version: latest === 0 ? null : latest },
    after: { version, validFrom, total: plan.total, changes: named, more: plan.changes.length - named.length },
  };
}
