import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HallPlan, Replan, unplanned, type IssuedAbsence, type PlanAsk, type PlanOffer } from '@cockpit/contracts';
import { LiveSections } from '@cockpit/live';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { IssuedPlan } from './plan-effect';

type PlanKey = Pick<HallPlan, 'hall' | 'day' | 'madeAt'>;
const Row = z.object({ plan: HallPlan });
const Issued = z.object({ day: z.string(), toldAt: z.string(), absences: HallPlan.shape.absences });
/** Told last on the latest day that has one; a day that is over is nobody's concern any more. */
const ISSUED = `SELECT day::text, plan->'issued'->>'at' AS "toldAt", plan->'absences' AS absences FROM hall_plan
  WHERE hall = $1 AND plan ? 'issued' ORDER BY day DESC, made_at DESC LIMIT 1`;

const Offered = HallPlan.pick({ day: true, madeAt: true, worth: true, worthUnknownWords: true }).extend({
  replan: Replan.nullish(),
});
/** Asked with every decided minute of a hall: no more of the plan than is told. */
const OFFERED = `SELECT day::text, plan->>'madeAt' AS "madeAt", plan->'worth' AS worth, plan->'worthUnknownWords' AS "worthUnknownWords", plan->'replan' AS replan
  FROM (SELECT DISTINCT ON (day) day, plan FROM hall_plan WHERE hall = $1 ORDER BY day DESC, made_at DESC LIMIT 3) latest
  WHERE CASE WHEN plan ? 'replan' THEN NOT plan ? 'adopted' AND NOT plan->'replan' ? 'ended'
    ELSE NOT EXISTS (SELECT 1 FROM hall_plan WHERE hall = $1 AND day = latest.day AND plan ? 'adopted') END`;
const Remade = z.object({
  madeAt: z.string(),
  until: z.string(),
  waits: z.boolean(),
});
export type Remade = z.infer<typeof Remade>;

/** What of a plan is said to whoever decides; null where it does not surely cut the wait. */
export function offerOf(plan: z.infer<typeof Offered>): PlanOffer | null {
  const { day, madeAt, worth, replan } = plan;
  if (worth === null || unplanned(plan) !== null || worth.cut - worth.cutCI <= 0) return null;
  const { reason, until, changes } = replan ?? {};
  const anew = reason && until !== undefined && changes ? { replan: { reason, until, changes } } : {};
  return { day, madeAt, cut: worth.cut, cutCI: worth.cutCI, ...anew };
}

/** Null for a plan that was not told to the windows. */
export const asIssued = (plan: HallPlan): IssuedPlan | null =>
  plan.issued === undefined ? null : { ...plan, issued: plan.issued };

/** Plans as they were made. */
@Injectable()
export class PlanStore implements OnModuleInit {
  constructor(
    private readonly postgres: DataSource,
    private readonly sections: LiveSections,
  ) {}

  onModuleInit(): void {
    this.sections.register('absences', (manager, hall) => this.issuedAbsences(manager, hall));
    this.sections.register('plans', (manager, hall) => this.offered(manager, hall));
  }

  async save(plan: HallPlan, manager: Pick<EntityManager, 'query'> = this.postgres): Promise<void> {
    await manager.query(
      'INSERT INTO hall_plan (hall, day, made_at, plan) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [plan.hall, plan.day, plan.madeAt, JSON.stringify(plan)],
    );
  }

  /**
   * The plan made last for each of the latest days that have one, while nobody has adopted any of that day, or one that was made anew by itself while
   * nobody has decided on it. The hall's own day is not always the latest:
   * before its clock is heard the first time a plan may have been made for another.
   */
  private async offered(manager: EntityManager, hall: string): Promise<PlanOffer[]> {
    const plans = z.array(Offered).parse(await manager.query(OFFERED, [hall]));
    return plans.flatMap((plan) => offerOf(plan) ?? []);
  }

  /** A plan as somebody left it, in the place of what it was. */
  async keep(plan: HallPlan, manager: Pick<EntityManager, 'query'> = this.postgres): Promise<void> {
    await manager.query(
      'INSERT INTO hall_plan (hall, day, made_at, plan) VALUES ($1, $2, $3, $4) ON CONFLICT (hall, day, made_at) DO UPDATE SET plan = excluded.plan',
      [plan.hall, plan.day, plan.madeAt, JSON.stringify(plan)],
    );
  }

