import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Caller, type Condition, type DismissedAs, type Severity, type Warning } from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { DecisionClock, LiveSections } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { conflict, notFound } from '@cockpit/platform';
import { deliveriesOf } from '@cockpit/notify';
import { DataSource, In, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Escalations } from './escalation/escalations';
import { toEscalation } from './escalation/escalation.entity';
import { isOver, mayHandle } from './life/transitions';
import { endOf } from './loop/ending';
import { isMarked, mark } from './loop/marks';
import { WATCHDOG } from './rules/pulse-rules';
import { WarningNotices } from './notices';
import { Silences } from './silence/silences';
import { silencedUntil } from './silence/quiet';
import { lifeOf, record } from './warning-rows';
import { WarningRow, WarningTransitionRow, toWarning } from './warning.entity';

const SHOWN: Condition[] = ['firing', 'recovering', 'no_data', 'error'];

export interface WarningFilter {
  halls: 'all' | readonly string[];
  conditions?: readonly Condition[] | undefined;
  rule?: string | undefined;
  severity?: Severity | undefined;
  /** whether it ever fired */
  fired?: boolean | undefined;
  /** continue after this one, newest first */
  after?: { since: Date; id: string } | undefined;
  limit: number;
}

/** Warnings as they lie in Postgres, and what people do about them. */
@Injectable()
export class WarningStore implements OnModuleInit {
  constructor(
    private readonly postgres: DataSource,
    private readonly clock: DecisionClock,
    private readonly hallClock: HallClock,
    private readonly sections: LiveSections,
    private readonly silences: Silences,
    private readonly notices: WarningNotices,
    private readonly escalations: Escalations,
  ) {}

  onModuleInit(): void {
    this.sections.register('warnings', (manager, hall) => this.shown(manager, hall));
  }

  async list({ halls, conditions, rule, severity, fired, after, limit }: WarningFilter): Promise<WarningRow[]> {
    const query = this.postgres
      .createQueryBuilder(WarningRow, 'w')
      .orderBy('w.since', 'DESC')
      .addOrderBy('w.id', 'DESC')
      .limit(limit);
    if (halls !== 'all') query.andWhere('w.hall = ANY(:halls)', { halls });
    if (conditions !== undefined) query.andWhere('w.condition = ANY(:conditions)', { conditions });
    if (severity !== undefined) query.andWhere('w.severity = :severity', { severity });
    if (fired !== undefined) query.andWhere(`(w.firedAt IS NOT NULL) = :fired`, { fired });
    if (rule === undefined) query.andWhere('w.rule <> :watchdog', { watchdog: WATCHDOG });
    else query.andWhere('w.rule = :rule', { rule });
    if (after !== undefined) query.andWhere('(w.since, w.id) < (:since, :id)', after);
    return query.getMany();
  }

  /** Warnings that are shown, by rule: one whose condition has yet to last counts nowhere. */
  async countLive(halls: WarningFilter['halls']): Promise<Map<string, number>> {
    const rows = z
      .array(z.object({ rule: z.string(), count: z.coerce.number() }))
      .parse(
        await this.postgres.query(
          'SELECT rule, count(*) AS count FROM warning WHERE condition = ANY($3) AND rule <> $2 AND ($1::text[] IS NULL OR hall = ANY($1)) GROUP BY rule',
          [halls === 'all' ? null : halls, WATCHDOG, SHOWN],
        ),
      );
    return new Map(rows.map(({ rule, count }) => [rule, count]));
  }

  /** @throws {AppError} 404 also for a warning of a hall the caller may not see: what one may not see, is not there */
  async one(id: string, caller: Pick<Caller, 'halls'>): Promise<Warning> {
    const row = await this.find(id, caller);
    const transitions = await this.postgres.manager.find(WarningTransitionRow, {
      where: { warningId: id },
      order: { id: 'ASC' },
    });
    const [held = toWarning(row)] = await this.withHolders([row]);
    return { ...held, ...toWarning(row, transitions) };
  }

  /** Warnings with who has each, and whether messages about it have arrived. */
  async withHolders(rows: readonly WarningRow[], manager: EntityManager = this.postgres.manager): Promise<Warning[]> {
    const holders = await this.escalations.find(
      manager,
      rows.map(({ id }) => id),
    );
    const told = await deliveriesOf(
      manager,
      rows.map(({ id }) => `warning/${id}`),
    );
    return rows.map((row) => {
      const holder = holders.get(row.id);
      const sent = told.get(`warning/${row.id}`);
      return {
        ...toWarning(row),
        ...(holder === undefined ? {} : { escalation: toEscalation(holder) }),
        ...(sent === undefined ? {} : { told: sent }),
      };
    });
  }

