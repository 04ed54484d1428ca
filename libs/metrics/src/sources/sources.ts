import { METRIC_KEYS, type MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { BookingSource } from './booking-source';
import { CardSource } from './card-source';
import { ChannelSource } from './channel-source';
import { ConsultSource } from './consult-source';
import { MatterSource } from './matter-source';
import { MeetingSource } from './meeting-source';
import { NowSource } from './now-source';
import { PromptSource } from './prompt-source';
import { QuoteSource } from './quote-source';
import { RatingSource } from './rating-source';
import type { MetricSource } from './source';
import { VisitSource } from './visit-source';
import { WarningSource } from './warning-source';
import { WindowSource } from './window-source';

/** The source of each metric; every key has exactly one. */
@Injectable()
export class Sources {
  private readonly byKey: ReadonlyMap<MetricKey, MetricSource>;

  constructor(
    visits: VisitSource,
    windows: WindowSource,
    bookings: BookingSource,
    quotes: QuoteSource,
    now: NowSource,
    ratings: RatingSource,
    matters: MatterSource,
    cards: CardSource,
    channels: ChannelSource,
    consults: ConsultSource,
    warnings: WarningSource,
    prompts: PromptSource,
    meetings: MeetingSource,
  ) {
    const all: readonly MetricSource[] = [
      visits,
      windows,
      bookings,
      quotes,
      now,
      ratings,
      matters,
      cards,
      channels,
      consults,
      warnings,
      prompts,
      meetings,
    ];
    this.byKey = new Map(all.flatMap((source) => source.keys.map((key) => [key, source] as const)));
    const missing = METRIC_KEYS.filter((key) => !this.byKey.has(key));
    if (missing.length > 0) throw new Error(`no source computes ${missing.join(', ')}`);
  }

  get(key: MetricKey): MetricSource {
    const source = this.byKey.get(key);
    if (source === undefined) throw new Error(`no source computes ${key}`);
    return source;
  }
}
