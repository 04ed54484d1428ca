import {
  message,
  METRICS,
  render,
  type Caller,
  type Message,
  type MetricAnswer,
  type MetricKey,
  type Against,
  type OrganisationDoc,
} from '@cockpit/contracts';
import { commonDay, against, targetOf, type TargetPlace } from '@cockpit/domain';
import { Flights } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import type { Ask } from './asking/ask';
import { Asking, type Question } from './asking/asking';
import { FreshnessReader, together, type Freshness } from './asking/freshness';
import { assertBy, assertNarrowing, mutedHalls, spanOf } from './asking/question';
import { recentDays } from './asking/recent-days';
import { Sources } from './sources/sources';
import { TargetStore, type TargetBooks } from './targets/target-store';
import { figureOf, rolledUp, type Figure } from './sums';
import { targetPlaces } from './targets/place';

/** Temporal splits: their parts share the target of the whole. */
const OVER_TIME: ReadonlySet<string> = new Set(['day', 'weekday']);

/**
 * Adds targets to an answer: to the whole, its halls and its days. A period uses the target of the month in which it
 * ends, a day that of its own month. Parts of a hall, such as queues and officers, have none.
 */
function besideTargets(
  answer: MetricAnswer,
  books: TargetBooks,
  doc: Pick<OrganisationDoc, 'halls'> | null,
): MetricAnswer {
  if (books.size === 0) return answer;
  const places = targetPlaces(doc?.halls ?? []);
  const month = answer.to.slice(0, 7);
  const own = places.get(answer.hall);
  const targetFields = (value: number | null, place: TargetPlace | undefined, when: string): { target?: Against } => {
    const target = place === undefined ? null : targetOf(books, answer.key, place, when);
    const comparison = target === null ? null : against(answer.key, value, target);
    return comparison === null ? {} : { target: comparison };
  };
  return {
    ...answer,
    ...targetFields(answer.value, own, month),
    parts: answer.parts.map((part) => {
      if (answer.by === 'hall') return { ...part, ...targetFields(part.value, places.get(part.by), month) };
      if (answer.by !== null && OVER_TIME.has(answer.by))
        return { ...part, ...targetFields(part.value, own, answer.by === 'day' ? part.by.slice(0, 7) : month) };
      return part;
    }),
  };
}

const REASONS: Partial<Record<MetricKey, Message>> = {
  time_to_notice: message('no-value.nobody-notified', {}),
  minutes_saved: message('no-value.nothing-compared', {}),
};

/** Time in which equal queries share one answer. */
const SHARED_FOR_MS = 1_000;

