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
import { eventOfAct, type Asked } from './act-event';
import type { Doing } from '../doing';
import { MatterFiles } from './matter-files';
import { ActStore, asEvent, holdMatter } from '../tables/act-store';
import { revisionOf } from '../tables/revision';

interface Seen {
  row: Row;
  history: CaseHistory;
}

/** Acts on matters: each is judged by the history as it is at that moment, one act on a matter at a time. */
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

  /** @throws {AppError} 409 saying who was quicker, or why it cannot be done now; 403 when somebody else may */
  async act(id: string, asked: Asked, doing: Doing): Promise<ActAnswer> {
    const grounds = await this.loader.fresh();
    const seen = (await this.see([id], doing.caller, grounds)).get(id);
    return this.one(id, seen, asked, doing, grounds);
  }

  /** The same on each; what is refused on one does not keep it from the others. */
  async each(ids: readonly string[], asked: Asked, doing: Doing): Promise<ActAnswers> {
    const grounds = await this.loader.fresh();
    const seen = await this.see(ids, doing.caller, grounds);
    const items: ActAnswers['items'] = [];
    for (const id of new Set(ids)) {
      try {
        const answer = await this.one(id, seen.get(id), asked, doing, grounds);
        items.push({ id, answer, problem: null });
      } catch (error) {
        // what is no refusal, such as a store that is away, is nobody's answer
        if (!(error instanceof AppError) || error.status >= 500 || error.status === 429) throw error;
        items.push({ id, answer: null, problem: { code: error.code, detail: error.message } });
      }
    }
    const refused = items.filter(({ problem }) => problem !== null).length;
    return { done: items.length - refused, refused, items };
  }

  private async one(
    id: string,
    seen: Seen | undefined,
    asked: Asked,
    doing: Doing,
    grounds: Grounds,
  ): Promise<ActAnswer> {
    if (seen === undefined) throw notFound('unknown-matter', `there is no matter "${id}"`);
    if (asked.act === 'assign' && asked.hall !== undefined) assertHall(doing.caller, asked.hall);
    return this.postgres.transaction(async (manager) => {
      await holdMatter(manager, id);
      const events = await this.store.join(seen.row, seen.history.events, grounds, manager);
      const matter = foldMatter(seen.row.caseId, events);
      const eventId = `${id}/${asked.key}`;
      const files = await this.files.named(manager, seen.row, asked.files ?? []);
      const made = eventOfAct({ ...asked, files }, matter, doing.caller);
      const before = events.find((event) => event.id === eventId);
      if (before !== undefined) return repeated(id, asked, before, made, events, matter);
      assertPossible(matter, events, asked, doing.caller);
      const mentions = await called(manager, asked.mentions ?? []);
      const last = events.reduce((latest, { time }) => Math.max(latest, time), 0);
      // after everything that is known of it, also where the clock of its hall stands still
      const time = Math.max(Math.trunc(grounds.nowOf(seen.row.hall)), last + 1);
      return this.tell(
        manager,
        { id, asked: { ...asked, mentions }, seen, doing, events },
        { ...made, id: eventId, time },
      );
    });
  }

  /** The door first: what is kept here beside it only bridges the moment until the event has arrived. */
  private async tell(
    manager: EntityManager,
    { id, asked, seen, doing, events }: { id: string; asked: Asked; seen: Seen; doing: Doing; events: MatterEvent[] },
    made: Pick<MatterEvent, 'id' | 'type' | 'time'> & { data: Record<string, unknown> },
  ): Promise<ActAnswer> {
    const { caller, actor, correlationId } = doing;
    const source = actsSourceOf(seen.history.source);
    const { identity, event } = await this.door.tell({ ...made, source }, caller, correlationId);
    const after = [...events, asEvent(identity, event)];
    const matter = foldMatter(seen.row.caseId, after);
    const { caseId, unit } = matter;
    const officerId = matter.officerId ?? matter.accepted?.rating?.officerId ?? null;
    const title = matter.accepted?.about?.title ?? null;
    const about = { matterId: id, caseId, title, hall: asked.hall ?? seen.row.hall, unit, officerId };
    await this.store.store(manager, { identity, source, caseId, event, toTell: toTellOf(asked, about, caller) });
    await this.audit.record(
      {
        actor,
        action: `matter.${asked.act}`,
        target: `matter/${id}`,
        after: { caseId, ...event.data },
      },
      manager,
    );
    return {
      ...{ id, act: asked.act, eventId: event.id, at: new Date(event.time).toISOString(), by: caller.name },
      ...{ step: stepOf(matter), revision: revisionOf(after), repeated: false },
    };
  }

  /** Those the caller may see, with their histories, by id. */
  private async see(ids: readonly string[], caller: Caller, grounds: Grounds): Promise<Map<string, Seen>> {
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

function assertPossible(matter: Matter, events: readonly MatterEvent[], asked: Asked, caller: Caller): void {
  const refusal = judgeAct(matter, asked.act, caller);
  if (refusal === 'role') throw forbidden('role-not-allowed', `the role ${caller.role} may not ${asked.act}`);
  if (asked.revision !== undefined && asked.revision !== revisionOf(events))
    throw conflict('matter-changed', lastDone(matter));
  if (refusal === 'kind') throw conflict('act-not-possible', `${asked.act} is nothing for this kind of matter`);
  if (refusal === 'step') throw conflict('act-not-possible', `it is ${stepOf(matter)}: ${lastDone(matter)}`);
  if (refusal === 'own-work') throw conflict('own-work', `${caller.name} closed it, and cannot verify it`);
  if (refusal === 'never-accepted') throw conflict('act-without-acceptance', 'its acceptance has not arrived');
}

/** What those are called whom a comment names: by that name rosters and lists of persons know them. */
async function called(manager: EntityManager, accounts: readonly string[]): Promise<string[]> {
  const names = await namesOfAccounts(manager, accounts);
  const unknown = accounts.filter((account) => !names.has(account));
  if (unknown.length > 0) throw unprocessable('unknown-mention', `there is no account ${unknown.join(', ')}`);
  return accounts.map((account) => names.get(account) ?? account);
}

/** Who did what last, and when. */
function lastDone({ path }: Matter): string {
  const last = path.at(-1);
  if (last === undefined) return 'nothing is known of it';
  return `${last.what} by ${last.act?.by ?? 'its source'} at ${new Date(last.at).toISOString()}`;
}

function repeated(
  id: string,
  asked: Asked,
  before: MatterEvent,
  made: { type: string; data: Record<string, unknown> },
  events: readonly MatterEvent[],
  matter: Matter,
): ActAnswer {
  const said = before.data.act;
  if (before.type !== made.type || said === undefined || !isDeepStrictEqual({ ...said }, made.data['act']))
    throw conflict('key-reused', 'this key was used for another act');
  return {
    ...{ id, act: asked.act, eventId: before.id, at: new Date(before.time).toISOString(), by: said.by },
    ...{ step: stepOf(matter), revision: revisionOf(events), repeated: true },
  };
}
