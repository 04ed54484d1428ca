import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '@cockpit/contracts';
import { MatterCounter } from '@cockpit/matters';
import type { UnitMatters } from '../rules/unit-rules';

/** Matters are late by the day, and counting them costs time. */
const EVERY_MS = 300_000;
const EVERYTHING: Caller = { kind: 'token', id: 'warnings', name: 'warnings', role: 'administrator', halls: 'all' };

/** Open and overdue matters of every unit, counted now and then. */
@Injectable()
export class UnitCounts {
  private readonly logger = new Logger('warnings');
  private known: { at: number; units: UnitMatters[] | null } | null = null;

  constructor(private readonly matters: MatterCounter) {}

  /** Null: they cannot be counted now. A store that does not answer keeps no other rule waiting. */
  async at(wallNow: number): Promise<readonly UnitMatters[] | null> {
    if (this.known === null || Math.abs(wallNow - this.known.at) >= EVERY_MS)
      this.known = { at: wallNow, units: await this.count() };
    return this.known.units;
  }

  private async count(): Promise<UnitMatters[] | null> {
    try {
      const { items } = await this.matters.count('unit', { state: 'open' }, EVERYTHING);
      return items.flatMap(({ key, name, open, overdue }) =>
        key === null || key === '' ? [] : [{ unit: key, name: name ?? key, open, overdue }],
      );
    } catch (error) {
      this.logger.warn({ err: error }, 'the matters of units cannot be counted now');
      return null;
    }
  }
}
