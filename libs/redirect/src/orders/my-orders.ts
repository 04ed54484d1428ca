import { Inject, Injectable } from '@nestjs/common';
import { SHUT_STATES, type Caller, type LiveHall, type MyOrder, type OrderAddressee } from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { DecisionClock, HallConfigs, LiveSnapshots } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { CLOCK, conflict, forbidden, notFound, type Clock } from '@cockpit/platform';
import { DataSource, In, type EntityManager } from 'typeorm';
import { PromptRow } from '../prompt.entity';
import { answer, type Turn } from './life';
import { PromptOrderRow, lifeOf, toOrder } from './order.entity';
import { Orders } from './orders';

/** What has ended stays in the list so long in hall time, so that whoever was asked sees that it is over. */
const ENDED_SHOWN_MS = 3 * 60_000;
/** Who is back late still sees what was asked of today's windows; what is older nobody waits for. */
const SHOWN_MS = 12 * 3_600_000;

type Seen = Pick<LiveHall, 'hall' | 'name' | 'timeZone' | 'now' | 'windows'>;
export interface OrderKey {
  readonly id: string;
  readonly to: OrderAddressee;
}

/**
 * Whether an order is for this caller: an officer's for the window they sit at, and the opening of a window for whoever sits at none; a guide's for guides.
 * Who runs the hall may answer for either.
 */
export function isFor(
  { role, officerId }: Pick<Caller, 'role' | 'officerId'>,
  order: { to: OrderAddressee; windowId: string | null; kind: string },
  windows: Seen['windows'],
): boolean {
  if (role === 'guide') return order.to === 'guide';
  if (role !== 'officer') return true;
  if (order.to !== 'window' || officerId === undefined) return false;
  const own = windows.filter((window) => window.officerId === officerId && !SHUT_STATES.has(window.state));
  return own.some(({ windowId }) => windowId === order.windowId) || (order.kind === 'open' && own.length === 0);
}

/** What the caller is asked to do, and what they say to it. */
@Injectable()
export class MyOrders {
  constructor(
    private readonly postgres: DataSource,
    private readonly orders: Orders,
    private readonly clock: DecisionClock,
    private readonly hallClock: HallClock,
    private readonly configs: HallConfigs,
    private readonly snapshots: LiveSnapshots,
    @Inject(CLOCK) private readonly wall: Clock,
  ) {}

  async list(caller: Caller): Promise<MyOrder[]> {
    const found: MyOrder[] = [];
    for (const code of await this.asked(caller)) {
      const rows = await this.open(code);
      if (rows.length === 0) continue;
      const snapshot = await this.snapshots.ifThere(code, this.wall.now());
      if (snapshot === null) continue;
      const now = Date.parse(snapshot.now);
      const kinds = await this.kinds(rows);
      found.push(
        ...rows
          .filter(
            ({ toldAt, endedAt }) =>
              now - (endedAt ?? toldAt).getTime() <= (endedAt === null ? SHOWN_MS : ENDED_SHOWN_MS),
          )
          .filter((row) => isFor(caller, askedBy(row, kinds), snapshot.windows))
          .map((row) => ({ ...toOrder(row), ...placeOf(row, snapshot) })),
      );
    }
    return found.sort((a, b) => Date.parse(b.toldAt) - Date.parse(a.toldAt));
  }

  /** That a page has shown it to whom it is for: the first time counts. */
  async seen(key: OrderKey, caller: Caller): Promise<void> {
    if ((await this.find(key, caller)).seenAt !== null) return;
    await this.change(key, async (manager, row, at) => {
      if (row.seenAt !== null || row.endedAt !== null) return;
      await manager.update(PromptOrderRow, { promptId: key.id, addressee: key.to }, { seenAt: new Date(at) });
      await this.orders.write(manager, row, { step: 'seen', at, actor: caller.name });
    });
  }

  /** @throws {AppError} 409 when there is nothing to answer any more; said twice it is said once */
  async answer(key: OrderKey, caller: Caller, said: 'received' | 'cannot', reason?: string): Promise<void> {
    await this.find(key, caller);
    const refused = await this.change(key, async (manager, row, at) => {
      const turn: Turn | null | 'over' = answer(lifeOf(row), said, at);
      if (turn === 'over') return true;
      if (turn !== null) await this.orders.writeTurn(manager, row, turn, caller.name, reason);
      return false;
    });
    if (refused) throw conflict('order-over', 'there is nothing to answer any more');
  }

  private async change<T>(
    { id, to }: OrderKey,
    then: (manager: EntityManager, row: PromptOrderRow, at: number) => Promise<T>,
  ): Promise<T> {
    const { hall } = await this.postgres.manager.findOneByOrFail(PromptOrderRow, { promptId: id, addressee: to });
    const now = await this.hallClock.now(hall);
    return this.clock.change(hall, async (manager) => {
      const row = await manager.findOneByOrFail(PromptOrderRow, { promptId: id, addressee: to });
      return then(manager, row, Math.max(now, row.toldAt.getTime()));
    });
  }

  /** @throws {AppError} 404 for what the caller may not see, 403 for what is another window's */
  private async find({ id, to }: OrderKey, caller: Caller): Promise<PromptOrderRow> {
    const row = await this.postgres.manager.findOneBy(PromptOrderRow, { promptId: id, addressee: to });
    if (row === null || !inScope(caller.halls, row.hall))
      throw notFound('unknown-order', `nothing is asked by the prompt "${id}"`);
    const snapshot = await this.snapshots.ifThere(row.hall, this.wall.now());
    if (!isFor(caller, askedBy(row, await this.kinds([row])), snapshot?.windows ?? []))
      throw forbidden('not-your-order', 'it is asked of somebody else');
    return row;
  }

  /** Halls of the caller in which anything was ever asked: of hundreds few have. */
  private async asked({ halls }: Caller): Promise<string[]> {
    const rows = await this.postgres
      .createQueryBuilder(PromptOrderRow, 'o')
      .select('DISTINCT o.hall', 'hall')
      .getRawMany<{ hall: string }>();
    const known = new Set(await this.configs.halls());
    return rows.map(({ hall }) => hall).filter((hall) => known.has(hall) && inScope(halls, hall));
  }

  private open(hall: string): Promise<PromptOrderRow[]> {
    return this.postgres
      .createQueryBuilder(PromptOrderRow, 'o')
      .where(
        "o.hall = :hall AND (o.endedAt IS NULL OR o.endedAt > (SELECT max(told_at) - interval '1 day' FROM prompt_order WHERE hall = :hall))",
        {
          hall,
        },
      )
      .orderBy('o.toldAt', 'DESC')
      .limit(200)
      .getMany();
  }

  private async kinds(rows: readonly PromptOrderRow[]): Promise<Map<string, string>> {
    const prompts = await this.postgres.manager.find(PromptRow, {
      select: { id: true, kind: true },
      where: { id: In(rows.map(({ promptId }) => promptId)) },
    });
    return new Map(prompts.map(({ id, kind }) => [id, kind]));
  }
}

const askedBy = (row: PromptOrderRow, kinds: ReadonlyMap<string, string>) => ({
  to: row.addressee,
  windowId: row.windowId,
  kind: kinds.get(row.promptId) ?? '',
});

const placeOf = (row: PromptOrderRow, { hall, name, timeZone }: Seen) => ({
  promptId: row.promptId,
  hall,
  hallName: name,
  timeZone,
  windowId: row.windowId,
});
