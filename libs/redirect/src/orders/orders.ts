import { Injectable } from '@nestjs/common';
import { ORDER_ADDRESSEES, Part, message, type Notice, type PromptOrder, type PromptState } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { WindowOfficers, type SeatedOfficer } from '@cockpit/duty';
import { enqueue, enqueueEnd } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { In, IsNull, type EntityManager } from 'typeorm';
import type { PromptRow } from '../prompt.entity';
import { begin, due, end, REMIND_MS, type Turn } from './life';
import { holderOf } from './order-holder';
import { orderOf } from './order-words';
import { tellAlone } from './tell-alone';
import { PromptOrderRow, PromptOrderStepRow, lifeOf, toOrder, toStep } from './order.entity';

const CLOCK = 'clock';
export const ORDER_SUBJECT = 'order/';
const subjectOf = (promptId: string): string => `${ORDER_SUBJECT}${promptId}`;

/** What accepted prompts ask of people: told, reminded of, raised and ended in the transaction that moves the prompt or finds it due. */
@Injectable()
export class Orders {
  constructor(
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
    private readonly officers: WindowOfficers,
  ) {}

  /** Follows the move of a prompt. Asked again for the same, it does nothing. */
  async follow(manager: EntityManager, prompt: PromptRow, to: PromptState, at: number, actor: string): Promise<void> {
    if (to === 'accepted') await this.tell(manager, prompt, at, actor);
    else if (to === 'carried-out' || to === 'done') await this.finish(manager, prompt.id, 'done', at, actor);
    else if (to !== 'shown') await this.finish(manager, prompt.id, 'over', at, actor);
  }

  /**
   * What has come due of one order, in the transaction that holds its hall.
   * @param isServing its window has yet to end the ticket it had when it was told: it is asked after that
   * @returns whether anything was
   */
  async remind(manager: EntityManager, promptId: string, now: number, isServing = false): Promise<boolean> {
    const rows = await manager.find(PromptOrderRow, { where: { promptId }, order: { addressee: 'ASC' } });
    let any = false;
    for (const row of rows) {
      const turn = due(lifeOf(row), now);
      if (turn === null) continue;
      if (isServing && row.addressee === 'window') {
        const nextAt = new Date(now + REMIND_MS);
        await manager.update(PromptOrderRow, { promptId, addressee: row.addressee }, { nextAt });
        continue;
      }
      any = true;
      await this.writeTurn(manager, row, turn, CLOCK);
    }
    return any;
  }

  /** Writes a turn down: the row as it is now, and the step that made it so. */
  async writeTurn(
    manager: EntityManager,
    row: PromptOrderRow,
    turn: Turn,
    actor: string,
    reason?: string,
  ): Promise<void> {
    const { step, life } = turn;
    const at = new Date(turn.at);
    const change = {
      state: life.state,
      raised: life.raised,
      nextAt: life.nextAt === null ? null : new Date(life.nextAt),
      ...(step === 'received' || step === 'cannot'
        ? { answeredAt: at, answeredBy: actor, reason: reason ?? null }
        : {}),
      ...(step === 'done' || step === 'over' ? { endedAt: at } : {}),
    };
    Object.assign(row, change);
    const { promptId, addressee } = row;
    await manager.update(PromptOrderRow, { promptId, addressee }, change);
    await this.write(manager, row, { step, at: turn.at, actor, reason });
    // what cannot be done is the supervisor's at once
    if (step === 'reminded' || step === 'raised' || step === 'cannot') {
      const config = await this.configs.get(row.hall, hallDay(turn.at, await this.hallClock.zone(row.hall)));
      const seated = step === 'reminded' ? await this.seated(manager, row) : undefined;
      const notice = { ...noticeOf(row, turn, null), holder: await holderOf(manager, row, turn, { config, seated }) };
      await enqueue(manager, { subject: subjectOf(promptId), occasion: step, notice });
    }
  }

  async write(manager: EntityManager, row: PromptOrderRow, one: Written): Promise<void> {
    const { promptId, addressee } = row;
    const { step, actor, reason = null } = one;
    await manager.insert(PromptOrderStepRow, { promptId, addressee, at: new Date(one.at), step, actor, reason });
  }

  /** Prompts of a hall whose time is not over, and that a guide (or who runs the hall) confirmed. */
  async confirmed(manager: EntityManager, hall: string): Promise<Set<string>> {
    const rows = await manager.find(PromptOrderRow, {
      select: { promptId: true },
      where: { hall, addressee: 'guide', state: 'received', endedAt: IsNull() },
    });
    return new Set(rows.map(({ promptId }) => promptId));
  }

