import {
  DEFAULT_ZONE,
  type BulletinDocument,
  type BulletinPeriod,
  type Caller,
  type HallDoc,
  type MatterSummary,
} from '@cockpit/contracts';
import { daysOfSpan, hallDay, periodAfter, periodBefore, periodYearBefore, type DaySpan } from '@cockpit/domain';
import { HALL_CATALOGUE, type HallCatalogue } from '@cockpit/live';
import { MatterReader } from '@cockpit/matters';
import { Beginnings, Compared, DayFigures, MetricsService } from '@cockpit/metrics';
import { Annotations, OrganisationService, hallsMeant } from '@cockpit/organisation';
import { PlanResults } from '@cockpit/redirect';
import { Inject, Injectable } from '@nestjs/common';
import { FINDINGS_PRINTED, findings, next } from './ahead';
import { FigureBook } from './figure-book';
import type { ExpectedDay, Grounds } from './grounds';
import { peersOf } from './peers';
import { METRIC as RANKED, ranking } from './ranking';
import { causes, practice } from './causes';
import { headline } from './headline';

/** The identity of a bulletin: running number, place and period. */
export interface BulletinOf extends DaySpan {
  readonly no: number;
  readonly place: string | null;
  readonly period: BulletinPeriod;
}

/** Bulletins are computed with bureau rights, so that they do not depend on the caller. */
const BUREAU: Caller = { kind: 'token', id: 'bulletin', name: 'bulletin', role: 'manager', halls: 'all' };
const FINDING_KINDS = ['finding', 'order'] as const;

/** Loads the inputs of a bulletin and generates it. */
@Injectable()
export class BulletinWriter {
  constructor(
    private readonly metrics: MetricsService,
    private readonly compared: Compared,
    private readonly days: DayFigures,
    private readonly beginnings: Beginnings,
    private readonly plans: PlanResults,
    private readonly annotations: Annotations,
    private readonly matters: MatterReader,
    private readonly organisation: OrganisationService,
    @Inject(HALL_CATALOGUE) private readonly halls: HallCatalogue,
  ) {}

  /** @param now epoch ms */
  async write({ no, place, period, from, to }: BulletinOf, now: number): Promise<BulletinDocument> {
    const span = { from, to };
    const organisation = await this.organisation.latest();
    const all = organisation?.halls ?? [];
    const names = new Map(all.map((hall) => [hall.code, hall]));
    const timeZone = (place === null ? undefined : names.get(place)?.timeZone) ?? DEFAULT_ZONE;
    const officers = new Map((organisation?.officers ?? []).map(({ id, name }) => [id, name]));
    const nameOf = (code: string): string => names.get(code)?.name ?? code;
    const computedAt = new Date(now).toISOString();
    const book = new FigureBook(
      no,
      place,
      computedAt,
      (metric, question) =>
        this.metrics.answer(metric, { ...question, ...(place === null ? {} : { hall: place }) }, BUREAU),
      span,
    );
    const [findings, expected, halls, annotations, begun, plans] = await Promise.all([
      this.findings(place),
      this.expected(placesOf(all, place), daysOfSpan(periodAfter(period, span))),
      this.days.read([RANKED], { place, ...span }, BUREAU),
      this.annotations.list({ hall: place ?? undefined, ...span }, BUREAU),
      this.beginnings.within(placesOf(all, place), span),
      this.plans.between(placesOf(all, place), from, to),
    ]);
    return writeDocument(
      {
        book,
        period,
        span,
        findings,
        expected,
        annotations,
        begun,
        plans,
        compared: (metric, against) =>
          this.compared.compare(metric, { ...span, against, ...(place === null ? {} : { hall: place }) }, BUREAU),
        peers: peersOf(RANKED, halls),
        before: periodBefore(period, span),
        yearBefore: periodYearBefore(period, span),
        nameOf,
        ownersOf: ({ unit, hall, officerId }) =>
          [
            unit === null ? hall && nameOf(hall) : nameOf(unit),
            officerId === null ? null : (officers.get(officerId) ?? officerId),
          ].filter((one) => one !== null),
        dayOf: (instant) => hallDay(Date.parse(instant), timeZone),
      },
      { placeName: (place === null ? organisation?.bureau.name : names.get(place)?.name) ?? place, computedAt },
    );
  }

  /** Tickets that a place's halls expect on a day by their current forecasts. */
  async expectedOn(place: string | null, day: string): Promise<number | null> {
    const all = (await this.organisation.latest())?.halls ?? [];
    const [expected] = await this.expected(placesOf(all, place), [day]);
    return expected?.arrivals ?? null;
  }

  private async findings(place: string | null): Promise<MatterSummary[]> {
    const open = await Promise.all(
      FINDING_KINDS.map(async (kind) => {
        const filter = { kind, state: 'open', order: 'due', ...(place === null ? {} : { hall: place }) } as const;
        return (await this.matters.list(filter, BUREAU, FINDINGS_PRINTED + 1)).items;
      }),
    );
    const due = ({ dueAt }: MatterSummary): number => (dueAt === null ? Infinity : Date.parse(dueAt));
    return open.flat().sort((a, b) => due(a) - due(b) || (a.id < b.id ? -1 : 1));
  }

  private async expected(halls: readonly string[], days: readonly string[]): Promise<ExpectedDay[]> {
    const sums = await this.halls.expected(halls, days);
    return days.map((day) => ({ day, arrivals: sums.has(day) ? Math.round(sums.get(day) ?? 0) : null }));
  }
}

/** Codes of the place's halls with queues, without twins. */
function placesOf(all: readonly HallDoc[], place: string | null): string[] {
  const codes = place === null ? new Set(all.map(({ code }) => code)) : new Set(hallsMeant(all, place));
  return all
    .filter(({ code, twinOf, queues }) => codes.has(code) && twinOf === undefined && queues.length > 0)
    .map(({ code }) => code);
}

/** Generates the document of a bulletin. @param computedAt RFC 3339 */
export async function writeDocument(
  grounds: Grounds,
  { placeName, computedAt }: Pick<BulletinDocument, 'placeName' | 'computedAt'>,
): Promise<BulletinDocument> {
  const { book, span } = grounds;
  const sections = [
    await headline(grounds),
    await ranking(grounds),
    await causes(grounds),
    await practice(grounds),
    findings(grounds),
    next(grounds),
  ];
  const perDay = await book.parts('arrivals', span, 'day');
  return {
    placeName,
    computedAt,
    sections,
    days: daysOfSpan(span).length,
    daysWithData: perDay.filter(({ value }) => (value ?? 0) > 0).length,
    figures: book.figures(),
  };
}
