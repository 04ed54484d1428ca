import {
  DEFAULT_ZONE,
  type Caller,
  type HallChange,
  type HallChanged,
  type HallSetup,
  type OrganisationDoc,
} from '@cockpit/contracts';
import { AuditLog, assertEveryHall, assertHall, type Actor } from '@cockpit/access';
import { hallDay } from '@cockpit/domain';
import { AppError, CLOCK, conflict, notFound, unprocessable, type Clock, type Fault } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { knownDrawing } from '../drawings/drawing-store';
import { HallClock } from '../hall-clock';
import { dismantle, type Part } from '../history/dismantle';
import { OrganisationStore, type WriteRequest } from '../history/organisation-store';
import { OrganisationCache } from '../organisation-cache';
import { validateOrganisation } from '../validation/validate';
import { applyChange, faultsIn, leadsThere, type Applied } from './apply-change';
import { among, differencesOf } from './differences';
import { LiveUse } from './in-use';
import { SetupHistory } from './setup-history';

export interface SetupRequest {
  readonly hall: string;
  readonly from?: string | undefined;
  readonly check: boolean;
  readonly anyway: boolean;
  readonly caller: Pick<Caller, 'halls'>;
  readonly actor: Actor;
}
/** The latest organisation without and with a change of one hall; `today` and `from` are days of that hall. */
export interface DraftedSetup {
  readonly before: OrganisationDoc | null;
  readonly after: OrganisationDoc;
  readonly from: string;
  readonly today: string;
}
interface Plan extends Applied {
  readonly write: WriteRequest;
  readonly answer: HallChanged;
  readonly drafted: DraftedSetup;
}

/**
 * Edits the setup of one hall (hall, officers, rosters, travel times) with the checks and history of a whole document.
 */
@Injectable()
export class HallSetups {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: OrganisationStore,
    private readonly history: SetupHistory,
    private readonly cache: OrganisationCache,
    private readonly hallClock: HallClock,
    private readonly use: LiveUse,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {AppError} 404 for a hall that never existed */
  async read(code: string): Promise<HallSetup> {
    const doc = await this.store.read();
    const hall = doc?.halls.find((candidate) => candidate.code === code) ?? null;
    const versions = await this.history.versions(code);
    if (hall === null && versions.length === 0) throw notFound('unknown-hall', `there is no hall "${code}"`);
    const [last] = versions;
    const previous = last === undefined ? null : await this.history.before(code, last.version);
    return {
      code,
      hall,
      versions,
      revision: last?.version ?? 0,
      officers: (doc?.officers ?? []).filter((officer) => officer.hall === code),
      rosters: (doc?.rosters ?? []).filter((roster) => roster.hall === code),
      travelTimes: (doc?.travelTimes ?? []).filter((travelTime) => leadsThere(travelTime, code)),
      today: await this.today(hall),
      previous,
    };
  }

  /**
   * @throws {AppError} 409 `hall-changed` if somebody else changed it meanwhile, 409 `hall-in-use` if people use what
   * it removes, 422 `invalid-setup` with every fault and its path in the change
   */
  async change(change: HallChange, request: SetupRequest): Promise<HallChanged> {
    if (request.check) return (await this.plan(change, request, this.postgres.manager)).answer;
    let plan: Plan | undefined;
    const written = await this.store.change(
      async (manager) => {
        plan = await this.plan(change, request, manager);
        if (plan.answer.inUse.length > 0 && !request.anyway)
          throw conflict(
            'hall-in-use',
            'people are in a queue or at a window that would be removed; ?anyway=true does it',
          );
        return plan.write;
      },
      async (manager, { version }) => {
        if (plan !== undefined) await this.checkFirstDay(plan, request, manager);
        await this.record(change, request, version, plan?.answer, manager);
      },
    );
    if (plan === undefined) throw new Error('a change was written that nobody planned');
    if (written.plan.changes.length + written.plan.move.length > 0) await this.cache.announce();
    const changed = written.plan.changes.length > 0;
    return { ...plan.answer, revision: changed ? written.version : change.revision };
  }

  /** The organisation after a change; writes nothing. @throws {AppError} as `change` with `check` */
  async draft(change: HallChange, request: Omit<SetupRequest, 'check' | 'anyway'>): Promise<DraftedSetup> {
    return (await this.plan(change, request, this.postgres.manager)).drafted;
  }

