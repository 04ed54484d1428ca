import { isRowFault, type Clock, type DeadLetters } from '@cockpit/platform';
import { Logger } from '@nestjs/common';
import { z } from 'zod';

const SAY_AGAIN_MS = 60_000;
const LOOK_EVERY_MS = 10_000;
const Fault = z.object({ hall: z.string(), what: z.string() });
type Fault = z.infer<typeof Fault>;

/** What cannot be shown of the halls of one partition: put away with its reason, tried again ever more rarely, and never in the way of the other halls. */
export class HallFaults {
  private readonly logger = new Logger('live');
  private readonly saidAt = new Map<string, number>();
  private readonly worker: string;
  private lookedAt = 0;

  constructor(
    partition: number,
    private readonly letters: Pick<DeadLetters, 'due' | 'put' | 'settle'>,
    private readonly clock: Clock,
  ) {
    this.worker = `live-${String(partition)}`;
  }

  /** @returns null when the hall or event is at fault @throws anything else: then nothing can be shown at all */
  async alone<T>(hall: string, what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!isRowFault(error)) throw error;
      await this.put(hall, what, error);
      return null;
    }
  }

  async put(hall: string, what: string, error: unknown): Promise<void> {
    const at = this.clock.now();
    const name = nameOf({ hall, what });
    if (at - (this.saidAt.get(name) ?? -Infinity) < SAY_AGAIN_MS) return;
    this.saidAt.set(name, at);
    this.logger.error({ hall, what, err: error }, 'a hall cannot be shown as it is; the others go on');
    await this.quietly(() => this.letters.put(this.worker, name, { hall, what } satisfies Fault, error));
  }

  /** Halls of which something is to be tried again now. */
  async due(): Promise<Map<string, string[]>> {
    const now = this.clock.now();
    if (now - this.lookedAt < LOOK_EVERY_MS) return new Map();
    this.lookedAt = now;
    const due = z
      .array(Fault)
      .parse(((await this.quietly(() => this.letters.due([this.worker]))) ?? []).map(({ body }) => body));
    return new Map(
      [...new Set(due.map(({ hall }) => hall))].map((hall) => [
        hall,
        due.filter((one) => one.hall === hall).map(({ what }) => what),
      ]),
    );
  }

  /** Does the work on a hall anew; what is not at fault again is settled. */
  async again(hall: string, whats: readonly string[], work: () => Promise<unknown>): Promise<void> {
    const names = whats.map((what) => nameOf({ hall, what }));
    for (const name of names) this.saidAt.delete(name);
    await work();
    await this.quietly(() =>
      this.letters.settle(
        this.worker,
        names.filter((name) => !this.saidAt.has(name)),
      ),
    );
  }

  /** Letters lie in Postgres, snapshots do not: they go on when it is away. */
  private async quietly<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.logger.warn({ err: error }, 'what cannot be shown could not be put away');
      return null;
    }
  }
}

const nameOf = ({ hall, what }: Fault): string => `${hall} ${what}`;
