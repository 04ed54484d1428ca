import type { Caller, HallScope, KeptHalls } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { forbidden, unprocessable } from '@cockpit/platform';

/** What the organisation tells of its halls. */
export interface Halls {
  readonly known: () => Promise<ReadonlySet<string>>;
  /** these halls first, then every place that stands beneath one of them */
  readonly withBeneath: (codes: readonly string[]) => Promise<string[]>;
}

/** What an account, a token or a source reaches; one that speaks for units reaches their matters in every hall. */
export interface Reach {
  halls: HallScope;
  units?: readonly string[] | null | undefined;
}

/** Which halls there are. The organisation, which is built on this module, tells it; a process without organisation asks nothing. */
@Injectable()
export class HallDirectory {
  private halls: Halls | null = null;

  tell(halls: Halls): void {
    this.halls = halls;
  }

  /** What somebody bound to these halls sees: who is bound to a department sees every place beneath it. */
  async sight(halls: KeptHalls): Promise<KeptHalls> {
    return halls === 'all' || halls.length === 0 || this.halls === null ? halls : this.halls.withBeneath(halls);
  }

  /**
   * An account or key for a hall that does not exist is a typing error that shows months later, as a hall nobody hears of.
   * @throws AppError 422 `unknown-hall` naming every hall that the organisation has not
   */
  async refuseUnknown(halls: HallScope): Promise<void> {
    if (halls === 'all' || this.halls === null) return;
    const known = await this.halls.known();
    const unknown = halls.flatMap((hall, at) =>
      known.has(hall) ? [] : [{ path: `halls.${String(at)}`, message: `the organisation has no hall "${hall}"` }],
    );
    if (unknown.length > 0)
      throw unprocessable(
        'unknown-hall',
        known.size === 0 ? 'no organisation has been imported yet: import it first' : 'not every hall named exists',
        unknown,
      );
  }

  /** Whether a caller sees all that is reached. */
  private async isWithin({ halls: seen }: Pick<Caller, 'halls'>, { halls, units }: Reach): Promise<boolean> {
    if (seen === 'all') return true;
    if (halls === 'all' || (units ?? null) !== null) return false;
    const reached = await this.sight(halls);
    return reached !== 'all' && reached.every((hall) => seen.includes(hall));
  }

  /** Those of them that a caller sees whole. */
  async within<T extends Reach>(caller: Pick<Caller, 'halls'>, all: readonly T[]): Promise<T[]> {
    const seen = await Promise.all(all.map((one) => this.isWithin(caller, one)));
    return all.filter((_, at) => seen[at]);
  }

  /**
   * Nobody gives rights in halls that they do not see themselves, nor changes or takes them.
   * @throws AppError 403 `hall-out-of-scope`
   */
  async assertWithin(caller: Pick<Caller, 'halls'>, reach: Reach): Promise<void> {
    if (!(await this.isWithin(caller, reach)))
      throw forbidden('hall-out-of-scope', 'this reaches halls that you do not see');
  }
}
