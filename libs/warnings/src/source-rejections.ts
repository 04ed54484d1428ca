import type { LiveHall, RejectionHealth } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { Sources } from '@cockpit/access';
import { Tallies } from '@cockpit/ingestion';

export interface SourceRejections {
  source: string;
  health: RejectionHealth;
}

/** How much of what the sources of a hall send is rejected of late. */
@Injectable()
export class RejectionReader {
  constructor(
    private readonly sources: Sources,
    private readonly tallies: Tallies,
  ) {}

  /** Read once for all halls; a source for every hall concerns those it has been heard in. */
  async read(wallNow: number): Promise<(snapshot: Pick<LiveHall, 'hall' | 'feeds'>) => SourceRejections[]> {
    const sources = (await this.sources.list()).filter(({ sandbox }) => !sandbox);
    const all = await Promise.all(
      sources.map(async ({ name, halls }) => ({
        source: name,
        halls,
        health: await this.tallies.rejections(name, wallNow),
      })),
    );
    return ({ hall, feeds }) =>
      all.filter(({ source, halls }) =>
        halls === 'all' ? feeds.some((feed) => feed.source === source) : halls.includes(hall),
      );
  }
}
