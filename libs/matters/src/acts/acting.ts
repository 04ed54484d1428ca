import type { ClickHouseClient } from '@clickhouse/client';
import { actsSourceOf, type ActAnswer, type ActAnswers, type Caller } from '@cockpit/contracts';
import { AuditLog, assertHall, namesOfAccounts } from '@cockpit/access';
import { foldMatter, judgeAct, stepOf, type Matter, type MatterEvent } from '@cockpit/domain';
import {
  AppError,
  CLICKHOUSE_READER,
  conflict,
  forbidden,
  notFound,
  selectRows,
  unprocessable,
} from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { Row, SELECT, scopeOf } from '../api/matter-rows';
import { GroundsLoader } from '../grounds/grounds-loader';
import type { Grounds } from '../grounds/grounds';
import { CaseEvents, type CaseHistory } from '../tables/case-events';
import { ActDoor } from './act-door';
import { toTellOf } from '../tables/acts-to-tell';
import { eventOfAct, type ActRequest } from './act-event';
import type { Doing } from '../doing';
import { MatterFiles } from './matter-files';
import { ActStore, asEvent, holdMatter } from '../tables/act-store';
import { revisionOf } from '../tables/revision';

interface Visible {
  row: Row;
  history: CaseHistory;
}

/** Performs acts on matters. Each is checked against the current history, one act per matter at a time. */
@Injectable()
export class Acting {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly loader: GroundsLoader,
    private readonly events: CaseEvents,
    private readonly store: ActStore,
    private readonly door: ActDoor,
    private readonly audit: AuditLog,
    private readonly files: MatterFiles,
  ) {}

  /** @throws {AppError} 409 with the person who was faster or the reason why it is impossible; 403 without the right */
  async act(id: string, request: ActRequest, doing: Doing): Promise<ActAnswer> {
    const grounds = await this.loader.fresh();
    const visible = (await this.readVisible([id], doing.caller, grounds)).get(id);
    return this.one(id, visible, request, doing, grounds);
  }

  /** Performs the same act on each matter; refusals are reported per matter. */
  async each(ids: readonly string[], request: ActRequest, doing: Doing): Promise<ActAnswers> {
    const grounds = await this.loader.fresh();
    const visible = await this.readVisible(ids, doing.caller, grounds);
    const items: ActAnswers['items'] = [];
    for (const id of new Set(ids)) {
      try {
        const answer = await this.one(id, visible.get(id), request, doing, grounds);
        items.push({ id, answer, problem: null });
      } catch (error) {
        // only refusals are reported per matter; other errors fail the whole request
        if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) throw error;
        items.push({ id, answer: null, problem: { code: error.code, detail: error.message } });
      }
    }
    const refused = items.filter(({ problem }) => problem !== null).length;
    return { done: items.length - refused, refused, items };
  }

  private async one(
    id: string,
    visible: Visible | undefined,
    request: ActRequest,
    doing: Doing,
    grounds: Grounds,
  ): Promise<ActAnswer> {
    if (visible === undefined) throw notFound('unknown-matter', `there is no matter "${id}"`);
    if (request.act === 'assign' && request.hall !== undefined) assertHall(doing.caller, request.hall);
    return this.postgres.transaction(async (manager) => {
      await holdMatter(manager, id);
      const events = await this.store.join(visible.row, visible.history.events, grounds, manager);
      const matter = foldMatter(visible.row.caseId, events);
      const eventId = `${id}/${request.key}`;
      const files = await this.files.named(manager, visible.row, request.files ?? []);
      const draft = eventOfAct({ ...request, files }, matter, doing.caller);
      const existing = events.find((event) => event.id === eventId);
      if (existing !== undefined) return repeated(id, request, existing, draft, events, matter);
      assertPossible(matter, events, request, doing.caller);
      const mentions = await nameMentioned(manager, request.mentions ?? []);
      const last = events.reduce((latest, { time }) => Math.max(latest, time), 0);
      // later than all known events, even if the hall clock stands still
      const time = Math.max(Math.trunc(grounds.nowOf(visible.row.hall)), last + 1);
      return this.tell(
        manager,
        { id, request: { ...request, mentions }, seen: visible, doing, events },
        { ...draft, id: eventId, time },
      );
    });
  }

  /** Sends the event first; the row stored here only bridges the time until it arrives. */
  private async tell(
    manager: EntityManager,
    {
      id,
      request,
      seen: visible,
      doing,
      events,
    }: { id: string; request: ActRequest; seen: Visible; doing: Doing; events: MatterEvent[] },
    draft: Pick<MatterEvent, 'id' | 'type' | 'time'> & { data: Record<string, unknown> },
  ): Promise<ActAnswer> {
    const { caller, actor, correlationId } = doing;
    const source = actsSourceOf(visible.history.source);
    const { identity, event } = await this.door.tell({ ...draft, source }, caller, correlationId);
    const after = [...events, asEvent(identity, event)];
    const matter = foldMatter(visible.row.caseId, after);
    const { caseId, unit } = matter;
    const officerId = matter.officerId ?? matter.accepted?.rating?.officerId ?? null;
    const title = matter.accepted?.about?.title ?? null;
    const about = { matterId: id, caseId, title, hall: request.hall ?? visible.row.hall, unit, officerId };
    await this.store.store(manager, { identity, source, caseId, event, toTell: toTellOf(request, about, caller) });
    await this.audit.record(
      {
        actor,
        action: `matter.${request.act}`,
        target: `matter/${id}`,
        after: { caseId, ...event.data },
      },
      manager,
    );
    return {
      id,
      act: request.act,
      eventId: event.id,
      at: new Date(event.time).toISOString(),
      by: caller.name,
      step: stepOf(matter),
      revision: revisionOf(after),
      repeated: false,
    };
  }

  /** Visible matters with their histories, by id. */
  private async readVisible(ids: readonly string[], caller: Caller, grounds: Grounds): Promise<Map<string, Visible>> {
    const params: Record<string, unknown> = { ids: [...ids] };
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.acted-on',
      params,
      row: Row,
      sql: `SELECT ${SELECT} FROM matter FINAL WHERE ${['id IN {ids:Array(String)}', ...scopeOf(caller, params)].join(' AND ')}`,
    });
    const histories = await this.events.readHistories(rows, (name) => grounds.registerOf(name));
    return new Map(
      rows.flatMap((row) => {
        const history = histories.get(row.id);
        return history === undefined ? [] : [[row.id, { row, history }] as const];
      }),
    );
  }
}

