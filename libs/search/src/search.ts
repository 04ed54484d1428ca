import { inScope } from '@cockpit/access';
import {
  kindsFoundBy,
  MOST_OF_A_KIND,
  MOST_OF_ONE_KIND,
  type Caller,
  type HallScope,
  type SearchAnswer,
  type SearchedKind,
  type SearchHit,
} from '@cockpit/contracts';
import { CaseFinder } from '@cockpit/matters';
import { TicketFinder, type FoundTicket } from '@cockpit/warehouse';
import { Injectable, Logger } from '@nestjs/common';
import { HeldNames } from './held-names';
import { findNames, type Names } from './names';

/** A possible ticket or case number: it has a digit and no space. */
const NUMBER = /^(?=.*\d)[\p{L}\p{N}._/-]{2,64}$/u;
/**
 * Up to this many halls, tickets are searched in each of them; above it, only in the hall on the screen and in all
 * tickets of recent days.
 */
const FEW_HALLS = 50;
/** one more than shown, to know if there are more */
const LIMIT = MOST_OF_A_KIND + 1;
/** Tickets read over all halls before the filter by scope. */
const UNSCOPED_LIMIT = 2000;

/** Searches everything that has a name or a number. */
@Injectable()
export class Search {
  private readonly logger = new Logger(Search.name);

  constructor(
    private readonly held: HeldNames,
    private readonly tickets: TicketFinder,
    private readonly cases: CaseFinder,
  ) {}

  /**
   * @param near the hall on the screen; its hits come first
   * @param only the kind to search; null searches all kinds
   */
  async find(
    question: string,
    near: string | null,
    caller: Caller,
    only: SearchedKind | null = null,
  ): Promise<SearchAnswer> {
    const kinds = kindsFoundBy(caller.role).filter((kind) => only === null || kind === only);
    const names = await this.held.names();
    const limit = only === null ? MOST_OF_A_KIND : MOST_OF_ONE_KIND;
    const named = findNames(names, question, { kinds, scope: caller.halls, near, limit });
    const number = question.normalize('NFKC').trim();
    const numberKinds = NUMBER.test(number) ? kinds.filter((kind) => kind === 'ticket' || kind === 'case') : [];
    const answer: SearchAnswer = { ...named, unanswered: [] };
    const withNames = nameAdder(names);
    await Promise.all(
      numberKinds.map(async (kind) => {
        const hits = await this.numbered(kind, number, near, caller).catch((error: unknown) => {
          this.logger.warn({ err: error, kind }, 'a store of the search does not answer');
          return null;
        });
        if (hits === null) answer.unanswered.push(kind);
        else if (hits.length > MOST_OF_A_KIND) answer.more.push(kind);
        answer.hits.push(...(hits ?? []).slice(0, MOST_OF_A_KIND).map(withNames));
      }),
    );
    return { ...answer, hits: kinds.flatMap((kind) => answer.hits.filter((hit) => hit.kind === kind)) };
  }

  private async numbered(
    kind: SearchedKind,
    number: string,
    near: string | null,
    caller: Caller,
  ): Promise<readonly SearchHit[]> {
    const empty = { hallName: null, tier: null, day: null, about: null };
    if (kind === 'case')
      return (await this.cases.find(number, caller, LIMIT)).map(({ id, caseId, title, item, hall }) => ({
        ...empty,
        kind,
        code: id,
        name: caseId,
        hall,
        about: title ?? item,
      }));
    const tickets = await this.ticketsOf(
      number,
      caller.halls,
      near !== null && inScope(caller.halls, near) ? near : null,
    );
    return tickets.map(({ hall, day, ticketId, number, item }) => ({
      ...empty,
      kind,
      code: ticketId,
      name: number,
      hall,
      day,
      about: item,
    }));
  }

  /** @param near a hall in scope */
  private async ticketsOf(number: string, scope: HallScope, near: string | null): Promise<FoundTicket[]> {
    const isFew = scope !== 'all' && scope.length <= FEW_HALLS;
    const [here, others] = await Promise.all([
      near === null ? [] : this.tickets.inHalls(number, [near], LIMIT),
      isFew
        ? this.tickets.inHalls(number, scope, LIMIT)
        : this.tickets.anywhere(number, scope === 'all' ? LIMIT : UNSCOPED_LIMIT),
    ]);
    const elsewhere = others.filter(({ hall }) => hall !== near && inScope(scope, hall));
    const keyed = [...here, ...elsewhere].map(
      (ticket) => [`${ticket.hall} ${ticket.day} ${ticket.ticketId}`, ticket] as const,
    );
    return [...new Map(keyed).values()].slice(0, LIMIT);
  }
}

/** Adds the names of halls and items to hits that have only their codes. */
function nameAdder({ halls, others }: Names): (hit: SearchHit) => SearchHit {
  const nameOfHall = (code: string): string | null => halls.find(({ hall }) => hall.code === code)?.hall.name ?? null;
  const nameOfItem = (code: string): string =>
    others.find((named) => named.kind === 'item' && named.code === code)?.name ?? code;
  return (hit) => ({
    ...hit,
    hallName: hit.hall === null ? null : nameOfHall(hit.hall),
    about: hit.about === null ? null : nameOfItem(hit.about),
  });
}