@Injectable()
export class MetricsService {
  private readonly flights = new Flights<MetricAnswer>(SHARED_FOR_MS);

  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
    private readonly freshness: FreshnessReader,
    private readonly targets: TargetStore,
  ) {}

  /**
   * Concurrent equal queries are computed once.
   * @throws AppError 422 `no-such-split` for an unsupported dimension, 404 for an unknown hall, 400 for an impossible
   * period
   */
  async answer(key: MetricKey, question: Question, caller: Pick<Caller, 'halls'>): Promise<MetricAnswer> {
    assertBy(key, question.by);
    assertNarrowing(key, question);
    const { hall, from, to, by, queue, window, officer, item } = question;
    const parts = { queue, window, officer, item };
    // the scope is part of the key, so that nobody gets figures of other halls
    const cacheKey = JSON.stringify([key, hall ?? null, from ?? null, to ?? null, by ?? null, parts, caller.halls]);
    return this.flights.join(cacheKey, () => this.compute(key, question, caller));
  }

  private async compute(key: MetricKey, question: Question, caller: Pick<Caller, 'halls'>): Promise<MetricAnswer> {
    const ask = await this.asking.resolve(question, caller);
    const [plans, fresh, books] = await Promise.all([
      this.asking.plans(ask),
      this.freshness.read(ask),
      this.targets.books(),
    ]);
    const source = this.sources.get(key);
    const rows = await source.rows(key, ask, plans);
    // these parts overlap (other readings, or consultations seen by several tiers), so they do not add up to the whole
    const isOverlapping =
      ask.by === 'aspect' || ask.by === 'terminal' || (ask.by === 'tier' && key.startsWith('consult_'));
    const whole = isOverlapping ? await source.rows(key, { ...ask, by: null }, plans) : rows;
    const muted = mutedHalls(key, ask, fresh);
    const freshness = together(ask.halls.map(({ doc }) => fresh.get(doc.code) ?? together([])));
    const allMuted = muted.size > 0 && muted.size === ask.halls.length;
    const figure = figureOf(key, rolledUp(whole, () => '').get(''));
    const parts = partsOf(
      key,
      ask,
      rolledUp(rows, ({ by }) => by),
      muted,
      allMuted,
    );
    const answer: MetricAnswer = {
      key,
      unit: METRICS[key].unit,
      hall: question.hall ?? null,
      ...spanOf(ask),
      today: todayOf(ask, fresh),
      by: ask.by,
      ...(allMuted ? withoutValue(figure) : figure),
      ...reasonOf(key, figure, allMuted),
      freshness,
      parts,
    };
    // targets apply to places, not to their parts
    return ask.only === undefined ? besideTargets(answer, books, plans.on(answer.to)) : { ...answer, only: ask.only };
  }

  /** Adds the recent days to a question without days. @throws AppError 404 for an unknown hall */
  async withDays<Q extends Pick<Question, 'hall' | 'from' | 'to'>>(
    question: Q,
    caller: Pick<Caller, 'halls'>,
  ): Promise<Q> {
    const { hall, from, to } = question;
    return from === undefined && to === undefined
      ? { ...question, ...recentDays(await this.today(hall, caller)) }
      : question;
  }

  /** The hall day that `answer` uses as today. @throws AppError 404 for an unknown hall */
  async today(hall: string | undefined, caller: Pick<Caller, 'halls'>): Promise<string> {
    const ask = await this.asking.resolve({ hall }, caller);
    return todayOf(ask, await this.freshness.read(ask));
  }
}

/** The most common current day of the halls that have events. */
function todayOf({ halls, nowhere }: Ask, fresh: ReadonlyMap<string, Freshness>): string {
  const withEvents = halls.filter(({ doc }) => (fresh.get(doc.code)?.lastEventAt ?? null) !== null);
  return commonDay(withEvents.map(({ today }) => today)) ?? nowhere.today;
}

const withoutValue = (figure: Figure): Figure => ({ ...figure, value: null });

function partsOf(
  key: MetricKey,
  ask: Ask,
  sums: ReturnType<typeof rolledUp>,
  muted: ReadonlySet<string>,
  allMuted: boolean,
): MetricAnswer['parts'] {
  if (ask.by === null) return [];
  // a hall without data is listed too
  if (ask.by === 'hall')
    for (const { doc } of ask.halls)
      if (!sums.has(doc.code)) sums.set(doc.code, { hall: doc.code, by: doc.code, n: 0, d: 0 });
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([by, row]) => {
      const figure = figureOf(key, row, ask.by === 'aspect' ? by : undefined);
      return { by, ...(allMuted || (ask.by === 'hall' && muted.has(by)) ? withoutValue(figure) : figure) };
    });
}

function reasonOf(key: MetricKey, { value }: Figure, silent: boolean): Pick<MetricAnswer, 'reason' | 'reasonWords'> {
  if (silent) return reasonFields(message('no-value.silent', {}));
  if (value !== null) return { reason: null };
  return reasonFields(REASONS[key] ?? message('no-value.nothing-to-divide-by', {}));
}

const reasonFields = (words: Message): Pick<MetricAnswer, 'reason' | 'reasonWords'> => ({
  reason: render(words, 'en'),
  reasonWords: words,
});
