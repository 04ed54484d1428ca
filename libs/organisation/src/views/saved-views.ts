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
  type ViewContent,
  type StoredView,
} from './view-store';

interface Actors {
  readonly caller: Caller;
  readonly actor: Actor;
}
/** Limits that keep lists readable. */
const MAX_OWN = 100;
const MAX_LISTED = 500;

/** Page addresses saved under a name, private or shared with everyone who may see their place. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly postgres: DataSource,
    private readonly organisation: OrganisationService,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The caller's own views and shared views of places in scope. */
  async list(caller: Caller): Promise<SavedView[]> {
    const [halls, start] = await Promise.all([this.halls(), startOf(this.postgres, personOf(caller))]);
    const places = caller.halls === 'all' ? null : caller.halls;
    const found = await seenViews(this.postgres, personOf(caller), places, MAX_LISTED);
    return found.map((view) => viewDoc(view, halls, caller, start));
  }

  /** @throws {AppError} 404 for an unknown view or a private one of somebody else, 403 for a hall out of scope */
  async open(id: string, caller: Caller): Promise<SavedView> {
    const [view, halls, start] = await Promise.all([
      oneView(this.postgres, id),
      this.halls(),
      startOf(this.postgres, personOf(caller)),
    ]);
    return viewDoc(visible(view, id, caller), halls, caller, start);
  }

  /** @throws {AppError} 404 for an unknown hall, 403 for one out of scope, 409 for too many views */
  async make(input: NewSavedView, { caller, actor }: Actors): Promise<SavedView> {
    const halls = await this.halls();
    const view = contentOf(input, halls, caller);
    const [id, owner] = [randomUUID(), personOf(caller)];
    return this.postgres.transaction(async (manager) => {
      if ((await countedViews(manager, owner)) >= MAX_OWN)
        throw conflict('too-many-views', `nobody keeps more than ${String(MAX_OWN)} views: remove one first`);
      await addView(manager, { ...view, id, owner }, caller.name, new Date(this.clock.now()));
      if (view.shared)
        await this.audit.record({ actor, action: 'view.share', target: `view/${id}`, after: view }, manager);
      return viewDoc(visible(await heldView(manager, id), id, caller), halls, caller, null);
    });
  }

  /**
   * @throws {AppError} as `open` and `make`, 403 without the right to change it, 409 if somebody else changed it
   * meanwhile
   */
  async change(id: string, input: SavedViewChange, { caller, actor }: Actors): Promise<SavedView> {
    const halls = await this.halls();
    const view = contentOf(input, halls, caller);
    return this.postgres.transaction(async (manager) => {
      const before = changeable(await heldView(manager, id), id, input.revision, caller);
      if (!view.shared && before.owner !== personOf(caller))
        throw forbidden('not-own-view', 'only whoever saved a view takes it back for themselves');
      await changeView(manager, id, view, caller.name, new Date(this.clock.now()));
      if (before.shared || view.shared)
        await this.audit.record(
          { actor, action: actionOf(before, view), target: `view/${id}`, before: auditView(before), after: view },
          manager,
        );
      const start = await startOf(manager, personOf(caller));
      return viewDoc(visible(await heldView(manager, id), id, caller), halls, caller, start);
    });
  }

  /** @throws {AppError} as `change` */
  async remove(id: string, revision: number, { caller, actor }: Actors): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const before = changeable(await heldView(manager, id), id, revision, caller);
      await removeView(manager, id);
      if (before.shared)
        await this.audit.record(
          { actor, action: 'view.remove', target: `view/${id}`, before: auditView(before) },
          manager,
        );
    });
  }

  /** Sets the caller's start view of the analysis page. @throws {AppError} as `open` */
  async beginWith(id: string | null, caller: Caller): Promise<void> {
    if (id !== null) visible(await oneView(this.postgres, id), id, caller);
    await beginWith(this.postgres, personOf(caller), id);
  }

  private async halls(): Promise<readonly HallDoc[]> {
    return (await this.organisation.latest())?.halls ?? [];
  }
}

const personOf = ({ kind, id }: Pick<Caller, 'kind' | 'id'>): string => `${kind}/${id}`;

/** Hides private views of others. */
function visible(view: StoredView | null, id: string, caller: Caller): StoredView {
  const isOwn = view?.owner === personOf(caller);
  if (view === null || !(isOwn || view.shared)) throw notFound('unknown-view', `there is no view "${id}" for you`);
  if (!isOwn && view.place !== null) assertHall(caller, view.place);
  return view;
}

/** One's own views; managers may also change shared views of their places. */
const mayChange = ({ owner, place }: Pick<StoredView, 'owner' | 'place'>, caller: Caller): boolean =>
  owner === personOf(caller) || (caller.role !== 'supervisor' && mayShare(place, caller));
const mayShare = (place: string | null, { halls }: Pick<Caller, 'halls'>): boolean =>
  place === null ? halls === 'all' : inScope(halls, place);

function changeable(stored: StoredView | null, id: string, revision: number, caller: Caller): StoredView {
  const view = visible(stored, id, caller);
  if (!mayChange(view, caller))
    throw forbidden('not-own-view', 'a view is changed by whoever saved it, or by a manager');
  if (view.revision !== revision)
    throw conflict(
      'view-changed',
      `the view is at revision ${String(view.revision)} by now, not ${String(revision)}: read it again`,
    );
  return view;
}

/** The view's content; its place comes from its address. */
function contentOf({ name, address, shared }: NewSavedView, halls: readonly HallDoc[], caller: Caller): ViewContent {
  const place = readViewAddress(address)?.said.get('hall') ?? null;
  if (place !== null) {
    if (!halls.some(({ code }) => code === place)) throw notFound('unknown-hall', `there is no place "${place}"`);
    assertHall(caller, place);
  }
  if (shared && !mayShare(place, caller))
    throw forbidden('hall-out-of-scope', 'a view that names no hall is shared by those who may see every hall');
  return { name, address, shared, place };
}

const actionOf = (before: StoredView, after: ViewContent): 'view.change' | 'view.share' | 'view.unshare' =>
  before.shared === after.shared ? 'view.change' : after.shared ? 'view.share' : 'view.unshare';
const auditView = ({ name, address, shared, place }: StoredView): ViewContent => ({ name, address, shared, place });

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
