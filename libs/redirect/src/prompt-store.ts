import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  EFFECT_METHODS,
  Helpless,
  message,
  PromptState,
  type Caller,
  type Prompt,
  type PromptEffect,
} from '@cockpit/contracts';
import { inScope } from '@cockpit/access';
import { asksTheSame, type AnsweredPrompt } from '@cockpit/domain';
import { LiveSections, decidedMinute } from '@cockpit/live';
import { notFound } from '@cockpit/platform';
import { DataSource, In, IsNull, LessThan, MoreThanOrEqual, Not, type EntityManager } from 'typeorm';
import { effectKept } from './effect/kept-effect';
import { changed, firstStep } from './life/changed';
import type { Move } from './life/review';
import { Orders } from './orders/orders';
import { ENDED_SHOWN_MS, ENDED_STATES, LIVE_STATES } from './life/transitions';
import { PromptRow, PromptTransitionRow, toPrompt } from './prompt.entity';
import { z } from 'zod';

export interface PromptFilter {
  halls: 'all' | readonly string[];
  states?: readonly PromptState[] | undefined;
  /** decided at or after, hall time */
  since?: Date | undefined;
  /** decided before, hall time */
  until?: Date | undefined;
  /** only those whose effect was observed */
  observed?: boolean | undefined;
  after?: { decidedAt: Date; id: string } | undefined;
  limit: number;
}

/** Answers a hall's habits are learned from. */
const ANSWERS = 200;

/** Prompts as they lie in Postgres. */
@Injectable()
export class PromptStore implements OnModuleInit {
  constructor(
    private readonly postgres: DataSource,
    private readonly sections: LiveSections,
    private readonly orders: Orders,
  ) {}

  onModuleInit(): void {
    this.sections.register('prompts', (manager, hall) => this.live(manager, hall));
    this.sections.register('helpless', (manager, hall) => this.helpless(manager, hall));
  }

  find(id: string): Promise<PromptRow | null> {
    return this.postgres.manager.findOneBy(PromptRow, { id });
  }

  /** @throws {AppError} 404 for what the caller may not see, and while it is not judged */
  async effect(id: string, halls: Caller['halls']): Promise<PromptEffect> {
    const row = await this.find(id);
    if (row === null || !inScope(halls, row.hall)) throw notFound('unknown-prompt', `there is no prompt "${id}"`);
    const kept = await effectKept(this.postgres.manager, row);
    if (kept === null) throw notFound('effect-not-judged', `prompt "${id}" has not been judged`);
    return kept;
  }

  list({ halls, states, since, until, observed, after, limit }: PromptFilter): Promise<PromptRow[]> {
    const query = this.postgres
      .createQueryBuilder(PromptRow, 'p')
      .orderBy('p.decidedAt', 'DESC')
      .addOrderBy('p.id', 'DESC')
      .limit(limit);
    if (halls !== 'all') query.andWhere('p.hall = ANY(:halls)', { halls });
    if (states !== undefined) query.andWhere('p.state = ANY(:states)', { states });
    if (since !== undefined) query.andWhere('p.decidedAt >= :since', { since });
    if (until !== undefined) query.andWhere('p.decidedAt < :until', { until });
    if (observed === true) query.andWhere(`p.effect->>'method' = :method`, { method: EFFECT_METHODS.observed });
    if (after !== undefined) query.andWhere('(p.decidedAt, p.id) < (:decidedAt, :id)', after);
    return query.getMany();
  }

  /** As people read them, with what each asks of whom. */
  async shown(rows: readonly PromptRow[], manager: EntityManager = this.postgres.manager): Promise<Prompt[]> {
    const ids = rows.map(({ id }) => id);
    const orders = await this.orders.of(manager, ids);
    return rows.map((row) => {
      const asked = orders.get(row.id);
      return asked === undefined ? toPrompt(row) : { ...toPrompt(row), orders: asked };
    });
  }

  ofDay(manager: EntityManager, hall: string, dayStart: number): Promise<PromptRow[]> {
    return manager.find(PromptRow, {
      where: { hall, decidedAt: MoreThanOrEqual(new Date(dayStart)) },
      order: { decidedAt: 'ASC', nth: 'ASC' },
    });
  }

