import { Inject, Injectable } from '@nestjs/common';
import { LiveHall } from '@cockpit/contracts';
import { REDIS, notFound, unavailable } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { liveKeys } from '../keys';
import { HALL_CATALOGUE, type HallCatalogue } from '../ports';
import { LiveSections } from '../sections';
import { promptsBeside } from '../view/shown-prompts';
import { warningsBeside } from '../view/shown-warnings';
import { situated } from '../view/situated';
import { aged } from './aged';

/** The last snapshot of a hall, with prompts and warnings as they stand this moment. */
@Injectable()
export class LiveSnapshots {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(HALL_CATALOGUE) private readonly catalogue: HallCatalogue,
    private readonly sections: LiveSections,
  ) {}

  /**
   * @throws {AppError} 404 for a hall nobody knows, 503 before its first snapshot
   */
  async get(hall: string, wallNow: number): Promise<LiveHall> {
    const snapshot = await this.ifThere(hall, wallNow);
    if (snapshot !== null) return snapshot;
    await this.assertKnown(hall);
    throw unavailable('there is no snapshot of this hall yet', 2, 'live-not-ready');
  }

  /** As `of`, but null where it has nothing to show. */
  async ifThere(hall: string, wallNow: number): Promise<LiveHall | null> {
    const [stored, sections] = await Promise.all([this.redis.get(liveKeys(hall).snapshot), this.sections.read(hall)]);
    if (stored === null) return null;
    const snapshot = LiveHall.parse(JSON.parse(stored));
    const decidedAt = sections.decidedAt === null ? snapshot.decidedAt : new Date(sections.decidedAt).toISOString();
    const prompts = promptsBeside(sections.prompts, snapshot);
    const warnings = warningsBeside(sections.warnings, snapshot);
    return situated(aged({ ...snapshot, prompts, warnings, decidedAt }, wallNow));
  }

  /** The last snapshots of many halls, without prompts and warnings; halls without one are left out. */
  async glance(halls: readonly string[], wallNow: number): Promise<Map<string, LiveHall>> {
    if (halls.length === 0) return new Map();
    const stored = await this.redis.mget(halls.map((hall) => liveKeys(hall).snapshot));
    return new Map(
      halls.flatMap((hall, i) => {
        const snapshot = stored[i] ?? null;
        return snapshot === null ? [] : [[hall, aged(LiveHall.parse(JSON.parse(snapshot)), wallNow)] as const];
      }),
    );
  }

  async assertKnown(hall: string): Promise<void> {
    if (!(await this.catalogue.halls()).includes(hall)) throw notFound('unknown-hall', `there is no hall "${hall}"`);
  }
}