  /** The plan adopted, or told to the windows, last. */
  async latestDone(hall: string, day: string, step: 'adopted' | 'issued'): Promise<HallPlan | null> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          'SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2 AND plan ? $3 ORDER BY made_at DESC LIMIT 1',
          [hall, day, step],
        ),
      );
    return rows[0]?.plan ?? null;
  }

  /** The plan that was told to the windows of a day last. */
  async issuedOf(hall: string, day: string): Promise<IssuedPlan | null> {
    const plan = await this.latestDone(hall, day, 'issued');
    return plan === null ? null : asIssued(plan);
  }

  /** All plans that were told to the windows of a day, in order. */
  async allIssued(hall: string, day: string): Promise<IssuedPlan[]> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          "SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2 AND plan ? 'issued' ORDER BY made_at",
          [hall, day],
        ),
      );
    return rows.flatMap(({ plan }) => asIssued(plan) ?? []);
  }

  /** The plan a day goes by: the one that was told to the windows last, else the one that was made last. */
  async inForce(hall: string, day: string): Promise<HallPlan | null> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          "SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2 ORDER BY plan ? 'issued' DESC, made_at DESC LIMIT 1",
          [hall, day],
        ),
      );
    return rows[0]?.plan ?? null;
  }

  /** What a window says to a plan that was told to it; two that say something at once are both heard. */
  async keepAnswer(plan: PlanKey, said: PlanAsk, manager: Pick<EntityManager, 'query'>): Promise<void> {
    const { windowId, by, at, reason } = said;
    await this.keepOfAsk(plan, windowId, { said: said.said, by, at, reason }, manager);
  }

  /** When the officer at a window was sent what the plan asks of them; null: they have no channel of their own. */
  async keepSent(
    plan: PlanKey,
    windowId: string,
    sentAt: string | null,
    manager: Pick<EntityManager, 'query'>,
  ): Promise<void> {
    await this.keepOfAsk(plan, windowId, { sentAt }, manager);
  }

  private async keepOfAsk(
    { hall, day, madeAt }: PlanKey,
    windowId: string,
    change: Partial<PlanAsk>,
    manager: Pick<EntityManager, 'query'>,
  ): Promise<void> {
    await manager.query(
      `UPDATE hall_plan SET plan = jsonb_set(plan, ARRAY['asked', $4], (plan #> ARRAY['asked', $4]) || $5::jsonb) WHERE hall = $1 AND day = $2 AND made_at = $3`,
      [hall, day, madeAt, windowId, JSON.stringify(change)],
    );
  }

  /** Of each hall the plan that was told to its windows last. */
  async issuedLast(): Promise<HallPlan[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT DISTINCT ON (hall) plan FROM hall_plan WHERE plan ? 'issued' ORDER BY hall, day DESC, made_at DESC`,
    );
    return z
      .array(Row)
      .parse(rows)
      .map(({ plan }) => plan);
  }

  /** When the windows of a hall are away, by the plan that was told to them. */
  async issuedAbsences(manager: EntityManager, hall: string): Promise<IssuedAbsence[]> {
    const [issued] = z.array(Issued).parse(await manager.query(ISSUED, [hall]));
    if (issued === undefined) return [];
    const { day, toldAt } = issued;
    return issued.absences.map(({ windowId, kind, from, until, rosteredFrom }) => ({
      day,
      windowId,
      kind,
      from,
      until,
      ...(rosteredFrom === null || Date.parse(rosteredFrom) === Date.parse(from)
        ? {}
        : { moved: { rosteredFrom, toldAt } }),
    }));
  }

  /** Plans of a day that were made anew by themselves. */
  async remade(hall: string, day: string, manager: Pick<EntityManager, 'query'> = this.postgres): Promise<Remade[]> {
    const rows: unknown = await manager.query(
      `SELECT plan->>'madeAt' AS "madeAt", plan->'replan'->>'until' AS until,
          NOT plan ? 'adopted' AND NOT plan->'replan' ? 'ended' AS waits
        FROM hall_plan WHERE hall = $1 AND day = $2 AND plan ? 'replan' ORDER BY made_at`,
      [hall, day],
    );
    return z.array(Remade).parse(rows);
  }

  /** One that was made anew is offered no longer; what somebody has adopted meanwhile stays adopted. @returns whether it had waited */
  async end(
    { hall, day, madeAt }: PlanKey,
    ended: NonNullable<Replan['ended']>,
    manager: Pick<EntityManager, 'query'> = this.postgres,
  ): Promise<boolean> {
    const rows: unknown = await manager.query(
      `WITH ended AS (UPDATE hall_plan SET plan = jsonb_set(plan, '{replan,ended}', $4::jsonb)
          WHERE hall = $1 AND day = $2 AND made_at = $3 AND plan ? 'replan' AND NOT plan ? 'adopted' AND NOT plan->'replan' ? 'ended'
          RETURNING 1)
        SELECT 1 FROM ended`,
      [hall, day, madeAt, JSON.stringify(ended)],
    );
    return z.array(z.unknown()).parse(rows).length > 0;
  }

  /** The plan made last for a hall day that is not refused; with `since` of those the engine made at or after it. */
  async latest(hall: string, day: string, since?: Date): Promise<HallPlan | null> {
    const rows = z.array(Row).parse(
      await this.postgres.query(
        `SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2 AND plan #> '{replan,ended}' IS NULL
             AND ($3::timestamptz IS NULL OR (made_at >= $3 AND NOT plan ? 'moved' AND NOT plan ? 'replan')) ORDER BY made_at DESC LIMIT 1`,
        [hall, day, since ?? null],
      ),
    );
    return rows[0]?.plan ?? null;
  }
}