  /** How this hall's supervisors answered on the days before: the latest answers, newest first. */
  async answers(manager: EntityManager, hall: string, dayStart: number): Promise<AnsweredPrompt[]> {
    const rows = await manager.find(PromptRow, {
      where: { hall, origin: 'recommender', decidedAt: LessThan(new Date(dayStart)), answeredAt: Not(IsNull()) },
      order: { decidedAt: 'DESC', nth: 'DESC' },
      take: ANSWERS,
    });
    return rows.map(({ state, decidedAt, answeredAt }) => ({
      accepted: state !== 'declined' && state !== 'undone',
      replyMin: ((answeredAt ?? decidedAt).getTime() - decidedAt.getTime()) / 60_000,
    }));
  }

  /** Prompts of days gone by that nobody brought to an end. */
  async leftOver(manager: EntityManager, hall: string, dayStart: number): Promise<PromptRow[]> {
    const rows = await manager.find(PromptRow, { where: { hall, state: In(LIVE_STATES) } });
    return rows.filter((row) => row.decidedAt.getTime() < dayStart);
  }

  async insert(
    manager: EntityManager,
    row: Partial<PromptRow> & Pick<PromptRow, 'id' | 'decidedAt'>,
    actor = 'recommender',
  ): Promise<void> {
    await manager.insert(PromptRow, row);
    await manager.insert(PromptTransitionRow, firstStep(row, actor));
  }

  /** @returns false when the table of moves has no such move: somebody else was quicker */
  async changeState(manager: EntityManager, row: PromptRow, move: Move, actor: string): Promise<boolean> {
    const moved = changed(row, move, actor);
    if (moved === null) return false;
    const { to, at } = move;
    await manager.update(PromptRow, { id: row.id }, moved.change);
    await manager.insert(PromptTransitionRow, moved.step);
    await this.orders.follow(manager, row, to, at, actor);
    if (to === 'declined') await this.withdrawSame(manager, row, at, actor);
    return true;
  }

  /** Who says no to one is not left with another that asks the same. */
  private async withdrawSame(manager: EntityManager, refused: PromptRow, at: number, actor: string): Promise<void> {
    const asked = toPrompt(refused);
    for (const other of await manager.findBy(PromptRow, { hall: refused.hall, state: 'shown' }))
      if (asksTheSame(asked, toPrompt(other)))
        await this.changeState(
          manager,
          other,
          { to: 'cancelled', at: Math.max(at, other.decidedAt.getTime()), words: message('prompt-reason.refused', {}) },
          actor,
        );
  }

  /** The worst trouble of a hall when nothing can be prompted for it. */
  async keepHelpless(manager: EntityManager, hall: string, minute: number, found: readonly Helpless[]): Promise<void> {
    await manager.query(
      'INSERT INTO hall_trouble (hall, decided_at, helpless) VALUES ($1, $2, $3) ON CONFLICT (hall) DO UPDATE SET decided_at = excluded.decided_at, helpless = excluded.helpless',
      [hall, new Date(minute), JSON.stringify(found)],
    );
  }

  private async helpless(manager: EntityManager, hall: string): Promise<Helpless[]> {
    const rows = z
      .array(z.object({ helpless: z.array(Helpless) }))
      .parse(await manager.query('SELECT helpless FROM hall_trouble WHERE hall = $1', [hall]));
    return rows[0]?.helpless ?? [];
  }

  private async live(manager: EntityManager, hall: string): Promise<Prompt[]> {
    const decided = await decidedMinute(manager, hall);
    const endedAfter = new Date((decided?.getTime() ?? 0) - ENDED_SHOWN_MS);
    const rows = await manager
      .createQueryBuilder(PromptRow, 'p')
      .where(
        `p.hall = :hall AND (p.state = ANY(:live) OR (p.state = ANY(:ended) AND EXISTS (
        SELECT 1 FROM prompt_transition t WHERE t.prompt_id = p.id AND t.to_state = p.state AND t.at > :endedAfter)))`,
        { hall, live: [...LIVE_STATES], ended: decided === null ? [] : [...ENDED_STATES], endedAfter },
      )
      .orderBy('p.decidedAt', 'DESC')
      .addOrderBy('p.nth', 'ASC')
      .getMany();
    return this.shown(rows, manager);
  }
}
