import type { Caller, HallScope, KeptHalls } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { forbidden, unprocessable } from '@cockpit/platform';

/** Hall information from the organisation module. */
export interface Halls {
  readonly known: () => Promise<ReadonlySet<string>>;
  /** these halls first, then every place beneath them */
  readonly withBeneath: (codes: readonly string[]) => Promise<string[]>;
}

/** Scope of an account, token or source; with units it includes their matters in every hall. */
export interface Reach {
  halls: HallScope;
  units?: readonly string[] | null | undefined;
}

/**
 * The list of halls. The organisation module, which depends on this one, provides it; a process without it skips the
 * checks.
 */
@Injectable()
export class HallDirectory {
  private halls: Halls | null = null;

  provide(halls: Halls): void {
    this.halls = halls;
  }

  /** Expands the halls of a caller: a department includes every place beneath it. */
  async sight(halls: KeptHalls): Promise<KeptHalls> {
    return halls === 'all' || halls.length === 0 || this.halls === null ? halls : this.halls.withBeneath(halls);
  }

  /**
   * Refuses misspelt halls, which would otherwise show months later as a hall without data.
   * @throws AppError 422 `unknown-hall` naming every unknown hall
   */
  async refuseUnknown(halls: HallScope): Promise<void> {
    if (halls === 'all' || this.halls === null) return;
    const existing = await this.halls.known();
    const unknown = halls.flatMap((hall, at) =>
      existing.has(hall) ? [] : [{ path: `halls.${String(at)}`, message: `the organisation has no hall "${hall}"` }],
    );
    if (unknown.length > 0)
      throw unprocessable(
        'unknown-hall',
        existing.size === 0 ? 'no organisation has been imported yet: import it first' : 'not every hall named exists',
        unknown,
      );
  }

  /** Whether the caller sees all of the scope. */
  private async isWithin({ halls: seen }: Pick<Caller, 'halls'>, { halls, units }: Reach): Promise<boolean> {
    if (seen === 'all') return true;
    if (halls === 'all' || (units ?? null) !== null) return false;
    const reached = await this.sight(halls);
    return reached !== 'all' && reached.every((hall) => seen.includes(hall));
  }

  /** The items whose whole scope the caller sees. */
  async within<T extends Reach>(caller: Pick<Caller, 'halls'>, items: readonly T[]): Promise<T[]> {
    const seen = await Promise.all(items.map((item) => this.isWithin(caller, item)));
    return items.filter((_, at) => seen[at]);
  }

  /**
   * Nobody may give, change or remove rights in halls that they do not see.
   * @throws AppError 403 `hall-out-of-scope`
   */
  async assertWithin(caller: Pick<Caller, 'halls'>, reach: Reach): Promise<void> {
    if (!(await this.isWithin(caller, reach)))
      throw forbidden('hall-out-of-scope', 'this reaches halls that you do not see');
  }
}
