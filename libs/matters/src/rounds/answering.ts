import type { Caller, FindingOfRound, NewRoundAnswer, RoundAnswered } from '@cockpit/contracts';
import { AuditLog, assertHall, inScope } from '@cockpit/access';
import { CLOCK, conflict, forbidden, unprocessable, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Doing } from '../doing';
import { RoundStore, answerDoc, type StoredAnswer } from './round-store';
import { notInRound, unknownRound } from './rounds';

type Entry = Pick<StoredAnswer, 'hall' | 'key' | 'line' | 'answer' | 'note'> & { at: string };

/** Inspectors' answers to check list lines; idempotent by key. */
@Injectable()
export class Answering {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: RoundStore,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {AppError} 404 for an unknown round, hall or line, 409 for an ended round or a reused key */
  async answer(id: string, hall: string, input: NewRoundAnswer, { caller, actor }: Doing): Promise<RoundAnswered> {
    assertHall(caller, hall);
    const { key, line, answer, at } = input;
    const entry: Entry = { hall, key, line, answer, at, note: input.note === '' ? null : (input.note ?? null) };
    return this.postgres.transaction(async (manager) => {
      const existing = await this.findRepeated(manager, id, entry, caller);
      if (existing !== null) return { ...answerDoc(existing), repeated: true };
      const stored = await this.accept(manager, id, entry, caller);
      await this.audit.record(
        { actor, action: 'round.answer', target: `round/${id}`, after: { hall, line, answer, note: stored.note } },
        manager,
      );
      return { ...answerDoc(stored), repeated: false };
    });
  }

  /**
   * Records a finding as the answer to its line. Call it once in the transaction that enters the finding. @throws
   * {AppError} as `answer`
   */
  async found(
    manager: EntityManager,
    { id, line, at }: FindingOfRound,
    { hall, key, title }: { hall: string; key: string; title: string },
    caller: Caller,
  ): Promise<void> {
    // the caller will see all findings of the round, which these roles may not
    if (caller.role === 'officer' || caller.role === 'unit')
      throw forbidden('role-not-allowed', `the role ${caller.role} does not inspect`);
    const entry: Entry = { hall, key, line, answer: 'finding', at, note: title };
    if ((await this.findRepeated(manager, id, entry, caller)) === null) await this.accept(manager, id, entry, caller);
  }

  /** The stored answer of this key, if it arrived before; then the state of the round does not matter. */
  private async findRepeated(
    manager: EntityManager,
    id: string,
    { hall, key, line, answer, note }: Entry,
    caller: Caller,
  ): Promise<StoredAnswer | null> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`round-answer/${id}/${key}`]);
    const stored = await this.store.answerOf(manager, id, key);
    if (stored === null) return null;
    const same =
      stored.hall === hall &&
      stored.line === line &&
      stored.answer === answer &&
      stored.note === note &&
      stored.by === caller.name;
    if (!same) throw conflict('key-reused', 'this key was used for another entry');
    return stored;
  }

  private async accept(manager: EntityManager, id: string, entry: Entry, caller: Caller): Promise<StoredAnswer> {
    const round = await this.store.held(id, 'answer', manager);
    if (round?.halls.some((hall) => inScope(caller.halls, hall)) !== true) throw unknownRound(id);
    if (!round.halls.includes(entry.hall)) throw notInRound(entry.hall);
    if (!round.lines.some(({ id: line }) => line === entry.line))
      throw unprocessable('unknown-round-line', `the check list has no line "${entry.line}"`);
    if (round.state === 'ended') throw conflict('round-ended', 'the round has ended');
    const now = this.clock.now();
    // a phone clock that is ahead must not override later answers
    const at = new Date(Math.min(Date.parse(entry.at), now));
    const stored: StoredAnswer = { ...entry, by: caller.name, at, receivedAt: new Date(now) };
    await this.store.storeAnswer(manager, id, stored);
    return stored;
  }
}
