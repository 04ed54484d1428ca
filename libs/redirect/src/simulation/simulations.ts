import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog, type Actor } from '@cockpit/access';
import { PredictedChange, type LiveSimulation, type Simulation, type SimulationChange } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { DecisionClock, LiveSections, decidedMinute } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { expectedOf } from './expected';

const Row = z.object({ speed: z.number(), autoAccept: z.boolean().nullable() });
const Left = z.object({
  at: z.date().transform((date) => date.getTime()),
  gainMin: z.number(),
  queues: z.array(z.string()),
  predicted: z.record(z.string(), PredictedChange),
});
const UNANSWERED = `SELECT decided_at AS at, gain_min AS "gainMin", queues, predicted FROM prompt
  WHERE hall = $1 AND origin = 'recommender' AND answered_at IS NULL AND state IN ('shown', 'expired') AND decided_at > $2`;
const DAY_MS = 86_400_000;
/** a hall of which nothing was said goes by real time */
const REAL = { speed: 1, autoAccept: null };

/** How simulated halls are played: told by whoever plays them, and by people with the switch of the desk. */
@Injectable()
export class Simulations implements OnModuleInit {
  constructor(
    private readonly postgres: DataSource,
    private readonly sections: LiveSections,
    private readonly clock: DecisionClock,
    private readonly hallClock: HallClock,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.sections.register('simulation', (manager, hall) => this.live(manager, hall));
  }

  async of(hall: string, manager: Pick<EntityManager, 'query'> = this.postgres): Promise<Simulation> {
    const rows: unknown = await manager.query(
      'SELECT speed, auto_accept AS "autoAccept" FROM simulation WHERE hall = $1',
      [hall],
    );
    return { hall, ...(z.array(Row).parse(rows)[0] ?? REAL) };
  }

  /** Written down with who did it, where it changes anything. */
  change(hall: string, change: SimulationChange, actor: Actor): Promise<Simulation> {
    return this.clock.change(hall, async (manager) => {
      const { hall: _, ...before } = await this.of(hall, manager);
      const { speed = before.speed, autoAccept = before.autoAccept } = change;
      const after = { speed, autoAccept };
      if (speed === before.speed && autoAccept === before.autoAccept) return { hall, ...before };
      await manager.query(
        'INSERT INTO simulation (hall, speed, auto_accept) VALUES ($1, $2, $3) ON CONFLICT (hall) DO UPDATE SET speed = excluded.speed, auto_accept = excluded.auto_accept',
        [hall, speed, autoAccept],
      );
      await this.audit.record(
        { actor, action: 'simulation.change', target: `simulation/${hall}`, before, after },
        manager,
      );
      return { hall, ...after };
    });
  }

  private async live(manager: EntityManager, hall: string): Promise<LiveSimulation[]> {
    const { autoAccept } = await this.of(hall, manager);
    if (autoAccept === null) return [];
    return [autoAccept ? { autoAccept } : { autoAccept, expectedMin: await this.expected(manager, hall) }];
  }

  private async expected(manager: EntityManager, hall: string): Promise<number> {
    const now = await decidedMinute(manager, hall);
    if (now === null) return 0;
    const zone = await this.hallClock.zone(hall);
    const left = z
      .array(Left)
      .parse(await manager.query(UNANSWERED, [hall, new Date(now.getTime() - DAY_MS)]))
      .filter(({ at }) => hallDay(at, zone) === hallDay(now.getTime(), zone));
    return expectedOf(left);
  }
}
