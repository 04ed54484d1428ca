import type { Caller, ItemDoc, ItemsChange, ItemsChanged, OrganisationDoc, PartDifference } from '@cockpit/contracts';
import { AuditLog, assertEveryHall, type Actor } from '@cockpit/access';
import { AppError, CLOCK, notFound, unprocessable, type Clock, type Fault } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { HallClock } from '../hall-clock';
import { dismantle } from '../history/dismantle';
import { OrganisationStore, type WriteRequest } from '../history/organisation-store';
import { OrganisationCache } from '../organisation-cache';
import { validateOrganisation } from '../validation/validate';
import { among, differencesOf } from './differences';

export interface ItemsRequest {
  readonly from?: string | undefined;
  readonly check: boolean;
  readonly caller: Pick<Caller, 'halls'>;
  readonly actor: Actor;
}
interface Plan {
  readonly write: WriteRequest;
  readonly changes: PartDifference[];
  /** all items after the change */
  readonly items: readonly ItemDoc[];
}

/**
 * Edits items, by hand or from a file, with the checks and history of a whole document. Items that are not named stay.
 */
@Injectable()
export class ItemChanges {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: OrganisationStore,
    private readonly cache: OrganisationCache,
    private readonly hallClock: HallClock,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws {AppError} 403 for a caller without all halls, 404 `no-organisation`, 422 `invalid-items` with every fault
   * and its path in the change
   */
  async change(change: ItemsChange, request: ItemsRequest): Promise<ItemsChanged> {
    assertEveryHall(request.caller, 'the catalogue belongs to all halls');
    if (request.check) {
      const { write, changes } = await this.plan(change, request, this.postgres.manager);
      return { version: await this.store.version(), validFrom: write.from, changes };
    }
    let plan: Plan | undefined;
    const written = await this.store.change(
      async (manager) => (plan = await this.plan(change, request, manager)).write,
      async (manager, { version }) => {
        const { changes = [], write } = plan ?? {};
        const entry = { actor: request.actor, action: 'items.change', target: 'items' } as const;
        const [before, after] = (['before', 'after'] as const).map((side) =>
          changes.map((difference) => difference[side]),
        );
        const { reason } = change;
        await this.audit.record(
          { ...entry, before: { items: before }, after: { version, validFrom: write?.from, reason, items: after } },
          manager,
        );
      },
    );
    if (plan === undefined) throw new Error('a change was written that nobody planned');
    if (written.plan.changes.length + written.plan.move.length > 0) await this.cache.announce();
    return { version: written.version, validFrom: plan.write.from, changes: plan.changes };
  }

  /** The changed items and their start day; writes nothing. @throws {AppError} as `change` */
  async draft(change: ItemsChange, request: Omit<ItemsRequest, 'check'>): Promise<{ from: string; items: ItemDoc[] }> {
    assertEveryHall(request.caller, 'the catalogue belongs to all halls');
    const { write, changes, items } = await this.plan(change, request, this.postgres.manager);
    const changed = new Set(changes.flatMap(({ after }) => after?.['code'] ?? []));
    return { from: write.from, items: items.filter(({ code }) => changed.has(code)) };
  }

  private async plan(
    { items, reason }: ItemsChange,
    { from, actor }: Omit<ItemsRequest, 'check'>,
    manager: EntityManager,
  ): Promise<Plan> {
    const doc = await this.store.read(undefined, manager);
    if (doc === null) throw notFound('no-organisation', 'no organisation has been imported');
    const { raw, pathOf } = withItems(doc, items);
    const checked = validateOrganisation(raw);
    if (!checked.ok) throw invalid(checked.faults.map((fault) => ({ ...fault, path: pathOf(fault.path) })));
    const next = dismantle(checked.doc);
    const changes = differencesOf(dismantle(doc), next);
    return {
      changes,
      items: checked.doc.items,
      write: {
        next,
        reason,
        restate: true,
        from: from ?? (await this.hallClock.earliestToday(doc.halls)),
        now: new Date(this.clock.now()),
        actor: { kind: actor.kind, id: actor.id, name: actor.name },
        mayRemove: () => false,
        edit: { touches: among(changes), begins: () => false },
      },
    };
  }
}

/** The document with these items; `pathOf` maps a document path to the path in the change. */
export function withItems(
  doc: OrganisationDoc,
  items: readonly unknown[],
): { raw: unknown; pathOf: (path: string) => string } {
  const list: unknown[] = [...doc.items];
  const changeIndex = new Map<number, number>();
  items.forEach((item, i) => {
    const existing = list.findIndex((candidate, at) => !changeIndex.has(at) && codeOf(candidate) === codeOf(item));
    const at = existing === -1 ? list.length : existing;
    list[at] = item;
    changeIndex.set(at, i);
  });
  return {
    raw: { ...doc, items: list },
    pathOf: (path) => {
      const [list = '', index = '', ...rest] = path.split('.');
      const at = list === 'items' ? changeIndex.get(Number(index)) : undefined;
      return at === undefined ? path : ['items', String(at), ...rest].join('.');
    },
  };
}

const codeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'code' in value ? value.code : Symbol('none');
const invalid = (faults: readonly Fault[]): AppError =>
  unprocessable('invalid-items', `the items have ${String(faults.length)} faults`, faults);
