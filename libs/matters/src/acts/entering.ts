import { MATTER_DESK, type Caller, type CreatedMatter, type NewMatter } from '@cockpit/contracts';
import { AuditLog, assertHall } from '@cockpit/access';
import { conflict, forbidden, unprocessable } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DataSource } from 'typeorm';
import { GroundsLoader } from '../grounds/grounds-loader';
import type { Grounds } from '../grounds/grounds';
import { matterId } from '../names';
import { ActStore, holdMatter } from '../tables/act-store';
import { ActDoor } from './act-door';
import { MatterFiles } from './matter-files';
import { toTellOf } from '../tables/acts-to-tell';
import type { Doing } from '../doing';
import { Answering } from '../rounds/answering';

/** Matters that people enter; each starts with the same event as matters of other systems. */
@Injectable()
export class Entering {
  constructor(
    private readonly postgres: DataSource,
    private readonly loader: GroundsLoader,
    private readonly store: ActStore,
    private readonly door: ActDoor,
    private readonly audit: AuditLog,
    private readonly answering: Answering,
    private readonly files: MatterFiles,
  ) {}

  /** Idempotent by key. @throws {AppError} 403 for a hall or unit out of scope, 422 for unknown references */
  async enter(input: NewMatter, { caller, actor, correlationId }: Doing): Promise<CreatedMatter> {
    const grounds = await this.loader.fresh();
    const content = contentOf(input, caller, grounds);
    const caseId = caseOf(input.key);
    const id = matterId({ register: grounds.registerOf(MATTER_DESK), caseId });
    const files = await this.files.bring({ id, source: MATTER_DESK, caseId }, input.files ?? [], caller);
    const data: Record<string, unknown> = {
      ...content,
      act: { by: caller.name, ...(files.length === 0 ? {} : { files }) },
    };
    return this.postgres.transaction(async (manager) => {
      await holdMatter(manager, id);
      const existing = await this.store.first(manager, MATTER_DESK, caseId);
      if (existing !== null) {
        if (!isDeepStrictEqual(existing.data, { ...data, caseId }))
          throw conflict('key-reused', 'this key was used for another matter');
        return { id, caseId, at: new Date(existing.time).toISOString(), repeated: true };
      }
      const time = nowOf(input.hall, grounds);
      assertAhead(data, time);
      const { round, hall, key, title } = input;
      if (round !== undefined && hall !== undefined)
        await this.answering.found(manager, round, { hall, key, title }, caller);
      const act = { source: MATTER_DESK, id: input.key, type: 'hall.case.accepted' as const, time };
      const stored = await this.door.tell({ ...act, data: { ...data, caseId } }, caller, correlationId);
      const unit = typeof data['unit'] === 'string' ? data['unit'] : null;
      const about = { matterId: id, caseId, title, hall: input.hall ?? null, unit, officerId: null };
      // the caller's own unit needs no notification
      const isOwn = caller.units?.includes(unit ?? '') === true;
      const toTell = isOwn ? null : toTellOf({ act: 'assign' }, about, caller);
      await this.store.store(manager, { ...stored, source: MATTER_DESK, caseId, toTell });
      await this.files.use(
        manager,
        caseId,
        files.map((file) => file.id),
      );
      await this.audit.record(
        { actor, action: 'matter.create', target: `matter/${id}`, after: stored.event.data },
        manager,
      );
      return { id, caseId, at: new Date(time).toISOString(), repeated: false };
    });
  }
}

/** The case id is derived from the key, so that a retry creates no second matter. */
const caseOf = (key: string): string => `desk-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;

/** The current time of the hall, or ours if the hall never had an event. */
const nowOf = (hall: string | undefined, grounds: Grounds): number =>
  Math.trunc(grounds.nowOf(hall ?? null)) || grounds.parts.wallNow;

function assertAhead({ dueAt }: Record<string, unknown>, now: number): void {
  if (typeof dueAt === 'string' && Date.parse(dueAt) <= now)
    throw unprocessable('due-in-the-past', 'it is due before now');
}

function dueOf({ dueAt, dueOn, hall }: NewMatter, grounds: Grounds): { dueAt?: string } {
  if (dueOn === undefined) return dueAt === undefined ? {} : { dueAt };
  return { dueAt: new Date(grounds.closingOn(hall ?? null, dueOn)).toISOString() };
}

function contentOf(input: NewMatter, caller: Caller, grounds: Grounds): Record<string, unknown> {
  const { hall, item, kind, nature, channel, enterpriseRef, title, text, area, round } = input;
  if (hall !== undefined && caller.units === undefined) assertHall(caller, hall);
  if (hall === undefined && caller.halls !== 'all' && caller.units === undefined)
    throw forbidden('hall-out-of-scope', 'name one of your halls');
  const { organisation } = grounds.parts;
  if (item !== undefined && organisation?.items.some(({ code }) => code === item) !== true)
    throw unprocessable('unknown-item', `the catalogue has no item "${item}"`);
  const unit = input.unit ?? caller.units?.[0] ?? hall ?? organisation?.bureau.code ?? 'bureau';
  if (caller.units !== undefined && !caller.units.includes(unit))
    throw forbidden('unit-out-of-scope', `the account does not speak for "${unit}"`);
  // only those who assign matters choose another unit
  if (caller.role === 'officer' && unit !== hall)
    throw forbidden('unit-out-of-scope', `an officer enters matters of their hall, and "${unit}" is another unit`);
  return {
    ...(hall === undefined ? {} : { hallId: hall }),
    kind,
    ...(nature === undefined ? {} : { nature }),
    ...(item === undefined ? {} : { item }),
    channel,
    unit,
    ...(enterpriseRef === undefined ? {} : { enterpriseRef }),
    ...dueOf(input, grounds),
    about: {
      title,
      ...(text ? { text } : {}),
      ...(area ? { area } : {}),
      ...(round === undefined ? {} : { round: { id: round.id, line: round.line } }),
    },
  };
}