  private async plan(
    change: HallChange,
    request: Omit<SetupRequest, 'check' | 'anyway'>,
    manager: EntityManager,
  ): Promise<Plan> {
    const { hall: code, actor } = request;
    const doc = await this.store.read(undefined, manager);
    this.mayChange(change, request, doc);
    const [last] = await this.history.versions(code, manager);
    if ((last?.version ?? 0) !== change.revision)
      throw conflict('hall-changed', `${last?.by ?? 'somebody'} changed hall "${code}" at ${last?.at ?? 'some time'}`);
    const applied = applyChange(doc, code, change);
    const checked = validateOrganisation(applied.raw);
    const faults = [
      ...codeFaults(change, code),
      ...(checked.ok ? await this.drawingFaults(checked.doc, code, manager) : faultsIn(applied, checked.faults)),
    ];
    if (!checked.ok || faults.length > 0) throw invalid(faults);
    const before = doc === null ? [] : dismantle(doc);
    const next = dismantle(checked.doc);
    const changes = differencesOf(before, next);
    const today = await this.today(doc?.halls.find((candidate) => candidate.code === code) ?? null);
    const from = request.from ?? today;
    const isChanged = among(changes);
    const isNew = doc?.halls.some((candidate) => candidate.code === code) !== true;
    return {
      ...applied,
      drafted: { before: doc, after: checked.doc, from, today },
      write: {
        next,
        from,
        restate: true,
        reason: change.reason,
        now: new Date(this.clock.now()),
        actor: { kind: actor.kind, id: actor.id, name: actor.name },
        mayRemove: isChanged,
        edit: { touches: isChanged, begins: (part) => !isNew && beginsOnItsDay(part) },
      },
      answer: {
        revision: change.revision,
        validFrom: from,
        changes,
        inUse: from <= today ? await this.use.find(code, changes) : [],
      },
    };
  }

  /** Refuses changes of halls out of the caller's scope and of things that all halls share. */
  private mayChange(
    change: HallChange,
    { caller, hall }: Pick<SetupRequest, 'caller' | 'hall'>,
    doc: OrganisationDoc | null,
  ): void {
    assertHall(caller, hall);
    const ids = new Set((change.officers ?? []).flatMap((one) => textOf(one, 'id')));
    for (const officer of doc?.officers ?? []) if (ids.has(officer.id)) assertHall(caller, officer.hall);
    for (const to of (change.officers ?? []).flatMap((officer) => textOf(officer, 'hall'))) assertHall(caller, to);
    if (change.branches !== undefined || change.bureau !== undefined)
      assertEveryHall(caller, 'branches and the bureau belong to all halls');
  }

  /** Validates the hall on the first day of the change, because changes planned for later do not apply yet. */
  private async checkFirstDay({ write }: Plan, { hall }: SetupRequest, manager: EntityManager): Promise<void> {
    const doc = await this.store.read(write.from, manager);
    const checked = doc === null ? null : validateOrganisation(doc);
    if (checked?.ok !== false) return;
    const at = `halls.${String(doc?.halls.findIndex(({ code }) => code === hall))}.`;
    const hallFaults = checked.faults.filter(({ path }) => path.startsWith(at));
    if (hallFaults.length > 0)
      throw invalid(hallFaults.map((fault) => ({ ...fault, path: `hall.${fault.path.slice(at.length)}` })));
  }

  /** A floor plan may use only drawings uploaded for its hall. */
  private async drawingFaults(doc: OrganisationDoc, code: string, manager: EntityManager): Promise<Fault[]> {
    const id = doc.halls.find((candidate) => candidate.code === code)?.floorPlan?.drawing;
    if (id === undefined || (await knownDrawing(manager, code, id))) return [];
    const message = `no drawing "${id}" was uploaded for this hall`;
    return [{ path: 'hall.floorPlan.drawing', message, code: 'no-such', params: { value: id } }];
  }

  private async record(
    { reason }: HallChange,
    { hall, actor }: SetupRequest,
    version: number,
    answer: HallChanged | undefined,
    manager: EntityManager,
  ): Promise<void> {
    const { changes = [], validFrom } = answer ?? {};
    const side = (name: 'before' | 'after') =>
      changes.flatMap((change): object[] =>
        change[name] === null ? [] : [{ kind: change.kind, key: change.key, ...change[name] }],
      );
    const entry = { actor, action: 'hall.change', target: `hall/${hall}`, before: { parts: side('before') } } as const;
    await this.audit.record({ ...entry, after: { version, validFrom, reason, parts: side('after') } }, manager);
  }

  private async today(hall: Parameters<HallClock['today']>[0] | null): Promise<string> {
    return hall === null ? hallDay(this.clock.now(), DEFAULT_ZONE) : this.hallClock.today(hall);
  }
}

const invalid = (faults: readonly Fault[]): AppError =>
  unprocessable('invalid-setup', `the change has ${String(faults.length)} faults`, faults);
/**
 * A new thing also counts for earlier days, because old events may name a new queue; officers, rosters and travel times
 * start on the day of the change.
 */
const beginsOnItsDay = ({ kind }: Pick<Part, 'kind'>): boolean =>
  kind === 'officer' || kind === 'roster' || kind === 'travel-time';

function textOf(value: unknown, field: string): string[] {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
  return typeof found === 'string' ? [found] : [];
}

function codeFaults({ hall, rosters = [], travelTimes = [] }: HallChange, code: string): Fault[] {
  const faults: Fault[] = [];
  const add = (path: string): void => {
    faults.push({ path, message: `the code stays "${code}"`, code: 'code-stays', params: {} });
  };
  if (hall !== null && textOf(hall, 'code')[0] !== code) add('hall.code');
  rosters.forEach((roster, i) => {
    if (textOf(roster, 'hall')[0] !== code) add(`rosters.${String(i)}.hall`);
  });
  travelTimes.forEach((way, i) => {
    if (!leadsThere(way, code)) add(`travelTimes.${String(i)}.from`);
  });
  return faults;
}
