import type {
  Caller,
  HallScope,
  NewRound,
  Round,
  RoundChange,
  RoundInspection,
  RoundSummary,
} from '@cockpit/contracts';
import { AuditLog, assertHall, inScope } from '@cockpit/access';
import { CLOCK, conflict, forbidden, notFound, unprocessable, type AppError, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import type { Doing } from '../doing';
import { GroundsLoader } from '../grounds/grounds-loader';
import { RoundMatters } from './round-matters';
import { RoundStore, answerDoc, type StoredRound } from './round-store';

/** Maximum number of returned answers per line; all are stored. */
const ANSWERS_SHOWN = 20;

/** Inspection rounds (督导检查): visibility and allowed changes. */
@Injectable()
export class Rounds {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: RoundStore,
    private readonly matters: RoundMatters,
    private readonly grounds: GroundsLoader,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Latest first. */
  async list(
    caller: Caller,
    state: Round['state'] | undefined,
    after: readonly [at: string, id: string] | undefined,
    limit: number,
  ): Promise<RoundSummary[]> {
    const stored = await this.store.page(caller.halls, state, after, limit);
    const ids = stored.map(({ id }) => id);
    if (ids.length === 0) return [];
    const [checked, findings, nameOf] = await Promise.all([
      this.store.checked(ids, caller.halls),
      this.matters.counts(ids, caller),
      this.namesOfHalls(),
    ]);
    return stored.map((row) => {
      const { lines, ...round } = roundDoc(row, caller.halls, nameOf);
      const found = findings.find(({ round: id }) => id === row.id);
      return {
        ...round,
        lines: lines.length * round.halls.length,
        checked: checked.filter(({ round: id }) => id === row.id).length,
        findings: found?.findings ?? 0,
        rectified: found?.rectified ?? 0,
      };
    });
  }

  /** @throws {AppError} 404 for a round without a hall in scope */
  async one(id: string, caller: Caller): Promise<Round> {
    return roundDoc(await this.seen(id, caller), caller.halls, await this.namesOfHalls());
  }

  /** The check list of one hall with its answers. @throws {AppError} 404; 403 for a hall out of scope */
  async inspection(id: string, hall: string, caller: Caller): Promise<RoundInspection> {
    const round = await this.seen(id, caller);
    assertHall(caller, hall);
    if (!round.halls.includes(hall)) throw notInRound(hall);
    const [answers, nameOf] = await Promise.all([this.store.answers(id, hall, ANSWERS_SHOWN), this.namesOfHalls()]);
    const { name, from, to, state, revision } = round;
    return {
      round: { id, name, from, to, state, revision },
      hall: { code: hall, name: nameOf(hall) },
      lines: round.lines.map((line) => ({
        ...line,
        answers: answers.filter((answer) => answer.line === line.id).map(answerDoc),
      })),
    };
  }

  /** @throws {AppError} 409 if another round has the id, 403 and 422 for halls */
  async make(input: NewRound, { caller, actor }: Doing): Promise<{ round: Round; isNew: boolean }> {
    await this.assertHalls(input.halls, caller);
    const isNew = await this.postgres.transaction(async (manager) => {
      await hold(manager, input.id);
      const existing = await this.store.one(input.id, manager);
      if (existing !== null) {
        if (isDeepStrictEqual(planOf(existing), planOf(input))) return false;
        throw conflict('round-exists', `there is a round "${input.id}" already`);
      }
      await this.store.insert(manager, input, caller.name, new Date(this.clock.now()));
      await this.audit.record(
        { actor, action: 'round.create', target: `round/${input.id}`, after: planOf(input) },
        manager,
      );
      return true;
    });
    return { round: await this.one(input.id, caller), isNew };
  }

  /**
   * Replaces the whole round.
   * @throws {AppError} 409 if somebody else changed it meanwhile or a removed hall or line has answers; 403 without all
   * its halls in scope
   */
  async change(id: string, input: RoundChange, { caller, actor }: Doing): Promise<Round> {
    await this.seen(id, caller);
    await this.assertHalls(input.halls, caller);
    await this.postgres.transaction(async (manager) => {
      await hold(manager, id);
      const before = await this.store.held(id, 'change', manager);
      if (before === null) throw unknownRound(id);
      for (const hall of before.halls) assertHall(caller, hall);
      if (before.revision !== input.revision)
        throw conflict(
          'round-changed',
          `the round is at revision ${String(before.revision)} by now, not ${String(input.revision)}: read it again`,
        );
      const answered = await this.store.checked([id], 'all', manager);
      const removed = answered.find(
        ({ hall, line }) => !input.halls.includes(hall) || !input.lines.some(({ id: lineId }) => lineId === line),
      );
      if (removed !== undefined)
        throw conflict(
          'round-answered',
          `line "${removed.line}" was answered in hall "${removed.hall}": both have to stay`,
        );
      await this.store.update(manager, id, input, caller.name, new Date(this.clock.now()));
      const auditView = (round: StoredRound | RoundChange) => ({ ...planOf(round), state: round.state });
      await this.audit.record(
        { actor, action: 'round.change', target: `round/${id}`, before: auditView(before), after: auditView(input) },
        manager,
      );
    });
    return this.one(id, caller);
  }

  /** @throws {AppError} 404 for a round without a hall in scope */
  async seen(id: string, caller: Caller): Promise<StoredRound> {
    const round = await this.store.one(id);
    if (round?.halls.some((hall) => inScope(caller.halls, hall)) !== true) throw unknownRound(id);
    return round;
  }

  async namesOfHalls(): Promise<(code: string) => string> {
    const { organisation } = (await this.grounds.load()).parts;
    const names = new Map((organisation?.halls ?? []).map(({ code, name }) => [code, name]));
    return (code) => names.get(code) ?? code;
  }

  private async assertHalls(halls: readonly string[], caller: Caller): Promise<void> {
    const { organisation } = (await this.grounds.fresh()).parts;
    const known = new Set((organisation?.halls ?? []).map(({ code }) => code));
    const faults = halls.flatMap((hall, at) =>
      known.has(hall) ? [] : [{ path: `halls.${String(at)}`, message: `the organisation has no hall "${hall}"` }],
    );
    if (faults.length > 0) throw unprocessable('unknown-hall', 'not every hall named exists', faults);
    if (halls.some((hall) => !inScope(caller.halls, hall)))
      throw forbidden('hall-out-of-scope', 'a round is made by those who see all of its halls');
  }
}

/** Serialises changes of a round, even before its row exists. */
const hold = async (manager: EntityManager, id: string): Promise<void> => {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`round/${id}`]);
};

const planOf = ({ name, halls, from, to, lines }: NewRound | StoredRound | RoundChange): object => ({
  name,
  halls,
  from,
  to,
  lines: lines.map(({ id, area, question }) => ({ id, area, question })),
});

function roundDoc(round: StoredRound, scope: HallScope, nameOf: (code: string) => string): Round {
  return {
    ...round,
    halls: round.halls.filter((hall) => inScope(scope, hall)).map((code) => ({ code, name: nameOf(code) })),
    madeAt: round.madeAt.toISOString(),
    changedAt: round.changedAt.toISOString(),
  };
}

export const unknownRound = (id: string): AppError => notFound('unknown-round', `there is no round "${id}"`);
export const notInRound = (hall: string): AppError =>
  notFound('hall-not-in-round', `the round does not go through hall "${hall}"`);
