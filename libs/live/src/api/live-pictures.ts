import { Inject, Injectable } from '@nestjs/common';
import { LiveHall } from '@cockpit/contracts';
import { REDIS, notFound, unavailable } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { liveKeys } from '../keys';
import { HALL_CATALOGUE, type HallCatalogue } from '../ports';
import { LiveSections } from '../sections';
import { aged } from './aged';

/** The last picture of a hall, with prompts and warnings as they stand this moment. */
@Injectable()
export class LivePictures {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(HALL_CATALOGUE) private readonly catalogue: HallCatalogue,
    private readonly sections: LiveSections,
  ) {}

  /**
   * @throws {AppError} 404 for a hall nobody knows, 503 before its first picture
   */
  async of(hall: string, wallNow: number): Promise<LiveHall> {
    const picture = await this.ifThere(hall, wallNow);
    if (picture !== null) return picture;
    await this.assertKnown(hall);
    throw unavailable('there is no picture of this hall yet', 2, 'live-not-ready');
  }

  /** As `of`, but null where it has nothing to show. */
  async ifThere(hall: string, wallNow: number): Promise<LiveHall | null> {
    const [stored, sections] = await Promise.all([this.redis.get(liveKeys(hall).picture), this.sections.read(hall)]);
    if (stored === null) return null;
    const picture = LiveHall.parse(JSON.parse(stored));
    const decidedAt = sections.decidedAt === null ? picture.decidedAt : new Date(sections.decidedAt).toISOString();
    return aged({ ...picture, prompts: sections.prompts, warnings: sections.warnings, decidedAt }, wallNow);
  }

  /** The last pictures of many halls, without prompts and warnings; halls without one are left out. */
  async glance(halls: readonly string[], wallNow: number): Promise<Map<string, LiveHall>> {
    if (halls.length === 0) return new Map();
    const stored = await this.redis.mget(halls.map((hall) => liveKeys(hall).picture));
    return new Map(
      halls.flatMap((hall, i) => {
        const picture = stored[i] ?? null;
        return picture === null ? [] : [[hall, aged(LiveHall.parse(JSON.parse(picture)), wallNow)] as const];
      }),
    );
  }

  async assertKnown(hall: string): Promise<void> {
    if (!(await this.catalogue.halls()).includes(hall)) throw notFound('unknown-hall', `there is no hall "${hall}"`);
  }
}
