import type { AssessmentPreview, AssessmentScheme, AssessmentTrial, Caller, MetricKey } from '@cockpit/contracts';
import { periodBefore, periodOf } from '@cockpit/domain';
import { DayFigures } from '../comparison/day-figures';
import { MetricsService } from '../metrics.service';
import { sizeOf } from '../comparison/classes';
import { type KeptDays } from '../comparison/kept-figures';
import { OrganisationService, pathsIn } from '@cockpit/organisation';
import { notFound, unprocessable } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { assess, type KeptPlace } from './compute/assess';
import { monthSpan, type Computed } from './store/assessment-store';
import { SchemeStore } from './store/scheme-store';

const EVERYTHING: Pick<Caller, 'halls'> = { halls: 'all' };

/** Computes assessments from day figures. */
@Injectable()
export class Computing {
  constructor(
    private readonly figures: DayFigures,
    private readonly metrics: MetricsService,
    private readonly organisation: OrganisationService,
    private readonly schemes: SchemeStore,
  ) {}

  /** The current hall day at the place. */
  today(place: string | null): Promise<string> {
    return this.metrics.today(place ?? undefined, EVERYTHING);
  }

  /** @param month default: the last finished month @throws {AppError} 422 for an unfinished month */
  async month(place: string | null, month: string | undefined): Promise<string> {
    const today = await this.today(place);
    const requested = month ?? periodBefore('month', periodOf('month', today)).from.slice(0, 7);
    const { to } = monthSpan(requested);
    if (to >= today) throw unprocessable('period-not-over', `the month ends on ${to}`);
    return requested;
  }

  /**
   * Uses the scheme of the nearest place that has one. @throws {AppError} 404 for an unknown place, 422 without a
   * scheme
   */
  async compute(place: string | null, month: string): Promise<Computed> {
    const halls = (await this.organisation.latest())?.halls ?? [];
    const hallDoc = halls.find(({ code }) => code === place);
    if (place !== null && hallDoc === undefined) throw notFound('unknown-hall', `there is no place "${place}"`);
    const found = await this.schemeOf(place, halls);
    if (found === null)
      throw unprocessable('no-scheme', 'neither this place nor one above it has a scheme of assessment: set it first');
    const places = await this.places(found.scheme, place, month);
    return { placeName: hallDoc?.name ?? null, scheme: found.scheme, schemeRevision: found.revision, places };
  }

  /** Whether the place's current scheme differs from this one. */
  async isOlder({ place, scheme }: { place: string | null; scheme: AssessmentScheme }): Promise<boolean> {
    const found = await this.schemeOf(place, (await this.organisation.latest())?.halls ?? []);
    return found !== null && JSON.stringify(found.scheme) !== JSON.stringify(scheme);
  }

  /** The scheme of the nearest place that has one. */
  private async schemeOf(
    place: string | null,
    halls: Parameters<typeof pathsIn>[0],
  ): Promise<{ scheme: AssessmentScheme; revision: number } | null> {
    for (const at of pathsIn(halls)(place)) {
      const { scheme, revision } = await this.schemes.latest(at);
      if (scheme !== null) return { scheme, revision };
    }
    return null;
  }

  /** Applies a scheme to a finished month; writes nothing. */
  async preview({ place, month, scheme }: AssessmentTrial): Promise<AssessmentPreview> {
    const on = await this.month(place, month);
    return { ...monthSpan(on), places: assess(scheme, await this.places(scheme, place, on), []) };
  }

  private async places(
    { indicators, gates }: AssessmentScheme,
    place: string | null,
    month: string,
  ): Promise<KeptPlace[]> {
    const keys = [...indicators, ...gates].map(({ metric }) => metric);
    const found = await this.figures.read(keys, { place, ...monthSpan(month) }, EVERYTHING);
    return found.map(({ doc, days }) => ({
      hall: doc.code,
      name: doc.name,
      tier: doc.tier,
      size: sizeOf(doc),
      days: Object.fromEntries(days),
    }));
  }

  /** The current daily data of a metric at one place. */
  async now(hall: string, metric: MetricKey, month: string): Promise<KeptDays> {
    const found = await this.figures.read([metric], { place: hall, ...monthSpan(month) }, EVERYTHING);
    return found.find(({ doc }) => doc.code === hall)?.days.get(metric) ?? {};
  }
}
