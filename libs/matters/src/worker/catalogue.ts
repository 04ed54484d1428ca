import { createHash } from 'node:crypto';
import { SHIPPED_CLOCKS } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';

const State = z.object({ value: z.string() });

/** Limits, stages, packages, hours and closures affect clocks: when they change, all open matters are recomputed. */
@Injectable()
export class Catalogue {
  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
  ) {}

  /** @returns whether anything changed since the last check of any process */
  async markChanged(): Promise<boolean> {
    const { organisation, past, liaisons, clocks } = (await this.grounds.load()).parts;
    const inputs = {
      items: [...past.items].map(([code, versions]) => [
        code,
        versions.map(({ from, to, value: { limitUnit, statutory, promised, stages, category } }) => [
          from,
          to,
          limitUnit,
          statutory,
          promised,
          stages,
          category,
        ]),
      ]),
      packages: (organisation?.packages ?? []).map(({ code, items }) => [code, items]),
      halls: [...past.offices],
      liaisons: [...liaisons],
      clocks: clocks.map(({ revision }) => revision),
      shipped: SHIPPED_CLOCKS,
    };
    const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
    return this.postgres.transaction(async (manager) => {
      const [stored] = z
        .array(State)
        .parse(await manager.query("SELECT value FROM matter_state WHERE key = 'catalogue'"));
      if (stored?.value === hash) return false;
      await manager.query(
        "INSERT INTO matter_state (key, value) VALUES ('catalogue', $1) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
        [hash],
      );
      // on the first check ever, existing matters were computed by the current rules
      if (stored === undefined) return false;
      await manager.query(
        "INSERT INTO matter_dirty (source, case_id, cause) SELECT source, case_id, 'catalogue' FROM matter_clock",
      );
      return true;
    });
  }
}
