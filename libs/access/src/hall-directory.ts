import type { HallScope } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { unprocessable } from '@cockpit/platform';

type KnownHalls = () => Promise<ReadonlySet<string>>;

/** Which halls there are. The organisation, which is built on this module, tells it; a process without organisation asks nothing. */
@Injectable()
export class HallDirectory {
  private known: KnownHalls | null = null;

  tell(known: KnownHalls): void {
    this.known = known;
  }

  /**
   * An account or key for a hall that does not exist is a typing error that shows months later, as a hall nobody hears of.
   * @throws AppError 422 `unknown-hall` naming every hall that the organisation has not
   */
  async refuseUnknown(halls: HallScope): Promise<void> {
    if (halls === 'all' || this.known === null) return;
    const known = await this.known();
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
}
