import type { Caller, FindingOfRound, NewRoundAnswer, RoundAnswered } from '@cockpit/contracts';
import { AuditLog, assertHall, inScope } from '@cockpit/access';
import { CLOCK, conflict, forbidden, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Doing } from '../doing';
import { RoundStore, answerDoc, type StoredAnswer } from './round-store';
import { notInRound, unknownRound } from './rounds';

type Entry = Pick<StoredAnswer, 'hall' | 'key' | 'line' | 'answer' | 'note'> & { at: string };

/** What inspectors say of the lines of a check list. Whoever is unsure whether it arrived sends it again, under its key. */
@Injectable()
export class Answering {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: RoundStore,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {AppError} 404 for a round, hall or line that there is not, 409 for one that has ended or a key used for something else */
  async answer(id: string, hall: string, asked: NewRoundAnswer, { caller, actor }: Doing): Promise<RoundAnswered> {
    assertHall(caller, hall);
    const { key, line, answer, at } = asked;
    const entry: Entry = { hall, key, line, answer, at, note: asked.note === '' ? null : (asked.note ?? null) };
    return this.postgres.transaction(async (manager) => {
      const before = await this.before(manager, id, entry, caller);
      if (before !== null) return { ...answerDoc(before), repeated: true };
      const kept = await this.accept(manager, id, entry, caller);
      await this.audit.record(
        { actor, action: 'round.answer', target: `round/${id}`, after: { hall, line, answer, note: kept.note } },
        manager,
      );
      return { ...answerDoc(kept), repeated: false };
    });
  }

  /** A finding answers its line. To be called where it is entered, in the same transaction, once. @throws {AppError} as `answer` does */
  async found(
    manager: EntityManager,
    { id, line, at }: FindingOfRound,
    { hall, key, title }: { hall: string; key: string; title: string },
    caller: Caller,
  ): Promise<void> {
    // whoever enters it sees what becomes of it, and the other halls' findings of the round
    if (caller.role === 'officer' || caller.role === 'unit')
      throw forbidden('role-not-allowed', `the role ${caller.role} does not inspect`);
    const entry: Entry = { hall, key, line, answer: 'finding', at, note: title };
    if ((await this.before(manager, id, entry, caller)) === null) await this.accept(manager, id, entry, caller);
  }

  /** The entry, where it has arrived before: then it does not matter whether the round has ended meanwhile. */
  private async before(
    manager: EntityManager,
    id: string,
    { hall, key, line, answer, note }: Entry,
    caller: Caller,
  ): Promise<StoredAnswer | null> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`round-answer/${id}/${key}`]);
    const kept = await this.store.answerOf(manager, id, key);
    if (kept === null) return null;
    const same =
      kept.hall === hall &&
      kept.line === line &&
      kept.answer === answer &&
      kept.note === note &&
      kept.by === caller.name;
    if (!same) throw conflict('key-reused', 'this key was used for another entry');
    return kept;
  }

  private async accept(manager: EntityManager, id: string, entry: Entry, caller: Caller): Promise<StoredAnswer> {
    const round = await this.store.held(id, 'answer', manager);
    if (round?.halls.some((hall) => inScope(caller.halls, hall)) !== true) throw unknownRound(id);
    if (!round.halls.includes(entry.hall)) throw notInRound(entry.hall);
    if (!round.lines.some(({ id: line }) => line === entry.line))
      throw unprocessable('unknown-round-line', `the check list has no line "${entry.line}"`);
    if (round.state === 'ended') throw conflict('round-ended', 'the round has ended');
    const now = this.clock.now();
    // a telephone whose clock is ahead does not outlast what others say later
    const at = new Date(Math.min(Date.parse(entry.at), now));
    const kept: StoredAnswer = { ...entry, by: caller.name, at, receivedAt: new Date(now) };
    await this.store.storeAnswer(manager, id, kept);
    return kept;
  }
}
