import { setImmediate as breathe } from 'node:timers/promises';
import type { DueConsequences as Answer, ItemDoc } from '@cockpit/contracts';
import type { DatedRules } from '@cockpit/domain';
import { withItemsFrom, type CalendarState } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { Offices } from '../grounds/offices';
import { matterId, type CaseKey } from '../names';
import { CaseEvents } from '../tables/case-events';
import { PackageParts, mayHaveParts, partsOf } from '../tables/package-parts';
import { assess } from '../worker/recompute';
import { movedBy, type BothWays } from './moved';
import { z } from 'zod';

const Count = z.array(z.object({ n: z.int() }));
const Keys = z.array(z.object({ register: z.string(), caseId: z.string() }));
/** One day of margin, because an acceptance day starts earlier in some zones. */
const OPEN = `FROM matter_clock WHERE accepted_at >= $1::date - interval '1 day' AND ($2::text[] IS NULL OR item = ANY($2))`;
const COUNT = `SELECT count(*)::int AS n ${OPEN}`;
const LATEST = `SELECT register, case_id AS "caseId" ${OPEN} ORDER BY accepted_at DESC, id LIMIT $3`;

/**
 * Open matters accepted from a day on, latest first, with their number. @param items null: all, including matters
 * without an item
 */
export async function openMatters(
  postgres: DataSource,
  { from, items, limit }: { from: string; items: readonly string[] | null; limit: number },
): Promise<{ count: number; open: CaseKey[] }> {
  const [count] = Count.parse(await postgres.query(COUNT, [from, items]));
  const open = Keys.parse(await postgres.query(LATEST, [from, items, limit]));
  return { count: count?.n ?? 0, open };
}

/** Maximum number of matters examined; the answer reports how many were. */
const MAX_MATTERS = 2_000;
const BATCH = 500;
/** A calendar affects all open matters, however old. */
const BEGINNING = '0001-01-01';

/** The effect of other default clocks, item limits or calendars on open matters, computed from their events. */
@Injectable()
export class DueConsequences {
  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly events: CaseEvents,
    private readonly parts: PackageParts,
  ) {}

  async ofClocks(from: string, rules: DatedRules['rules']): Promise<Answer> {
    const { parts } = await this.grounds.fresh();
    const revision = Math.max(0, ...parts.clocks.map((version) => version.revision)) + 1;
    return this.compute(from, null, parts, { ...parts, clocks: [...parts.clocks, { from, revision, rules }] });
  }

  async ofItems(from: string, items: readonly ItemDoc[]): Promise<Answer> {
    const { parts } = await this.grounds.fresh();
    const codes = items.map(({ code }) => code);
    return this.compute(from, codes, parts, { ...parts, past: withItemsFrom(parts.past, from, items) });
  }

  async ofCalendars(calendars: CalendarState): Promise<Answer> {
    const { parts } = await this.grounds.fresh();
    // separate offices, because the cache key is the calendar revision, which is not unique here
    return this.compute(BEGINNING, null, parts, { ...parts, calendars, offices: new Offices() });
  }

  private async compute(
    from: string,
    items: readonly string[] | null,
    ...[current, draft]: readonly [Grounds['parts'], Grounds['parts']]
  ): Promise<Answer> {
    const [before, after] = [new Grounds(current), new Grounds(draft)];
    const { count, open } = await openMatters(this.postgres, { from, items, limit: MAX_MATTERS });
    const both: BothWays[] = [];
    for (let at = 0; at < open.length; at += BATCH) {
      both.push(...(await this.read(open.slice(at, at + BATCH), before, after)));
      await breathe();
    }
    return { from, open: count, looked: open.length, ...movedBy(both) };
  }

  private async read(keys: readonly CaseKey[], before: Grounds, after: Grounds): Promise<BothWays[]> {
    const histories = await this.events.readHistories(keys, (source) => before.registerOf(source));
    const parts = await this.parts.readParts(
      keys.filter((key) => mayHaveParts(histories.get(matterId(key))?.events ?? [])),
    );
    return keys.flatMap((key): BothWays[] => {
      const id = matterId(key);
      const events = histories.get(id)?.events;
      if (events === undefined) return [];
      const own = partsOf(events, parts.get(id));
      const [was, is] = [before, after].map((grounds) => assess(grounds, key.caseId, events, own));
      return was === undefined || is === undefined || was.matter.closedAt !== null
        ? []
        : [{ ...key, before: was, after: is }];
    });
  }
}
