import type { Caller, ItemDoc, ItemsChange, ItemsChanged, OrganisationDoc, PartDifference } from '@cockpit/contracts';
import { AuditLog, assertEveryHall, type Actor } from '@cockpit/access';
import { AppError, CLOCK, notFound, unprocessable, type Clock, type Fault } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { HallClock } from '../hall-clock';
import { dismantle } from '../history/dismantle';
import { OrganisationStore, type Wanted } from '../history/organisation-store';
import { OrganisationCache } from '../organisation-cache';
import { validateOrganisation } from '../validation/validate';
import { among, differencesOf } from './differences';

export interface ItemsAsked {
  readonly from?: string | undefined;
  readonly check: boolean;
  readonly caller: Pick<Caller, 'halls'>;
  readonly actor: Actor;
}
interface Plan {
  readonly wanted: Wanted;
  readonly changes: PartDifference[];
  /** every item as it would be */
  readonly items: readonly ItemDoc[];
}

/** Items changed by hand or from a file, over the same checks and history as a whole document; whatever is not named stays. */
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

  /** @throws {AppError} 403 for a caller of some halls only, 404 `no-organisation`, 422 `invalid-items` with every fault and its path in the change */
  async change(change: ItemsChange, asked: ItemsAsked): Promise<ItemsChanged> {
    assertEveryHall(asked.caller, 'the catalogue belongs to all halls');
    if (asked.check) {
      const { wanted, changes } = await this.plan(change, asked, this.postgres.manager);
      return { version: await this.store.version(), validFrom: wanted.from, changes };
    }
    let plan: Plan | undefined;
    const written = await this.store.change(
      async (manager) => (plan = await this.plan(change, asked, manager)).wanted,
      async (manager, { version }) => {
        const { changes = [], wanted } = plan ?? {};
        const entry = { actor: asked.actor, action: 'items.change', target: 'items' } as const;
        const [before, after] = (['before', 'after'] as const).map((side) => changes.map((one) => one[side]));
        const { reason } = change;
        await this.audit.record(
          { ...entry, before: { items: before }, after: { version, validFrom: wanted?.from, reason, items: after } },
          manager,
        );
      },
    );
    if (plan === undefined) throw new Error('a change was written that nobody planned');
    if (written.plan.changes.length + written.plan.move.length > 0) await this.cache.announce();
    return { version: written.version, validFrom: plan.wanted.from, changes: plan.changes };
  }

  /** Items that a change would make different, and from when; nothing is written. @throws {AppError} as the change does */
  async draft(change: ItemsChange, asked: Omit<ItemsAsked, 'check'>): Promise<{ from: string; items: ItemDoc[] }> {
    assertEveryHall(asked.caller, 'the catalogue belongs to all halls');
    const { wanted, changes, items } = await this.plan(change, asked, this.postgres.manager);
    const changed = new Set(changes.flatMap(({ after }) => after?.['code'] ?? []));
    return { from: wanted.from, items: items.filter(({ code }) => changed.has(code)) };
  }

  private async plan(
    { items, reason }: ItemsChange,
    { from, actor }: Omit<ItemsAsked, 'check'>,
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
      ...{ changes, items: checked.doc.items },
      wanted: {
        ...{ next, reason, restate: true, from: from ?? (await this.hallClock.earliestToday(doc.halls)) },
        now: new Date(this.clock.now()),
        actor: { kind: actor.kind, id: actor.id, name: actor.name },
        mayRemove: () => false,
        edit: { touches: among(changes), begins: () => false },
      },
    };
  }
}

/** The document with these items; a path of it that means one of them is that one's place in the change. */
export function withItems(
  doc: OrganisationDoc,
  items: readonly unknown[],
): { raw: unknown; pathOf: (path: string) => string } {
  const list: unknown[] = [...doc.items];
  const placeOf = new Map<number, number>();
  items.forEach((item, i) => {
    const known = list.findIndex((one, at) => !placeOf.has(at) && codeOf(one) === codeOf(item));
    const at = known === -1 ? list.length : known;
    list[at] = item;
    placeOf.set(at, i);
  });
  return {
    raw: { ...doc, items: list },
    pathOf: (path) => {
      const [list = '', index = '', ...rest] = path.split('.');
      const at = list === 'items' ? placeOf.get(Number(index)) : undefined;
      return at === undefined ? path : ['items', String(at), ...rest].join('.');
    },
  };
}

const codeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'code' in value ? value.code : Symbol('none');
const invalid = (faults: readonly Fault[]): AppError =>
  unprocessable('invalid-items', `the items have ${String(faults.length)} faults`, faults);
