import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { EFFECT_AHEAD_MIN, EFFECT_METHODS } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { eventsOfDay, HallConfigs, HallStates, standing, STORED_EVENTS, type StoredEvents } from '@cockpit/live';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { PromptRow } from '../prompt.entity';
import { paramsOf } from '../params-of';
import { HELP_MIN, helpOf } from './help';
import { judgedFrom, lookedAtFrom, momentOf, observedOf, type DayOf } from './judged';
import { effectOf, STORING_MIN } from './effect-of';
import { keepEffect } from './kept-effect';
import { promptEffectJob, type PromptEffectDue } from './prompt-effect.job';
import { JobQueues, JobWorkers } from '@cockpit/jobs';

/** At most so many a minute: after an outage the backlog is worked off bit by bit. */
const AT_ONCE = 4;
const LOOK_BACK_DAYS = 3;
/** the ten minutes themselves, and one for their events to be stored */
const EARLY_MS = (HELP_MIN + 1) * 60_000;

const Due = z.object({ id: z.string(), decided_at: z.date() });

/** Judges prompts some time after they are over: what they did, and what those declined would have done. */
@Injectable()
export class PromptEffects implements OnApplicationBootstrap {
  constructor(
    private readonly postgres: DataSource,
    private readonly queues: JobQueues,
    private readonly workers: JobWorkers,
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.register(promptEffectJob, (due) => this.judge(due));
  }

  /** Hands over what can be judged by now: an hour after it, or when the hall has closed. */
  async handOver(manager: EntityManager, hall: string, minute: number, zone: string, closed: boolean): Promise<void> {
    const before = new Date(closed ? minute : minute - (EFFECT_AHEAD_MIN + STORING_MIN) * 60_000);
    const rows = z.array(Due).parse(
      await manager.query(
        `SELECT p.id, p.decided_at FROM prompt p LEFT JOIN prompt_effect e ON e.prompt_id = p.id
       WHERE p.hall = $1 AND p.state IN ('done', 'declined', 'expired') AND (e.prompt_id IS NULL OR (e.outcome = 'done' AND e.method = $5))
         AND coalesce(p.carried_out_at, p.answered_at, p.decided_at) <= $2 AND p.decided_at > $3
       ORDER BY p.decided_at LIMIT $4`,
        // what was done and only simulated so far is judged anew by what was seen
        [hall, before, new Date(minute - LOOK_BACK_DAYS * 86_400_000), AT_ONCE, EFFECT_METHODS.simulated],
      ),
    );
    for (const { id, decided_at: at } of rows) {
      // One try an hour of the hall's time: what failed is tried again, what runs is not doubled.
      const turn = Math.floor(minute / 3_600_000);
      await this.queues.add(
        promptEffectJob,
        { hall, day: hallDay(at.getTime(), zone), promptId: id, early: false },
        `effect-${id}-${String(turn)}`,
      );
    }
  }

  /** What was carried out ten minutes ago, and how it looks by now. */
  async handOverEarly(manager: EntityManager, hall: string, minute: number, zone: string): Promise<void> {
    // what people do by word of mouth has begun when somebody says so
    const confirmed = `EXISTS (SELECT 1 FROM prompt_order o WHERE o.prompt_id = prompt.id AND o.addressee = 'guide' AND o.state = 'received')`;
    const done = `coalesce(carried_out_at, CASE WHEN kind IN ($4, $5) AND ${confirmed} THEN answered_at END)`;
    const rows = z.array(Due).parse(
      await manager.query(
        `SELECT id, decided_at FROM prompt WHERE hall = $1 AND state IN ('accepted', 'carried-out', 'done') AND help IS NULL
         AND ${done} <= $2 AND ${done} > $3 ORDER BY decided_at LIMIT ${String(AT_ONCE)}`,
        [hall, new Date(minute - EARLY_MS), new Date(minute - 3 * EARLY_MS), 'guide', 'other-hall'],
      ),
    );
    for (const { id, decided_at: at } of rows)
      await this.queues.add(
        promptEffectJob,
        { hall, day: hallDay(at.getTime(), zone), promptId: id, early: true },
        `help-${id}-${String(Math.floor(minute / EARLY_MS))}`,
      );
  }

  private async judge({ hall, day, promptId, early }: PromptEffectDue): Promise<string> {
    const row = await this.postgres.manager.findOneBy(PromptRow, { id: promptId, hall });
    const judged = row === null ? null : early ? lookedAtFrom(row) : judgedFrom(row);
    if (row === null || judged === null) return 'not-judged';
    const config = await this.configs.get(hall, day);
    if (config === null) return 'unknown-hall';
    const events = await eventsOfDay(this.stored, hall, day);
    const past = await this.states.stored(hall);
    const of: DayOf = { config, events: standing(events), pastOf: (state) => past(state) };
    if (early) {
      const seen = observedOf(row, momentOf(judged, of), of, { withinMin: HELP_MIN, followMin: 1 });
      if (seen === null) return 'unknown';
      await this.postgres.manager.update(PromptRow, { id: row.id }, { help: helpOf(seen) });
      return 'looked-at';
    }
    const found = effectOf(row, judged, of, paramsOf(config), STORING_MIN);
    await this.postgres.transaction((manager) => keepEffect(manager, row, day, judged, found));
    return found.saving === null ? 'unknown' : 'judged';
  }
}
