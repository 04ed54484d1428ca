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

/** Longest period that is asked about at once, days. */
const LONGEST_DAYS = 800;

/** Turns a question into halls with their days and clocks. */
@Injectable()
export class Asking {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly grounds: GroundsLoader,
  ) {}

  /** @throws AppError 404 for a hall nobody knows, 400 for a period that ends before it begins */
  async resolve(question: Question, caller: Pick<Caller, 'halls'>): Promise<Ask> {
    const { hall, from, to, by } = question;
    const only = narrowingOf(question);
    const {
      parts: { organisation, hallNow, wallNow },
    } = await this.grounds.load();
    const halls = hallsAsked(organisation, caller, hall);
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
    if ((Date.parse(nowhere.last) - Date.parse(nowhere.first)) / 86_400_000 > LONGEST_DAYS)
      throw badRequest('invalid-period', `ask for at most ${String(LONGEST_DAYS)} days at once`);
    return {
      by: by ?? null,
      ...(only === null ? {} : { only }),
      everything: hall === undefined && caller.halls === 'all',
      nowhere,
      // a hall nobody has heard of yet lives by the wall clock until it speaks
      halls: halls.map((doc) => ({
        doc,
        ...at((hallNow.get(doc.code) ?? 0) > 0 ? (hallNow.get(doc.code) ?? wallNow) : wallNow, doc.timeZone),
      })),
    };
  }

  /** What each day is by the notices of holidays that were loaded. */
  dayClasses(): Promise<DayClasses> {
    return this.organisation.days();
  }

  /** Documents of every day somebody asks about. */
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

/** Null where nothing is narrowed. */
function narrowingOf(question: Question): Narrowing | null {
  const said = NARROWED_BY.flatMap((by) => {
    const code = question[by];
    return code === undefined ? [] : [[by, code === NOBODY ? '' : code] as const];
  });
  return said.length === 0 ? null : Object.fromEntries(said);
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
/** A day as it is; an instant stands for the hall day it falls on. */
const dayOf = (when: string | undefined, zone: string): string | undefined =>
  when === undefined || when.length === 10 ? when : hallDay(Date.parse(when), zone);

/** Halls of the caller's scope; a department brings every hall below it. Twins only when named. */
function hallsAsked(doc: OrganisationDoc | null, caller: Pick<Caller, 'halls'>, asked: string | undefined): HallDoc[] {
  const all = doc?.halls ?? [];
  const scope = caller.halls === 'all' ? null : withChildren(all, caller.halls);
  const wanted = asked === undefined ? null : withChildren(all, [asked]);
  if (wanted?.size === 0) throw notFound('unknown-hall', `there is no hall "${String(asked)}"`);
  // a twin is the same visitors once more: it is looked at beside its hall, never added to it
  return all.filter(
    ({ code, twinOf }) =>
      (scope?.has(code) ?? true) && (wanted?.has(code) ?? true) && (twinOf === undefined || code === asked),
  );
}
