import { DEFAULT_ZONE, NARROWED_BY, NOBODY } from '@cockpit/contracts';
import type { Caller, HallDoc, MetricBy, Narrowing, OrganisationDoc } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { hallDay, type DayClasses } from '@cockpit/domain';
import { GroundsLoader } from '@cockpit/matters';
import { OrganisationService, withChildren } from '@cockpit/organisation';
import { badRequest, notFound } from '@cockpit/platform';
import type { Ask, HallAt } from './ask';
import { PlanBook } from './plan-book';

export interface Question extends Partial<Record<keyof Narrowing, string | undefined>> {
  hall?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: MetricBy | undefined;
}

/** Maximum length of a query's period, days. */
const MAX_DAYS = 800;

/** Resolves a question to halls with their days and clocks. */
@Injectable()
export class Asking {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly grounds: GroundsLoader,
  ) {}

  /** @throws AppError 404 for an unknown hall, 400 for a period that ends before it begins */
  async resolve(question: Question, caller: Pick<Caller, 'halls'>): Promise<Ask> {
    const { hall, from, to, by } = question;
    const only = narrowingOf(question);
    const {
      parts: { organisation, hallNow, wallNow },
    } = await this.grounds.load();
    const halls = selectHalls(organisation, caller, hall);
    const at = (now: number, zone: string): Omit<HallAt, 'doc'> => {
      const today = hallDay(now, zone);
      return {
        now,
        today,
        first: dayOf(from, zone) ?? dayOf(to, zone) ?? today,
        last: dayOf(to, zone) ?? (from === undefined ? today : laterOf(today, dayOf(from, zone) ?? today)),
      };
    };
    const nowhere = at(wallNow, DEFAULT_ZONE);
    if (nowhere.first > nowhere.last) throw badRequest('invalid-period', 'the period ends before it begins');
    if ((Date.parse(nowhere.last) - Date.parse(nowhere.first)) / 86_400_000 > MAX_DAYS)
      throw badRequest('invalid-period', `ask for at most ${String(MAX_DAYS)} days at once`);
    return {
      by: by ?? null,
      ...(only === null ? {} : { only }),
      everything: hall === undefined && caller.halls === 'all',
      nowhere,
      // a hall without events uses the wall clock
      halls: halls.map((doc) => ({
        doc,
        ...at((hallNow.get(doc.code) ?? 0) > 0 ? (hallNow.get(doc.code) ?? wallNow) : wallNow, doc.timeZone),
      })),
    };
  }

  /** Day classes from the imported holiday notices. */
  dayClasses(): Promise<DayClasses> {
    return this.organisation.days();
  }

  /** The organisation for all days of a query. */
  async plans({ halls, nowhere }: Ask): Promise<PlanBook> {
    const first = [...halls, nowhere].reduce((least, hall) => (hall.first < least ? hall.first : least), nowhere.first);
    const last = [...halls, nowhere].reduce((most, hall) => (hall.last > most ? hall.last : most), nowhere.last);
    return this.book(first, last);
  }

  async book(first: string, last: string): Promise<PlanBook> {
    const days = [first, ...(await this.organisation.changesBetween(first, last))];
    const epochs = days.map(async (from) => ({ from, doc: await this.organisation.on(from) }));
    return new PlanBook(await Promise.all(epochs), await this.dayClasses());
  }
}

/** Null without any restriction to parts. */
function narrowingOf(question: Question): Narrowing | null {
  const entries = NARROWED_BY.flatMap((by) => {
    const code = question[by];
    return code === undefined ? [] : [[by, code === NOBODY ? '' : code] as const];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
/** A day as it is; an instant becomes the hall day that contains it. */
const dayOf = (when: string | undefined, zone: string): string | undefined =>
  when === undefined || when.length === 10 ? when : hallDay(Date.parse(when), zone);

/** Halls of the caller's scope; a department includes the halls below it. Twins only if named. */
function selectHalls(
  doc: OrganisationDoc | null,
  caller: Pick<Caller, 'halls'>,
  requested: string | undefined,
): HallDoc[] {
  const all = doc?.halls ?? [];
  const scope = caller.halls === 'all' ? null : withChildren(all, caller.halls);
  const selected = requested === undefined ? null : withChildren(all, [requested]);
  if (selected?.size === 0) throw notFound('unknown-hall', `there is no hall "${String(requested)}"`);
  // a twin repeats the visitors of its hall, so it is never added to others
  return all.filter(
    ({ code, twinOf }) =>
      (scope?.has(code) ?? true) && (selected?.has(code) ?? true) && (twinOf === undefined || code === requested),
  );
}
