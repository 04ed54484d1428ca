import { randomUUID } from 'node:crypto';
import {
  readViewAddress,
  type Caller,
  type HallDoc,
  type NewSavedView,
  type SavedView,
  type SavedViewChange,
} from '@cockpit/contracts';
import { AuditLog, assertHall, inScope, type Actor } from '@cockpit/access';
import { CLOCK, conflict, forbidden, notFound, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OrganisationService } from '../organisation.service';
import {
  addView,
  beginWith,
  changeView,
  countedViews,
  heldView,
  oneView,
  removeView,
  seenViews,
  startOf,
  type SaidView,
  type StoredView,
} from './view-store';

interface Doing {
  readonly caller: Caller;
  readonly actor: Actor;
}
/** More are a list nobody reads. */
const MOST_OF_ONE = 100;
const MOST_SEEN = 500;

/** Addresses of pages that people keep under a name: for themselves, or for everybody who may see what they are about. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One's own, and what others share of places in scope. */
  async list(caller: Caller): Promise<SavedView[]> {
    const [halls, start] = await Promise.all([this.halls(), startOf(this.postgres, personOf(caller))]);
    const places = caller.halls === 'all' ? null : caller.halls;
    const found = await seenViews(this.postgres, personOf(caller), places, MOST_SEEN);
    return found.map((one) => viewDoc(one, halls, caller, start));
  }

  /** @throws {AppError} 404 for one that there is not, or is somebody else's alone; 403 for one of a hall out of scope */
  async open(id: string, caller: Caller): Promise<SavedView> {
    const [one, halls, start] = await Promise.all([
      oneView(this.postgres, id),
      this.halls(),
      startOf(this.postgres, personOf(caller)),
    ]);
    return viewDoc(visible(one, id, caller), halls, caller, start);
  }

  /** @throws {AppError} 404 for a hall nobody knows, 403 for one out of scope, 409 for more than anybody reads */
  async make(asked: NewSavedView, { caller, actor }: Doing): Promise<SavedView> {
    const halls = await this.halls();
    const view = said(asked, halls, caller);
    const [id, owner] = [randomUUID(), personOf(caller)];
    return this.postgres.transaction(async (manager) => {
      if ((await countedViews(manager, owner)) >= MOST_OF_ONE)
        throw conflict('too-many-views', `nobody keeps more than ${String(MOST_OF_ONE)} views: remove one first`);
      await addView(manager, { ...view, id, owner }, caller.name, new Date(this.clock.now()));
      if (view.shared)
        await this.audit.record({ actor, action: 'view.share', target: `view/${id}`, after: view }, manager);
      return viewDoc(visible(await heldView(manager, id), id, caller), halls, caller, null);
    });
  }

  /** @throws {AppError} as `open` and `make` do, 403 for those who may not change it, 409 where somebody else was faster */
  async change(id: string, asked: SavedViewChange, { caller, actor }: Doing): Promise<SavedView> {
    const halls = await this.halls();
    const view = said(asked, halls, caller);
    return this.postgres.transaction(async (manager) => {
      const before = changeable(await heldView(manager, id), id, asked.revision, caller);
      if (!view.shared && before.owner !== personOf(caller))
        throw forbidden('not-own-view', 'only whoever saved a view takes it back for themselves');
      await changeView(manager, id, view, caller.name, new Date(this.clock.now()));
      if (before.shared || view.shared)
        await this.audit.record(
          { actor, action: actionOf(before, view), target: `view/${id}`, before: told(before), after: view },
          manager,
        );
      const start = await startOf(manager, personOf(caller));
      return viewDoc(visible(await heldView(manager, id), id, caller), halls, caller, start);
    });
  }

  /** @throws {AppError} as `change` does */
  async remove(id: string, revision: number, { caller, actor }: Doing): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const before = changeable(await heldView(manager, id), id, revision, caller);
      await removeView(manager, id);
      if (before.shared)
        await this.audit.record({ actor, action: 'view.remove', target: `view/${id}`, before: told(before) }, manager);
    });
  }

  /** The view the caller's analysis begins with. @throws {AppError} as `open` does */
  async beginWith(id: string | null, caller: Caller): Promise<void> {
    if (id !== null) visible(await oneView(this.postgres, id), id, caller);
    await beginWith(this.postgres, personOf(caller), id);
  }

  private async halls(): Promise<readonly HallDoc[]> {
    return (await this.organisation.latest())?.halls ?? [];
  }
}

const personOf = ({ kind, id }: Pick<Caller, 'kind' | 'id'>): string => `${kind}/${id}`;

/** What others keep for themselves is there for nobody else. */
function visible(one: StoredView | null, id: string, caller: Caller): StoredView {
  const own = one?.owner === personOf(caller);
  if (one === null || !(own || one.shared)) throw notFound('unknown-view', `there is no view "${id}" for you`);
  if (!own && one.place !== null) assertHall(caller, one.place);
  return one;
}

/** One's own; and, as shared views belong to those who run the place, those that others share. */
const mayChange = ({ owner, place }: Pick<StoredView, 'owner' | 'place'>, caller: Caller): boolean =>
  owner === personOf(caller) || (caller.role !== 'supervisor' && mayShare(place, caller));
const mayShare = (place: string | null, { halls }: Pick<Caller, 'halls'>): boolean =>
  place === null ? halls === 'all' : inScope(halls, place);

function changeable(found: StoredView | null, id: string, revision: number, caller: Caller): StoredView {
  const one = visible(found, id, caller);
  if (!mayChange(one, caller))
    throw forbidden('not-own-view', 'a view is changed by whoever saved it, or by a manager');
  if (one.revision !== revision)
    throw conflict(
      'view-changed',
      `the view is at revision ${String(one.revision)} by now, not ${String(revision)}: read it again`,
    );
  return one;
}

/** The view as it is written: what place it is about is read from its address. */
function said({ name, address, shared }: NewSavedView, halls: readonly HallDoc[], caller: Caller): SaidView {
  const place = readViewAddress(address)?.said.get('hall') ?? null;
  if (place !== null) {
    if (!halls.some(({ code }) => code === place)) throw notFound('unknown-hall', `there is no place "${place}"`);
    assertHall(caller, place);
  }
  if (shared && !mayShare(place, caller))
    throw forbidden('hall-out-of-scope', 'a view that names no hall is shared by those who may see every hall');
  return { name, address, shared, place };
}

const actionOf = (before: StoredView, after: SaidView): 'view.change' | 'view.share' | 'view.unshare' =>
  before.shared === after.shared ? 'view.change' : after.shared ? 'view.share' : 'view.unshare';
const told = ({ name, address, shared, place }: StoredView): SaidView => ({ name, address, shared, place });

function viewDoc(
  { owner, changedAt, ...same }: StoredView,
  halls: readonly HallDoc[],
  caller: Caller,
  start: string | null,
): SavedView {
  return {
    ...same,
    placeName: halls.find(({ code }) => code === same.place)?.name ?? null,
    changedAt: changedAt.toISOString(),
    own: owner === personOf(caller),
    mayChange: mayChange({ owner, place: same.place }, caller),
    start: same.id === start,
  };
}