  /** With every step, by prompt. */
  async of(manager: EntityManager, prompts: readonly string[]): Promise<Map<string, PromptOrder[]>> {
    const found = new Map<string, PromptOrder[]>();
    if (prompts.length === 0) return found;
    const where = { promptId: In([...prompts]) };
    const rows = await manager.find(PromptOrderRow, { where, order: { addressee: 'DESC' } });
    const steps = rows.length === 0 ? [] : await manager.find(PromptOrderStepRow, { where, order: { id: 'ASC' } });
    for (const row of rows) {
      const own = steps.filter((one) => one.promptId === row.promptId && one.addressee === row.addressee);
      const order = { ...toOrder(row), steps: own.map(toStep) };
      found.set(row.promptId, [...(found.get(row.promptId) ?? []), order]);
    }
    return found;
  }

  private async tell(manager: EntityManager, prompt: PromptRow, at: number, actor: string): Promise<void> {
    const zone = await this.hallClock.zone(prompt.hall);
    const names = await this.configs.get(prompt.hall, hallDay(at, zone));
    for (const addressee of ORDER_ADDRESSEES) {
      const words = orderOf(prompt, addressee, names);
      if (words === null) continue;
      // guides are asked to lead people away; of what a window does they are told
      const turn = begin(at, addressee === 'window' || prompt.windowId === null);
      const row = Object.assign(new PromptOrderRow(), {
        promptId: prompt.id,
        addressee,
        hall: prompt.hall,
        windowId: prompt.windowId,
        words,
        state: turn.life.state,
        raised: turn.life.raised,
        toldAt: new Date(at),
        nextAt: turn.life.nextAt === null ? null : new Date(turn.life.nextAt),
        deliveredAt: null,
        seenAt: null,
        answeredAt: null,
        answeredBy: null,
        reason: null,
        endedAt: null,
      });
      const added = await manager
        .createQueryBuilder()
        .insert()
        .into(PromptOrderRow)
        .values(row)
        .orIgnore()
        .returning('prompt_id')
        .execute();
      if ((added.raw as unknown[]).length === 0) continue;
      await this.write(manager, row, { step: 'told', at, actor });
      await this.tellOfficer(manager, row, turn);
    }
  }

  /** Whoever sits at the window is told at once, by their own channel alone. Who has none is reminded later, as the trail says. */
  private async tellOfficer(manager: EntityManager, row: PromptOrderRow, turn: Turn): Promise<void> {
    const officer = await this.seated(manager, row);
    if (officer === undefined) return;
    const step = await tellAlone(manager, officer, subjectOf(row.promptId), noticeOf(row, turn, null));
    await this.write(manager, row, { step, at: turn.at, actor: officer.name ?? CLOCK });
  }

  private async seated(
    manager: EntityManager,
    { addressee, hall, windowId }: PromptOrderRow,
  ): Promise<SeatedOfficer | undefined> {
    if (addressee !== 'window' || windowId === null) return undefined;
    return (await this.officers.ofHall(manager, hall)).get(windowId);
  }

  /** That the channel of an officer has confirmed it: the first time counts. */
  async delivered(manager: EntityManager, promptId: string, recipient: string, at: number): Promise<void> {
    const row = await manager.findOneBy(PromptOrderRow, { promptId, addressee: 'window', deliveredAt: IsNull() });
    if (row === null) return;
    const then = Math.max(at, row.toldAt.getTime());
    await manager.update(PromptOrderRow, { promptId, addressee: 'window' }, { deliveredAt: new Date(then) });
    await this.write(manager, row, { step: 'delivered', at: then, actor: recipient });
  }

  private async finish(
    manager: EntityManager,
    promptId: string,
    how: 'done' | 'over',
    at: number,
    actor: string,
  ): Promise<void> {
    const rows = await manager.find(PromptOrderRow, { where: { promptId, endedAt: IsNull() } });
    for (const row of rows) {
      const turn = end(lifeOf(row), how, Math.max(at, row.toldAt.getTime()));
      if (turn === null) continue;
      await this.writeTurn(manager, row, turn, actor);
      // who did it knows that it is done; who was told of what is taken back does not
      if (row.raised > 0 || how === 'over')
        await enqueueEnd(manager, { subject: subjectOf(promptId), notice: noticeOf(row, turn, turn.at) });
    }
  }
}

interface Written {
  step: Turn['step'];
  at: number;
  actor: string;
  reason?: string | undefined;
}

const SAID: Partial<Record<Turn['step'], 'order.asked' | 'order.reminder' | 'order.unanswered'>> = {
  told: 'order.asked',
  reminded: 'order.reminder',
  raised: 'order.unanswered',
};

function noticeOf(row: PromptOrderRow, { step }: Turn, endedAt: number | null): Notice {
  const said = Part.safeParse(row.words);
  const order = said.success ? said.data : '';
  return {
    phase: endedAt === null ? 'open' : 'end',
    level: 'yellow',
    hall: row.hall,
    about:
      step === 'cannot'
        ? message('order.refused', { order, reason: row.reason ?? '' })
        : message(SAID[step] ?? 'order.ended', { order }),
    firedAt: row.toldAt.toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    path:
      step === 'reminded' || step === 'told'
        ? row.addressee === 'guide'
          ? `/guide/${row.hall}`
          : '/me'
        : `/desk/${row.hall}`,
  };
}
