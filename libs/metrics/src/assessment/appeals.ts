import type {
  AppealDecision,
  AppealPreview,
  AppealRemedy,
  AssessedPlace,
  AssessmentSheet,
  NewAppeal,
} from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { figureOfDays, type KeptDays } from '../comparison/kept-figures';
import { BureauClock } from '@cockpit/organisation';
import { CLOCK, conflict, forbidden, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Assessments, upheldOf, type By } from './assessments';
import { assess, sumsOf, type KeptPlace, type Upheld } from './compute/assess';
import { Computing } from './computing';
import { AppealStore, type AppealEnd, type StoredAppeal } from './store/appeal-store';
import { AssessmentStore, type StoredAssessment } from './store/assessment-store';
import { tellAppealed, tellDecided } from './telling';

/** Appeals against lines of a sheet. They are decided on the stored figures, and the effect can be previewed. */
@Injectable()
export class Appeals {
  constructor(
    private readonly postgres: DataSource,
    private readonly assessments: Assessments,
    private readonly store: AssessmentStore,
    private readonly appeals: AppealStore,
    private readonly computing: Computing,
    private readonly audit: AuditLog,
    private readonly bureau: BureauClock,
    /** wall clock for messages */
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws {AppError} 404 for an unknown sheet or line, 409 if an appeal is open or the assessment closed, 422 after
   * the last day
   */
  async make(id: string, appeal: NewAppeal, { caller, actor }: By): Promise<AssessmentSheet> {
    const { hall, metric } = appeal;
    const { sheet, place } = await this.assessments.sheet(id, hall, caller);
    if (!sheet.lines.some((line) => line.metric === metric))
      throw unprocessable('invalid-body', 'the sheet has no such line', [
        { path: 'metric', message: 'not assessed here' },
      ]);
    const today = await this.computing.today(place);
    await this.locked(id, async (stored, manager) => {
      if (stored.appealsUntil === null || today > stored.appealsUntil)
        throw unprocessable('appeals-over', `appeals were taken until ${stored.appealsUntil ?? 'now'}`);
      const now = await this.bureau.now();
      const appealId = await this.appeals.add(id, appeal, { id: actor.id, name: actor.name, now }, manager);
      if (appealId === null) throw conflict('appeal-open', 'an appeal against this line is not decided yet');
      await tellAppealed(stored, { id: appealId, hall, metric, hallName: sheet.name }, this.clock.now(), manager);
      await this.record('appeal', id, actor, { hall, metric, reason: appeal.reason }, manager);
    });
    return this.assessments.sheet(id, hall, caller);
  }

  /** Allowed for callers who see the hall. @throws {AppError} 404; 409 if it was decided */
  async withdraw(id: string, appealId: string, { caller, actor }: By): Promise<AssessmentSheet> {
    const { isSeen } = await this.assessments.seen(id, caller);
    const hall = await this.locked(id, async (_, manager) => {
      const appeal = await this.open(id, appealId, manager);
      if (!isSeen(appeal.hall)) throw unknown();
      const end = { state: 'withdrawn', remedy: null, days: [], replaced: null, answer: null } as const;
      await this.end(id, appeal, end, actor, manager);
      return appeal.hall;
    });
    return this.assessments.sheet(id, hall, caller);
  }

  /** The effect of a remedy; writes nothing. */
  async preview(id: string, appealId: string, remedy: AppealRemedy, { caller }: By): Promise<AppealPreview> {
    const stored = await this.assessments.requireManaged(id, caller);
    const appeal = await this.open(id, appealId);
    const [places, appeals] = await Promise.all([this.store.places(id), this.appeals.list(id)]);
    const replaced = await this.replaced(appeal, remedy, stored, places);
    const upheld = upheldOf(appeals);
    const sheetWith = (more: readonly Upheld[]): AssessedPlace => {
      const sheet = assess(stored.scheme, places, [...upheld, ...more]).find(({ hall }) => hall === appeal.hall);
      if (sheet === undefined) throw unknown();
      return sheet;
    };
    const [before, after] = [sheetWith([]), sheetWith([{ ...appeal, replaced }])];
    const line = before.lines.find(({ metric }) => metric === appeal.metric);
    const { value = null, numerator = null, denominator = null } = line ?? {};
    return {
      before: { value, numerator, denominator },
      after: replaced === null ? null : sumsOf(figureOfDays(appeal.metric, replaced)),
      sheet: { before, after },
    };
  }

  /** @throws {AppError} 403 for the caller's own appeal, 404, 409 if it was decided, 422 for days without data */
  async decide(
    id: string,
    appealId: string,
    decision: AppealDecision,
    { caller, actor }: By,
  ): Promise<AssessmentSheet> {
    const stored = await this.assessments.requireManaged(id, caller);
    const requested = await this.open(id, appealId);
    if (requested.byId === actor.id) throw forbidden('own-appeal', 'somebody else decides on it');
    const { remedy, days, answer } = decision;
    const replaced =
      remedy === null
        ? null
        : await this.replaced(requested, { remedy, days }, stored, await this.store.places(id, requested.hall));
    await this.locked(id, async (current, manager) => {
      const appeal = await this.open(id, appealId, manager);
      const isUpheld = remedy !== null;
      const state = isUpheld ? 'upheld' : 'rejected';
      await this.end(id, appeal, { state, remedy, days, replaced, answer }, actor, manager);
      await tellDecided(current, { ...appeal, isUpheld }, this.clock.now(), manager);
    });
    return this.assessments.sheet(id, requested.hall, caller);
  }

  /** The replacement days; null leaves the line out. */
  private async replaced(
    { hall, metric }: StoredAppeal,
    { remedy, days }: AppealRemedy,
    { month }: StoredAssessment,
    places: readonly KeptPlace[],
  ): Promise<KeptDays | null> {
    if (remedy === 'excluded') return null;
    if (remedy === 'now') return this.computing.now(hall, metric, month);
    const stored = places.find((place) => place.hall === hall)?.days[metric] ?? {};
    const missing = days.filter((day) => stored[day] === undefined);
    if (missing.length > 0)
      throw unprocessable('invalid-body', 'the figure is not made of these days', [
        { path: 'days', message: `no data on ${missing.join(', ')}` },
      ]);
    return Object.fromEntries(Object.entries(stored).filter(([day]) => !days.includes(day)));
  }

  private async open(id: string, appealId: string, manager?: EntityManager): Promise<StoredAppeal> {
    const appeal = (await this.appeals.list(id, manager)).find((candidate) => candidate.id === appealId);
    if (appeal === undefined) throw unknown();
    if (appeal.state !== 'open')
      throw conflict(
        'appeal-decided',
        `${appeal.decidedBy ?? 'somebody'} decided on it at ${appeal.decidedAt ?? 'an earlier time'}: ${appeal.state}`,
      );
    return appeal;
  }

  private async end(
    id: string,
    appeal: StoredAppeal,
    end: Omit<AppealEnd, 'by' | 'now'>,
    actor: Actor,
    manager: EntityManager,
  ): Promise<void> {
    await this.appeals.end(appeal.id, { ...end, by: actor.name, now: await this.bureau.now() }, manager);
    const { hall, metric } = appeal;
    const { state, remedy, days, answer } = end;
    await this.record(
      state === 'withdrawn' ? 'withdraw' : 'decide',
      id,
      actor,
      { hall, metric, state, remedy, days, answer },
      manager,
    );
  }

  /** @throws {AppError} 409 unless the assessment is published */
  private locked<Answer>(
    id: string,
    act: (stored: StoredAssessment, manager: EntityManager) => Promise<Answer>,
  ): Promise<Answer> {
    return this.postgres.transaction(async (manager) => {
      const stored = await this.store.lock(id, manager);
      if (stored === null) throw unknown();
      if (stored.state !== 'published')
        throw conflict('assessment-state', `one that is ${stored.state} takes no appeals and no decisions`);
      return act(stored, manager);
    });
  }

  private record(
    act: 'appeal' | 'decide' | 'withdraw',
    id: string,
    actor: Actor,
    after: Record<string, unknown>,
    manager: EntityManager,
  ): Promise<void> {
    return this.audit.record({ actor, action: `assessment.${act}`, target: `assessment/${id}`, after }, manager);
  }
}

const unknown = () => notFound('unknown-appeal', 'there is no such appeal in your scope');
