import { LAW_KEYS, lawInWords, type Caller, type LawResult, type LawsAnswer } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { hasSharedRegisters } from '@cockpit/access';
import { cardsStepped } from '@cockpit/matters';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, CLOCK, selectRows, type Clock } from '@cockpit/platform';
import type { ClickHouseClient } from '@clickhouse/client';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Asking, type Question } from '../asking/asking';
import { AddingUp } from './adding-up';
import { HallDayLaws } from './hall-day-laws';
import { judged } from './law';
import { LawFacts } from './law-facts';
import { NowLaw } from './now-law';
import { WarningLaw } from './warning-law';

const USUAL_DAYS = 28;

type Question28 = Pick<Question, 'hall' | 'from' | 'to'>;

/** Compares the figures of hall days with each other. Laws are about sums only, so nothing is divided here. */
@Injectable()
export class LawsService {
  constructor(
    private readonly asking: Asking,
    private readonly days: HallDayLaws,
    private readonly adding: AddingUp,
    private readonly now: NowLaw,
    private readonly warnings: WarningLaw,
    private readonly facts: LawFacts,
    private readonly postgres: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CLICKHOUSE_READER) private readonly client: ClickHouseClient,
  ) {}

  /** @throws AppError as metrics do, for an unknown hall or an impossible period */
  async check(question: Question28, caller: Pick<Caller, 'halls'>): Promise<LawsAnswer> {
    const period = await this.period(question);
    const ask = await this.asking.resolve({ hall: question.hall, ...period }, caller);
    const plans = await this.asking.plans(ask);
    const parts = await Promise.all([
      this.days.check(ask, plans),
      this.adding.hours(ask, plans),
      this.adding.halls(ask, plans),
      this.now.check(ask, plans),
      this.warnings.check(ask, plans),
      // matters and cards belong to no hall day, so they need the view of everything
      ask.everything ? this.matters() : [],
      ask.everything ? this.cards() : [],
    ]);
    const items = parts.flat();
    const tally = (results: readonly LawResult[]): Pick<LawsAnswer, 'holds' | 'cannotHold' | 'broken'> => ({
      holds: results.filter(({ state }) => state === 'holds').length,
      cannotHold: results.filter(({ state }) => state === 'cannot-hold').length,
      broken: results.filter(({ state }) => state === 'broken').length,
    });
    return {
      ...period,
      ...tally(items),
      laws: LAW_KEYS.map((law) => ({
        law,
        ...lawInWords(law),
        ...tally(items.filter((item) => item.law === law)),
      })),
      items: items
        .filter(({ state }) => state !== 'holds')
        .sort((a, b) => (a.state < b.state ? -1 : a.state > b.state ? 1 : 0)),
    };
  }

  /** Default period: the last four weeks with data. */
  private async period({ from, to }: Question28): Promise<{ from: string; to: string }> {
    const row = z.object({ first: z.string(), last: z.string(), days: z.coerce.number() });
    const [stored] = await selectRows(this.client, {
      label: 'laws.days',
      row,
      sql: 'SELECT toString(min(day)) AS first, toString(max(day)) AS last, count() AS days FROM visit',
    });
    const last =
      to ??
      (stored === undefined || stored.days === 0 ? new Date(this.clock.now()).toISOString().slice(0, 10) : stored.last);
    const begin = addDays(last, 1 - USUAL_DAYS);
    return { from: from ?? begin, to: last };
  }

  private async matters(): Promise<LawResult[]> {
    const [{ accepted, closed, open }, shared] = await Promise.all([
      this.facts.matters(),
      hasSharedRegisters(this.postgres),
    ]);
    return [
      judged({
        law: 'matters',
        unit: 'count',
        left: accepted,
        right: closed + open,
        excuse: shared ? 'shared-register' : null,
      }),
    ];
  }

  /** Compares each card's state with its last recorded step. */
  private async cards(): Promise<LawResult[]> {
    const { issued, stepped } = await cardsStepped(this.postgres);
    return [judged({ law: 'cards', unit: 'count', left: issued, right: stepped })];
  }
}