  /** @throws {AppError} 409 when it is over, or has been seen to already */
  async acknowledge(id: string, caller: Holder, also?: Also): Promise<Warning> {
    const decide = (row: WarningRow): Handled => {
      if (isOver(lifeOf(row).condition)) throw conflict('warning-over', 'the warning is over');
      if (!mayHandle(lifeOf(row).handling, 'acknowledged'))
        throw conflict('warning-handled', `the warning is ${row.handling}`);
      return {
        change: { handling: 'acknowledged', acknowledgedBy: caller.name, acknowledgedAt: 'now' },
        to: 'acknowledged',
        from: row.handling,
      };
    };
    return this.handle(id, caller, decide, also);
  }

  /** @throws {AppError} 409 when it is over, or still holds and no reason is given */
  async resolve(id: string, caller: Caller, { reason, dismissedAs }: Ending): Promise<Warning> {
    const acted = await isMarked(this.postgres.manager, id, 'acted');
    return this.handle(id, caller, (row) => {
      const { condition } = lifeOf(row);
      if (isOver(condition)) throw conflict('warning-over', 'the warning is over');
      if (condition !== 'recovering' && reason === undefined)
        throw conflict('warning-holds', 'the condition still holds: say why it is resolved all the same');
      return {
        change: {
          condition: 'resolved',
          handling: 'explained',
          clearedAt: 'now',
          endedAs: endOf({ explained: reason !== undefined, acted, went: null }),
          ...(dismissedAs === undefined ? {} : { dismissedAs }),
        },
        to: 'resolved',
        from: condition,
        reason,
      };
    });
  }

  /** That a page has shown these to whoever is signed in there: the first time counts, and what is over or not theirs is passed over. */
  async seen(ids: readonly string[], caller: Caller): Promise<number> {
    const rows = await this.postgres.manager.findBy(WarningRow, { id: In([...ids]), condition: In(SHOWN) });
    const mine = rows.filter(({ hall }) => inScope(caller.halls, hall));
    for (const hall of new Set(mine.map((row) => row.hall))) {
      const shown = mine.filter((row) => row.hall === hall).map((row) => row.id);
      const at = await this.hallClock.now(hall);
      await mark(this.postgres.manager, shown, { kind: 'seen', at, actor: caller.name });
    }
    return mine.length;
  }

  private async handle(
    id: string,
    caller: Holder,
    decide: (row: WarningRow) => Handled,
    also?: Also,
  ): Promise<Warning> {
    const { hall } = await this.find(id, caller);
    const now = new Date(await this.hallClock.now(hall));
    await this.clock.change(hall, async (manager) => {
      const row = await manager.findOneByOrFail(WarningRow, { id });
      const { change, from, to, reason } = decide(row);
      const dated = Object.fromEntries(
        Object.entries(change).map(([key, value]) => [key, value === 'now' ? now : value]),
      );
      await manager.update(WarningRow, { id }, dated);
      const axis = to === 'resolved' ? 'condition' : 'handling';
      await record(
        manager,
        id,
        [{ axis, from, to, ...(reason === undefined ? {} : { reason }) }],
        now.getTime(),
        caller.name,
      );
      // first, for who is told depends on where it was answered
      await also?.(manager);
      const before = lifeOf(row);
      await this.notices.follow(manager, Object.assign(row, dated), before, now.getTime());
    });
    return this.one(id, caller);
  }

  private async find(id: string, caller: Pick<Caller, 'halls'>): Promise<WarningRow> {
    const row = await this.postgres.manager.findOneBy(WarningRow, { id });
    if (row === null || !inScope(caller.halls, row.hall))
      throw notFound('unknown-warning', `there is no warning "${id}"`);
    return row;
  }

  private async shown(manager: EntityManager, hall: string): Promise<Warning[]> {
    const rows = await manager.find(WarningRow, {
      where: { hall, condition: In(SHOWN) },
      order: { since: 'DESC', id: 'DESC' },
    });
    const now = await this.hallClock.now(hall);
    const silences = await this.silences.ofHall(manager, hall, now);
    const shown = await this.withHolders(
      rows.filter((row) => row.rule !== WATCHDOG),
      manager,
    );
    return shown.map((warning) => {
      const until = silencedUntil(warning, silences, now);
      return until === null ? warning : { ...warning, silencedUntil: new Date(until).toISOString() };
    });
  }
}

/** Who does something about it: somebody signed in, or whoever has a message of it. */
type Holder = Pick<Caller, 'name' | 'halls'>;
/** What is to be done in the same transaction. */
type Also = (manager: EntityManager) => Promise<void>;

interface Ending {
  reason?: string | undefined;
  dismissedAs?: DismissedAs | undefined;
}
interface Handled {
  change: Partial<
    Record<
      'condition' | 'handling' | 'acknowledgedBy' | 'acknowledgedAt' | 'clearedAt' | 'dismissedAs' | 'endedAs',
      string
    >
  >;
  from: string;
  to: string;
  reason?: string | undefined;
}
