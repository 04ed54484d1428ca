import type {
  Assessment,
  AssessmentAppeal,
  AssessmentPublication,
  AssessmentSheet,
  AssessmentState,
  AssessmentSummary,
  Caller,
  NewAssessment,
} from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { assessmentAfter, type AssessmentAct } from '@cockpit/domain';
import { figureOfDay, figureOfDays } from '../comparison/kept-figures';
import { BureauClock, PlaceScope } from '@cockpit/organisation';
import { CLOCK, conflict, forbidden, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { assess, sumsOf, type KeptPlace, type Upheld } from './compute/assess';
import { Computing } from './computing';
import { AppealStore, type StoredAppeal } from './store/appeal-store';
import { AssessmentStore, type StoredAssessment } from './store/assessment-store';
import { tellPublished } from './telling';

/** The acting user. */
export interface By {
  readonly caller: Pick<Caller, 'halls' | 'role'>;
  readonly actor: Actor;
}

/** Monthly assessments of places: made once, reviewed, published, appealed against, closed. */
@Injectable()
export class Assessments {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: AssessmentStore,
    private readonly appeals: AppealStore,
    private readonly computing: Computing,
    private readonly scope: PlaceScope,
    private readonly audit: AuditLog,
    private readonly bureau: BureauClock,
    /** wall clock for messages */
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Latest month first. */
  async list(
    caller: By['caller'],
    after: readonly [month: string, id: string] | null,
    limit: number,
  ): Promise<AssessmentSummary[]> {
    const places = await this.scope.places(caller);
    return this.store.list(isManager(caller) ? places : [], places ?? [], after, limit);
  }

  /** @throws {AppError} 404 for an unknown or invisible assessment */
  async one(id: string, caller: By['caller']): Promise<Assessment> {
    return (await this.assessed(id, caller)).assessment;
  }

  /** @throws {AppError} 404 for an unknown or invisible assessment or place */
  async sheet(id: string, hall: string, caller: By['caller']): Promise<AssessmentSheet> {
    const { assessment, kept: all } = await this.assessed(id, caller);
    const { scheme: _, schemeIsOlder: __, places, appeals, ...summary } = assessment;
    const sheet = places.find((place) => place.hall === hall);
    const data = all.find((place) => place.hall === hall);
    if (sheet === undefined || data === undefined)
      throw notFound('unknown-assessment', 'this place is not assessed here, or not in your scope');
    const evidence = sheet.lines.map(({ metric }) => ({
      metric,
      days: Object.entries(data.days[metric] ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, sums]) => {
          const { value, numerator, denominator } = figureOfDay(metric, day, sums);
          return { day, value, numerator, denominator };
        }),
    }));
    return { ...summary, sheet, evidence, appeals: appeals.filter((appeal) => appeal.hall === hall) };
  }

  /**
   * Makes the assessment of a place and month or returns the existing one. @throws {AppError} 403, 404, 422 as
   * `Computing`
   */
  async make({ place, month }: NewAssessment, { caller, actor }: By): Promise<Assessment> {
    await this.assertLeads(caller, place);
    const on = await this.computing.month(place, month);
    const existing = await this.store.findOf(place, on);
    if (existing !== null) return this.one(existing.id, caller);
    const computed = await this.computing.compute(place, on);
    await this.postgres.transaction(async (manager) => {
      const id = await this.store.add({ place, month: on }, computed, await this.by(actor), manager);
      if (id === null) return;
      const after = { place, month: on, schemeRevision: computed.schemeRevision, places: computed.places.length };
      await this.audit.record({ actor, action: 'assessment.make', target: `assessment/${id}`, after }, manager);
    });
    const stored = await this.store.findOf(place, on);
    if (stored === null) throw notFound('unknown-assessment', 'it was removed while it was made');
    return this.one(stored.id, caller);
  }

  /**
   * Recomputes a draft with the current scheme and figures. @throws {AppError} 409 if somebody else changed it or it is
   * published
   */
  async compute(id: string, revision: number, by: By): Promise<Assessment> {
    const { place, month } = await this.requireManaged(id, by.caller);
    const computed = await this.computing.compute(place, month);
    return this.act(id, 'compute', revision, by, async (_state, manager) =>
      this.store.compute(id, computed, await this.by(by.actor), manager),
    );
  }

  /** Makes the sheets visible to halls. @throws {AppError} 409 as `compute`, 422 for a past day */
  async publish(id: string, { revision, appealsUntil }: AssessmentPublication, by: By): Promise<Assessment> {
    const stored = await this.requireManaged(id, by.caller);
    const today = await this.computing.today(stored.place);
    if (appealsUntil < today)
      throw unprocessable('invalid-body', 'halls could not appeal', [
        { path: 'appealsUntil', message: `today is ${today}` },
      ]);
    return this.act(id, 'publish', revision, by, async (state, manager) => {
      await this.store.step(id, state, appealsUntil, await this.by(by.actor), manager);
      await tellPublished(stored, appealsUntil, this.clock.now(), manager);
    });
  }

  /** @throws {AppError} 409 as `compute`, and with open appeals */
  async close(id: string, revision: number, by: By): Promise<Assessment> {
    await this.requireManaged(id, by.caller);
    return this.act(id, 'close', revision, by, async (state, manager) => {
      const { length } = (await this.appeals.list(id, manager)).filter((appeal) => appeal.state === 'open');
      if (length > 0) throw conflict('appeals-open', `${String(length)} appeals are not decided`);
      await this.store.step(id, state, null, await this.by(by.actor), manager);
    });
  }

  /** @throws {AppError} 404 for an unknown assessment, 403 if the caller does not manage its place */
  async requireManaged(id: string, caller: By['caller']): Promise<StoredAssessment> {
    const { stored, isLed } = await this.seen(id, caller);
    if (!isLed) throw forbidden('hall-out-of-scope', 'this is done by those who may see all of its place');
    return stored;
  }

  /** @throws {AppError} 403 for callers who see only a part of the place */
  async assertLeads(caller: By['caller'], place: string | null): Promise<void> {
    if (!isManager(caller) || !(await this.scope.covers(caller, place)))
      throw forbidden('hall-out-of-scope', 'places are assessed by those who may see all of the place');
  }

  /** An assessment with the caller's view of it. */
  async seen(
    id: string,
    caller: By['caller'],
  ): Promise<{ stored: StoredAssessment; isLed: boolean; isSeen: (hall: string) => boolean }> {
    const stored = await this.store.find(id);
    if (stored === null) throw unknown();
    const isLed = isManager(caller) && (await this.scope.covers(caller, stored.place));
    if (isLed) return { stored, isLed, isSeen: () => true };
    if (stored.state === 'draft') throw unknown();
    const halls = await this.scope.places(caller);
    return { stored, isLed, isSeen: (hall) => halls === null || halls.includes(hall) };
  }

  /** The visible part of an assessment with the data of its figures. */
  private async assessed(id: string, caller: By['caller']): Promise<{ assessment: Assessment; kept: KeptPlace[] }> {
    const { stored, isSeen } = await this.seen(id, caller);
    const [kept, appeals, schemeIsOlder] = await Promise.all([
      this.store.places(id),
      this.appeals.list(id),
      stored.state === 'draft' && this.computing.isOlder(stored),
    ]);
    const places = assess(stored.scheme, kept, upheldOf(appeals)).filter(({ hall }) => isSeen(hall));
    const visibleAppeals = appeals.filter(({ hall }) => isSeen(hall)).map(visibleAppeal);
    return { assessment: { ...stored, schemeIsOlder, places, appeals: visibleAppeals }, kept };
  }

  private async act(
    id: string,
    act: AssessmentAct,
    revision: number,
    { caller, actor }: By,
    change: (state: AssessmentState, manager: EntityManager) => Promise<void>,
  ): Promise<Assessment> {
    await this.postgres.transaction(async (manager) => {
      const before = await this.store.lock(id, manager);
      if (before === null) throw unknown();
      if (before.revision !== revision)
        throw conflict(
          'assessment-changed',
          `${before.changedBy} changed it at ${before.changedAt}: it is at revision ${String(before.revision)} by now, not ${String(revision)}`,
        );
      const state = assessmentAfter(before.state, act);
      if (state === null) throw conflict('assessment-state', `one that is ${before.state} allows no ${act}`);
      await change(state, manager);
      await this.audit.record(
        {
          actor,
          action: `assessment.${act}`,
          target: `assessment/${id}`,
          before: { state: before.state, revision },
          after: { state, revision: revision + 1 },
        },
        manager,
      );
    });
    return this.one(id, caller);
  }

  private async by({ name }: Actor): Promise<{ by: string; now: number }> {
    return { by: name, now: await this.bureau.now() };
  }
}

const unknown = () => notFound('unknown-assessment', 'there is no such assessment in your scope');
const isManager = ({ role }: Pick<Caller, 'role'>): boolean => role === 'administrator' || role === 'manager';

export const upheldOf = (appeals: readonly StoredAppeal[]): Upheld[] =>
  appeals.filter(({ state }) => state === 'upheld').map(({ hall, metric, replaced }) => ({ hall, metric, replaced }));

/** An appeal as halls and managers see it. */
export function visibleAppeal({ byId: _, replaced, ...appeal }: StoredAppeal): AssessmentAppeal {
  return { ...appeal, figure: replaced === null ? null : sumsOf(figureOfDays(appeal.metric, replaced)) };
}
