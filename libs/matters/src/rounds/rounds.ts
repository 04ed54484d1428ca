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

/** Answers of a line that are shown; all of them are kept. */
const ANSWERS_SHOWN = 20;

/** Inspection rounds (督导检查): who sees which, and what may be changed of one that was begun. */
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

  /** The latest made first. */
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
    return stored.map((one) => {
      const { lines, ...round } = roundDoc(one, caller.halls, nameOf);
      const found = findings.find(({ round: id }) => id === one.id);
      return {
        ...round,
        lines: lines.length * round.halls.length,
        checked: checked.filter(({ round: id }) => id === one.id).length,
        ...{ findings: found?.findings ?? 0, rectified: found?.rectified ?? 0 },
      };
    });
  }

  /** @throws {AppError} 404 where there is none with a hall of the caller's */
  async one(id: string, caller: Caller): Promise<Round> {
    return roundDoc(await this.seen(id, caller), caller.halls, await this.namesOfHalls());
  }

  /** The check list of one hall, each line with what was answered. @throws {AppError} 404, 403 for a hall of others */
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

  /** @throws {AppError} 409 where another round has the id, 403 and 422 for halls */
  async make(asked: NewRound, { caller, actor }: Doing): Promise<{ round: Round; isNew: boolean }> {
    await this.assertHalls(asked.halls, caller);
    const isNew = await this.postgres.transaction(async (manager) => {
      await hold(manager, asked.id);
      const before = await this.store.one(asked.id, manager);
      if (before !== null) {
        if (isDeepStrictEqual(planOf(before), planOf(asked))) return false;
        throw conflict('round-exists', `there is a round "${asked.id}" already`);
      }
      await this.store.insert(manager, asked, caller.name, new Date(this.clock.now()));
      await this.audit.record(
        { actor, action: 'round.create', target: `round/${asked.id}`, after: planOf(asked) },
        manager,
      );
      return true;
    });
    return { round: await this.one(asked.id, caller), isNew };
  }

  /**
   * The whole round anew. @throws {AppError} 409 where somebody else was faster, or for a hall or line taken away that has answers;
   * 403 for whoever does not see all of it
   */
  async change(id: string, asked: RoundChange, { caller, actor }: Doing): Promise<Round> {
    await this.seen(id, caller);
    await this.assertHalls(asked.halls, caller);
    await this.postgres.transaction(async (manager) => {
      await hold(manager, id);
      const before = await this.store.held(id, 'change', manager);
      if (before === null) throw unknownRound(id);
      for (const hall of before.halls) assertHall(caller, hall);
      if (before.revision !== asked.revision)
        throw conflict(
          'round-changed',
          `the round is at revision ${String(before.revision)} by now, not ${String(asked.revision)}: read it again`,
        );
      const answered = await this.store.checked([id], 'all', manager);
      const gone = answered.find(
        ({ hall, line }) => !asked.halls.includes(hall) || !asked.lines.some((one) => one.id === line),
      );
      if (gone !== undefined)
        throw conflict('round-answered', `line "${gone.line}" was answered in hall "${gone.hall}": both have to stay`);
      await this.store.update(manager, id, asked, caller.name, new Date(this.clock.now()));
      const said = (round: StoredRound | RoundChange) => ({ ...planOf(round), state: round.state });
      await this.audit.record(
        { actor, action: 'round.change', target: `round/${id}`, before: said(before), after: said(asked) },
        manager,
      );
    });
    return this.one(id, caller);
  }

  /** @throws {AppError} 404 where there is none with a hall of the caller's */
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

/** One change of a round at a time, also before there is a row of it. */
const hold = async (manager: EntityManager, id: string): Promise<void> => {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`round/${id}`]);
};

const planOf = ({ name, halls, from, to, lines }: NewRound | StoredRound | RoundChange): object => ({
  ...{ name, halls, from, to },
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
