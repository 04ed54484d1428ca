import {
  METRICS,
  REASON_BYS,
  TARGETED,
  type Caller,
  type MetricAnswer,
  type MetricKey,
  type Overview,
} from '@cockpit/contracts';
import { CLOCK, Flights, type Clock } from '@cockpit/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Asking } from '../asking/asking';
import { MetricsService } from '../metrics.service';
import { Sources } from '../sources/sources';
import type { TargetBooks } from '../targets/target-store';
import { KeptOverviews } from './kept-overviews';
import { reasonOf } from './reason';
import { firstOfWeeks, weeksOf, type Weeks } from './weeks';

type Figure = Overview['figures'][number];
type Part = MetricAnswer['parts'][number];

/** Shown while no targets are set: people wait, matters are due, warnings are closed, visitors say how it was. */
const WITHOUT_TARGETS: readonly MetricKey[] = [
  'service_level',
  'wait_p90',
  'on_time_rate',
  'closed_loop_rate',
  'satisfied',
];
/** What is read in a minute, with what measures saved. */
const MOST_TARGETED = 7;
const SAVED: MetricKey = 'minutes_saved';
const MOST_WORST = 3;
/** All days of it are over: what comes late is seen a little later. */
const KEPT_MS = 5 * 60_000;
/** Whoever asks while figures are computed waits for these. */
const COMPUTED_FOR_MS = 60_000;

interface Question {
  readonly hall: string | undefined;
  readonly from: string;
  readonly to: string;
}

export interface Asked {
  readonly books: TargetBooks;
  readonly question: Question;
  readonly caller: Pick<Caller, 'halls'>;
}

/** The metrics that have targets anywhere and the minutes saved, each with its last weeks and the halls furthest from their targets. */
@Injectable()
export class OverviewFigures {
  private readonly logger = new Logger('overview');
  private readonly flights = new Flights<Figure[]>(COMPUTED_FOR_MS);

  constructor(
    private readonly metrics: MetricsService,
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly kept: KeptOverviews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The one most halls miss first; what is old is told while it is computed anew. @param keptMs how old that is @throws {AppError} 404 for a hall nobody knows */
  async read(asked: Asked, keptMs = KEPT_MS): Promise<Figure[]> {
    const name = nameOf(asked);
    const [kept] = await Promise.all([
      this.kept.read(name),
      this.kept.note({ hall: asked.question.hall, halls: asked.caller.halls }),
    ]);
    if (kept === null) return this.anew(asked);
    if (this.clock.now() - kept.at > keptMs)
      void this.anew(asked).catch((err: unknown) => {
        this.logger.error({ err }, 'figures of an overview could not be computed anew');
      });
    return kept.figures;
  }

  /** Computes them, and keeps them for whoever asks next. @throws {AppError} as `read` does */
  anew(asked: Asked): Promise<Figure[]> {
    const name = nameOf(asked);
    return this.flights.join(name, async () => {
      const at = this.clock.now();
      const figures = await this.compute(asked);
      await this.kept.write(name, { at, figures });
      return figures;
    });
  }

  private async compute({ books, question, caller }: Asked): Promise<Figure[]> {
    const named = new Set<MetricKey>([...books.values()].flat().map(({ metric }) => metric));
    const targeted = named.size === 0 ? WITHOUT_TARGETS : TARGETED.filter((key) => named.has(key));
    const keys = [...targeted.slice(0, MOST_TARGETED), SAVED];
    const figures = await Promise.all(keys.map((key) => this.figure(key, question, caller)));
    return figures.sort((a, b) => shareMissed(b) - shareMissed(a));
  }

  private async figure(key: MetricKey, question: Question, caller: Pick<Caller, 'halls'>): Promise<Figure> {
    const [answer, weeks] = await Promise.all([
      this.metrics.answer(key, { ...question, by: 'hall' }, caller),
      this.weeks(key, question, caller),
    ]);
    const judged = answer.parts.filter(({ target }) => typeof target?.met === 'boolean');
    const missed = judged.filter(({ target }) => target?.met === false).sort((a, b) => distance(a) - distance(b));
    const reason = await this.reason(key, missed[0], question, caller);
    return {
      key,
      ...measured(answer),
      judged: judged.length,
      missed: missed.length,
      worst: missed.slice(0, MOST_WORST).map((part) => ({ hall: part.by, ...measured(part) })),
      weeks,
      ...(reason === undefined ? {} : { reason }),
    };
  }

  private async weeks(key: MetricKey, { hall, to }: Question, caller: Pick<Caller, 'halls'>): Promise<Weeks> {
    if (!METRICS[key].by.includes('day')) return [];
    const ask = await this.asking.resolve({ hall, from: firstOfWeeks(to), to, by: 'day' }, caller);
    return weeksOf(key, await this.sources.get(key).rows(key, ask, await this.asking.plans(ask)), to);
  }

  private async reason(
    key: MetricKey,
    worst: Part | undefined,
    { from, to }: Question,
    caller: Pick<Caller, 'halls'>,
  ): Promise<Figure['reason']> {
    const by = REASON_BYS.find((one) => METRICS[key].by.includes(one));
    if (worst?.target === undefined || by === undefined) return undefined;
    const { parts } = await this.metrics.answer(key, { hall: worst.by, from, to, by }, caller);
    const found = reasonOf(key, parts, worst.target.target);
    if (found === null || found.part === '') return undefined;
    const plans = await this.asking.book(to, to);
    const doc = plans.on(to);
    const named = by === 'queue' ? plans.hall(worst.by, to)?.queues : by === 'item' ? (doc?.items ?? []) : undefined;
    return { by, ...found, name: named?.find(({ code }) => code === found.part)?.name ?? null };
  }
}

/** All that figures depend on: nobody gets what was computed for other halls or other targets. */
const nameOf = ({ question, caller, books }: Asked): string => JSON.stringify([question, caller.halls, [...books]]);

const shareMissed = ({ judged, missed }: Figure): number => (judged === 0 ? 0 : missed / judged);

/** In parts of the target, so that halls with different targets can be told apart. */
const distance = ({ target }: Part): number => (target?.by ?? 0) / Math.max(Math.abs(target?.target ?? 1), 1e-9);

const measured = ({
  value,
  numerator,
  denominator,
  target,
}: Omit<Part, 'by'>): Omit<Figure['worst'][number], 'hall'> => ({
  ...{ value, numerator, denominator },
  ...(target === undefined ? {} : { target }),
});