function assertPossible(matter: Matter, events: readonly MatterEvent[], request: ActRequest, caller: Caller): void {
  const refusal = judgeAct(matter, request.act, caller);
  if (refusal === 'role') throw forbidden('role-not-allowed', `the role ${caller.role} may not ${request.act}`);
  if (request.revision !== undefined && request.revision !== revisionOf(events))
    throw conflict('matter-changed', lastDone(matter));
  if (refusal === 'kind') throw conflict('act-not-possible', `${request.act} is nothing for this kind of matter`);
  if (refusal === 'step') throw conflict('act-not-possible', `it is ${stepOf(matter)}: ${lastDone(matter)}`);
  if (refusal === 'own-work') throw conflict('own-work', `${caller.name} closed it, and cannot verify it`);
  if (refusal === 'never-accepted') throw conflict('act-without-acceptance', 'its acceptance has not arrived');
}

/** Display names of mentioned accounts, which rosters and address lists use. */
async function nameMentioned(manager: EntityManager, accounts: readonly string[]): Promise<string[]> {
  const names = await namesOfAccounts(manager, accounts);
  const unknown = accounts.filter((account) => !names.has(account));
  if (unknown.length > 0) throw unprocessable('unknown-mention', `there is no account ${unknown.join(', ')}`);
  return accounts.map((account) => names.get(account) ?? account);
}

/** The last step with its author and time. */
function lastDone({ path }: Matter): string {
  const last = path.at(-1);
  if (last === undefined) return 'nothing is known of it';
  return `${last.what} by ${last.act?.by ?? 'its source'} at ${new Date(last.at).toISOString()}`;
}

function repeated(
  id: string,
  request: ActRequest,
  existing: MatterEvent,
  draft: { type: string; data: Record<string, unknown> },
  events: readonly MatterEvent[],
  matter: Matter,
): ActAnswer {
  const existingAct = existing.data.act;
  if (
    existing.type !== draft.type ||
    existingAct === undefined ||
    !isDeepStrictEqual({ ...existingAct }, draft.data['act'])
  )
    throw conflict('key-reused', 'this key was used for another act');
  return {
    id,
    act: request.act,
    eventId: existing.id,
    at: new Date(existing.time).toISOString(),
    by: existingAct.by,
    step: stepOf(matter),
    revision: revisionOf(events),
    repeated: true,
  };
}
