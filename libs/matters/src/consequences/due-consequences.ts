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
import { openMatters } from './open-matters';
import { movedBy, type BothWays } from './moved';

/** More are not looked at: the page says of how many it speaks. */
const MOST = 2_000;
const AT_ONCE = 500;
/** A notice holds for whatever is open, however long. */
const SINCE_EVER = '0001-01-01';

/** What other default clocks, other limits of items or another calendar would do to open matters, read again from their events. */
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
    const revision = Math.max(0, ...parts.clocks.map((one) => one.revision)) + 1;
    return this.compute(from, null, parts, { ...parts, clocks: [...parts.clocks, { from, revision, rules }] });
  }

  async ofItems(from: string, items: readonly ItemDoc[]): Promise<Answer> {
    const { parts } = await this.grounds.fresh();
    const codes = items.map(({ code }) => code);
    return this.compute(from, codes, parts, { ...parts, past: withItemsFrom(parts.past, from, items) });
  }

  async ofCalendars(calendars: CalendarState): Promise<Answer> {
    const { parts } = await this.grounds.fresh();
    // laid out apart from those in force, which are kept by their revision
    return this.compute(SINCE_EVER, null, parts, { ...parts, calendars, offices: new Offices() });
  }

  private async compute(
    from: string,
    items: readonly string[] | null,
    ...[old, young]: readonly [Grounds['parts'], Grounds['parts']]
  ): Promise<Answer> {
    const [before, after] = [new Grounds(old), new Grounds(young)];
    const { count, open } = await openMatters(this.postgres, { from, items, limit: MOST });
    const both: BothWays[] = [];
    for (let at = 0; at < open.length; at += AT_ONCE) {
      both.push(...(await this.read(open.slice(at, at + AT_ONCE), before, after)));
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
