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
import { OrganisationStore, type Wanted } from '../history/organisation-store';
import { OrganisationCache } from '../organisation-cache';
import { validateOrganisation } from '../validation/validate';
import { applyChange, faultsIn, leadsThere, type Applied } from './apply-change';
import { among, differencesOf } from './differences';
import { LiveUse } from './in-use';
import { SetupHistory } from './setup-history';

export interface Asked {
  readonly hall: string;
  readonly from?: string | undefined;
  readonly check: boolean;
  readonly anyway: boolean;
  readonly caller: Pick<Caller, 'halls'>;
  readonly actor: Actor;
}
/** The organisation as it was last said to be, and with a change of one hall; `today` and `from` are days of that hall. */
export interface DraftedSetup {
  readonly before: OrganisationDoc | null;
  readonly after: OrganisationDoc;
  readonly from: string;
  readonly today: string;
}
interface Plan extends Applied {
  readonly wanted: Wanted;
  readonly answer: HallChanged;
  readonly drafted: DraftedSetup;
}

/** The setup of one hall – itself, its officers, its rosters, its travel times – changed by hand, over the same checks and history as a whole document. */
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

  /** @throws {AppError} 404 for a hall that there has never been */
  async read(code: string): Promise<HallSetup> {
    const doc = await this.store.read();
    const hall = doc?.halls.find((one) => one.code === code) ?? null;
    const versions = await this.history.versions(code);
    if (hall === null && versions.length === 0) throw notFound('unknown-hall', `there is no hall "${code}"`);
    const [last] = versions;
    const previous = last === undefined ? null : await this.history.before(code, last.version);
    return {
      ...{ code, hall, versions, revision: last?.version ?? 0 },
      officers: (doc?.officers ?? []).filter((officer) => officer.hall === code),
      rosters: (doc?.rosters ?? []).filter((roster) => roster.hall === code),
      travelTimes: (doc?.travelTimes ?? []).filter((one) => leadsThere(one, code)),
      today: await this.today(hall),
      previous,
    };
  }

  /**
   * @throws {AppError} 409 `hall-changed` where somebody else was faster, `hall-in-use` where people are in what it removes,
   * 422 `invalid-setup` with every fault and its path in the change
   */
  async change(change: HallChange, asked: Asked): Promise<HallChanged> {
    if (asked.check) return (await this.plan(change, asked, this.postgres.manager)).answer;
    let plan: Plan | undefined;
    const written = await this.store.change(
      async (manager) => {
        plan = await this.plan(change, asked, manager);
        if (plan.answer.inUse.length > 0 && !asked.anyway)
          throw conflict(
            'hall-in-use',
            'people are in a queue or at a window that would be removed; ?anyway=true does it',
          );
        return plan.wanted;
      },
      async (manager, { version }) => {
        if (plan !== undefined) await this.checkFirstDay(plan, asked, manager);
        await this.record(change, asked, version, plan?.answer, manager);
      },
    );
    if (plan === undefined) throw new Error('a change was written that nobody planned');
    if (written.plan.changes.length + written.plan.move.length > 0) await this.cache.announce();
    const changed = written.plan.changes.length > 0;
    return { ...plan.answer, revision: changed ? written.version : change.revision };
  }

  /** What a change would make of the organisation; nothing is written. @throws {AppError} as a change does that is only looked at */
  async draft(change: HallChange, asked: Omit<Asked, 'check' | 'anyway'>): Promise<DraftedSetup> {
    return (await this.plan(change, asked, this.postgres.manager)).drafted;
  }

  private async plan(
    change: HallChange,
    asked: Omit<Asked, 'check' | 'anyway'>,
    manager: EntityManager,
  ): Promise<Plan> {
    const { hall: code, actor } = asked;
    const doc = await this.store.read(undefined, manager);
    this.mayChange(change, asked, doc);
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
    const today = await this.today(doc?.halls.find((one) => one.code === code) ?? null);
    const from = asked.from ?? today;
    const meant = among(changes);
    const isNew = doc?.halls.some((one) => one.code === code) !== true;
    return {
      ...applied,
      drafted: { before: doc, after: checked.doc, from, today },
      wanted: {
        ...{ next, from, restate: true, reason: change.reason },
        now: new Date(this.clock.now()),
        actor: { kind: actor.kind, id: actor.id, name: actor.name },
        mayRemove: meant,
        edit: { touches: meant, begins: (part) => !isNew && beginsOnItsDay(part) },
      },
      answer: {
        ...{ revision: change.revision, validFrom: from, changes },
        inUse: from <= today ? await this.use.find(code, changes) : [],
      },
    };
  }

  /** A caller of some halls only must not reach beyond them, nor change what all halls share. */
  private mayChange(
    change: HallChange,
    { caller, hall }: Pick<Asked, 'caller' | 'hall'>,
    doc: OrganisationDoc | null,
  ): void {
    assertHall(caller, hall);
    const ids = new Set((change.officers ?? []).flatMap((one) => textOf(one, 'id')));
    for (const officer of doc?.officers ?? []) if (ids.has(officer.id)) assertHall(caller, officer.hall);
    for (const to of (change.officers ?? []).flatMap((one) => textOf(one, 'hall'))) assertHall(caller, to);
    if (change.branches !== undefined || change.bureau !== undefined)
      assertEveryHall(caller, 'branches and the bureau belong to all halls');
  }

  /** What was said to change on a later day is not there yet on the first day of this one: the hall has to be right then, too. */
  private async checkFirstDay({ wanted }: Plan, { hall }: Asked, manager: EntityManager): Promise<void> {
    const doc = await this.store.read(wanted.from, manager);
    const checked = doc === null ? null : validateOrganisation(doc);
    if (checked?.ok !== false) return;
    const at = `halls.${String(doc?.halls.findIndex(({ code }) => code === hall))}.`;
    const own = checked.faults.filter(({ path }) => path.startsWith(at));
    if (own.length > 0) throw invalid(own.map((one) => ({ ...one, path: `hall.${one.path.slice(at.length)}` })));
  }

  /** A plan names only what was uploaded for its hall. */
  private async drawingFaults(doc: OrganisationDoc, code: string, manager: EntityManager): Promise<Fault[]> {
    const id = doc.halls.find((one) => one.code === code)?.floorPlan?.drawing;
    if (id === undefined || (await knownDrawing(manager, code, id))) return [];
    const message = `no drawing "${id}" was uploaded for this hall`;
    return [{ path: 'hall.floorPlan.drawing', message, code: 'no-such', params: { value: id } }];
  }

  private async record(
    { reason }: HallChange,
    { hall, actor }: Asked,
    version: number,
    answer: HallChanged | undefined,
    manager: EntityManager,
  ): Promise<void> {
    const { changes = [], validFrom } = answer ?? {};
    const side = (name: 'before' | 'after') =>
      changes.flatMap((one): object[] => (one[name] === null ? [] : [{ kind: one.kind, key: one.key, ...one[name] }]));
    const entry = { actor, action: 'hall.change', target: `hall/${hall}`, before: { parts: side('before') } } as const;
    await this.audit.record({ ...entry, after: { version, validFrom, reason, parts: side('after') } }, manager);
  }

  private async today(hall: Parameters<HallClock['today']>[0] | null): Promise<string> {
    return hall === null ? hallDay(this.clock.now(), DEFAULT_ZONE) : this.hallClock.today(hall);
  }
}

const invalid = (faults: readonly Fault[]): AppError =>
  unprocessable('invalid-setup', `the change has ${String(faults.length)} faults`, faults);
/** What is new counts for the days before, too: old events may name a new queue. Who works there, when, and how far away other places are does not. */
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
