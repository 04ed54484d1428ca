import { Inject, Injectable } from '@nestjs/common';
import { Helpless, IssuedAbsence, LiveSimulation, PlanOffer, Prompt, Warning } from '@cockpit/contracts';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { liveKeys, SECTIONS_CHANGED } from './keys';

/** The parts of the live snapshot that people and rules decide; their truth is in Postgres. */
const Shapes = {
  prompts: z.array(Prompt),
  warnings: z.array(Warning),
  helpless: z.array(Helpless),
  absences: z.array(IssuedAbsence),
  plans: z.array(PlanOffer),
  simulation: z.array(LiveSimulation),
};
type SectionName = keyof typeof Shapes;
export type LiveSectionReader = (manager: EntityManager, hall: string) => Promise<unknown[]>;

export interface Sections {
  prompts: Prompt[];
  warnings: Warning[];
  helpless?: Helpless[];
  /** of the plan that was told to the windows */
  absences?: IssuedAbsence[];
  /** plans that nobody has decided on, at most one of each of the latest days */
  plans?: PlanOffer[];
  /** of the simulated shift lead; none or one */
  simulation?: LiveSimulation[];
  /** epoch ms, hall time */
  decidedAt: number | null;
}

export const NO_SECTIONS: Sections = { prompts: [], warnings: [], decidedAt: null };

/** Replaces a section unless a newer revision of the hall is there already. */
const PUT = `
local known = tonumber(redis.call('HGET', KEYS[1], ARGV[1] .. ':revision') or '-1')
if tonumber(ARGV[2]) < known then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3], ARGV[1] .. ':revision', ARGV[2])
return 1`;

const ClockRow = z.object({ revision: z.coerce.number(), decided_minute: z.date().nullable() });

/**
 * Carries prompts and warnings from Postgres to the live snapshot. Modules register how their section is read; after every
 * commit the section is read again and put in place with the hall's revision, so that two writers cannot leave the older
 * one standing.
 */
@Injectable()
export class LiveSections {
  private readonly readers = new Map<SectionName, LiveSectionReader>();

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly postgres: DataSource,
  ) {}

  register(name: SectionName, read: LiveSectionReader): void {
    this.readers.set(name, read);
  }

  async refresh(hall: string): Promise<void> {
    const { revision, parts } = await this.postgres.transaction('REPEATABLE READ', async (manager) => {
      const rows = z
        .array(ClockRow)
        .parse(await manager.query('SELECT revision, decided_minute FROM decision_clock WHERE hall = $1', [hall]));
      const found: [string, unknown][] = [['decidedAt', rows[0]?.decided_minute?.getTime() ?? null]];
      for (const [name, read] of this.readers) found.push([name, await read(manager, hall)]);
      return { revision: rows[0]?.revision ?? 0, parts: found };
    });
    const key = liveKeys(hall).sections;
    // at once: who reads that a minute was decided finds what was decided
    const together = this.redis.multi();
    for (const [name, value] of parts) together.eval(PUT, 1, key, name, revision, JSON.stringify(value));
    together.publish(SECTIONS_CHANGED, hall);
    await together.exec();
  }

  async read(hall: string): Promise<Sections> {
    const stored = await this.redis.hgetall(liveKeys(hall).sections);
    const list = <T>(name: SectionName, schema: z.ZodType<T[]>): T[] => schema.catch([]).parse(parse(stored[name]));
    return {
      prompts: list('prompts', Shapes.prompts),
      warnings: list('warnings', Shapes.warnings),
      helpless: list('helpless', Shapes.helpless),
      absences: list('absences', Shapes.absences),
      plans: list('plans', Shapes.plans),
      simulation: list('simulation', Shapes.simulation),
      decidedAt: z.number().nullable().catch(null).parse(parse(stored.decidedAt)),
    };
  }

  /** The warnings of many halls, for whoever needs nothing else of them. */
  async warningsOf(halls: readonly string[]): Promise<Map<string, Warning[]>> {
    const asked = this.redis.pipeline();
    for (const hall of halls) asked.hget(liveKeys(hall).sections, 'warnings');
    const stored = (await asked.exec()) ?? [];
    return new Map(
      halls.map((hall, i) => {
        const text = stored[i]?.[1];
        return [hall, Shapes.warnings.catch([]).parse(parse(typeof text === 'string' ? text : undefined))] as const;
      }),
    );
  }
}

function parse(text: string | undefined): unknown {
  return text === undefined ? null : (JSON.parse(text) as unknown);
}
