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

/** Default metrics while no targets are set. */
const WITHOUT_TARGETS: readonly MetricKey[] = [
  'service_level',
  'wait_p90',
  'on_time_rate',
  'closed_loop_rate',
  'satisfied',
];
/** Few enough to read in a minute, together with the minutes saved. */
const MAX_TARGETED = 7;
const SAVED: MetricKey = 'minutes_saved';
const MAX_WORST = 3;
/** Only finished days are shown, so slightly old figures are acceptable. */
const MAX_AGE_MS = 5 * 60_000;
/** Callers during a computation wait for it. */
const COMPUTE_TIMEOUT_MS = 60_000;

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

/** Metrics with targets and the minutes saved, each with the last weeks and the halls furthest from their targets. */
@Injectable()
export class OverviewFigures {
  private readonly logger = new Logger('overview');
  private readonly flights = new Flights<Figure[]>(COMPUTE_TIMEOUT_MS);

  constructor(
    private readonly metrics: MetricsService,
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly kept: KeptOverviews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The metric that most halls miss comes first. Old figures are returned while new ones are computed. @param keptMs
   * maximum age @throws {AppError} 404 for an unknown hall
   */
  async read(request: Asked, maxAgeMs = MAX_AGE_MS): Promise<Figure[]> {
    const name = nameOf(request);
    const [cached] = await Promise.all([
      this.kept.read(name),
      this.kept.note({ hall: request.question.hall, halls: request.caller.halls }),
    ]);
    if (cached === null) return this.anew(request);
    if (this.clock.now() - cached.at > maxAgeMs)
      void this.anew(request).catch((err: unknown) => {
        this.logger.error({ err }, 'figures of an overview could not be computed anew');
      });
    return cached.figures;
  }

  /** Computes and stores the figures. @throws {AppError} as `read` */
  anew(request: Asked): Promise<Figure[]> {
    const name = nameOf(request);
    return this.flights.join(name, async () => {
      const at = this.clock.now();
      const figures = await this.compute(request);
      await this.kept.write(name, { at, figures });
      return figures;
    });
  }

  private async compute({ books, question, caller }: Asked): Promise<Figure[]> {
    const named = new Set<MetricKey>([...books.values()].flat().map(({ metric }) => metric));
    const targeted = named.size === 0 ? WITHOUT_TARGETS : TARGETED.filter((key) => named.has(key));
    const keys = [...targeted.slice(0, MAX_TARGETED), SAVED];
    const figures = await Promise.all(keys.map((key) => this.figure(key, question, caller)));
    return figures.sort((a, b) => shareMissed(b) - shareMissed(a));
  }

  private async figure(key: MetricKey, question: Question, caller: Pick<Caller, 'halls'>): Promise<Figure> {
    const [answer, weeks] = await Promise.all([
      this.metrics.answer(key, { ...question, by: 'hall' }, caller),
      this.weeks(key, question, caller),
    ]);
    const withTarget = answer.parts.filter(({ target }) => typeof target?.met === 'boolean');
    const missed = withTarget.filter(({ target }) => target?.met === false).sort((a, b) => distance(a) - distance(b));
    const reason = await this.reason(key, missed[0], question, caller);
    return {
      key,
      ...measured(answer),
      judged: withTarget.length,
      missed: missed.length,
      worst: missed.slice(0, MAX_WORST).map((part) => ({ hall: part.by, ...measured(part) })),
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
    const by = REASON_BYS.find((candidate) => METRICS[key].by.includes(candidate));
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

/** The cache key contains everything that the figures depend on, including scope and targets. */
const nameOf = ({ question, caller, books }: Asked): string => JSON.stringify([question, caller.halls, [...books]]);

const shareMissed = ({ judged, missed }: Figure): number => (judged === 0 ? 0 : missed / judged);

/** Relative to the target, so that halls with different targets are comparable. */
const distance = ({ target }: Part): number => (target?.by ?? 0) / Math.max(Math.abs(target?.target ?? 1), 1e-9);

const measured = ({
  value,
  numerator,
  denominator,
  target,
}: Omit<Part, 'by'>): Omit<Figure['worst'][number], 'hall'> => ({
  value,
  numerator,
  denominator,
  ...(target === undefined ? {} : { target }),
});
