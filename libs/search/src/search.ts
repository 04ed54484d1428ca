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

/** What may be the number of a ticket or case: with a digit, and no space in it. */
const NUMBER = /^(?=.*\d)[\p{L}\p{N}._/-]{2,64}$/u;
/** Of so many halls tickets are looked for in order; of more, in the hall on the screen and among those of today. */
const FEW_HALLS = 50;
/** one more than is shown says that there are more */
const ASKED = MOST_OF_A_KIND + 1;
/** Of every hall, to keep those in scope of. */
const AMONG_MANY = 2000;

/** One question over everything that has a name or a number. */
@Injectable()
export class Search {
  private readonly logger = new Logger(Search.name);

  constructor(
    private readonly held: HeldNames,
    private readonly tickets: TicketFinder,
    private readonly cases: CaseFinder,
  ) {}

  /**
   * @param near the hall on the screen: what is there comes first
   * @param only the one kind that is looked for; null: every kind
   */
  async find(
    question: string,
    near: string | null,
    caller: Caller,
    only: SearchedKind | null = null,
  ): Promise<SearchAnswer> {
    const kinds = kindsFoundBy(caller.role).filter((kind) => only === null || kind === only);
    const names = await this.held.names();
    const most = only === null ? MOST_OF_A_KIND : MOST_OF_ONE_KIND;
    const named = findNames(names, question, { kinds, scope: caller.halls, near, most });
    const said = question.normalize('NFKC').trim();
    const looked = NUMBER.test(said) ? kinds.filter((kind) => kind === 'ticket' || kind === 'case') : [];
    const answer: SearchAnswer = { ...named, unanswered: [] };
    const wordsOf = wordsIn(names);
    await Promise.all(
      looked.map(async (kind) => {
        const hits = await this.numbered(kind, said, near, caller).catch((error: unknown) => {
          this.logger.warn({ err: error, kind }, 'a store of the search does not answer');
          return null;
        });
        if (hits === null) answer.unanswered.push(kind);
        else if (hits.length > MOST_OF_A_KIND) answer.more.push(kind);
        answer.hits.push(...(hits ?? []).slice(0, MOST_OF_A_KIND).map(wordsOf));
      }),
    );
    return { ...answer, hits: kinds.flatMap((kind) => answer.hits.filter((hit) => hit.kind === kind)) };
  }

  private async numbered(
    kind: SearchedKind,
    said: string,
    near: string | null,
    caller: Caller,
  ): Promise<readonly SearchHit[]> {
    const empty = { hallName: null, tier: null, day: null, about: null };
    if (kind === 'case')
      return (await this.cases.find(said, caller, ASKED)).map(({ id, caseId, title, item, hall }) => ({
        ...{ ...empty, kind, code: id, name: caseId, hall, about: title ?? item },
      }));
    const tickets = await this.ticketsOf(
      said,
      caller.halls,
      near !== null && inScope(caller.halls, near) ? near : null,
    );
    return tickets.map(({ hall, day, ticketId, number, item }) => ({
      ...{ ...empty, kind, code: ticketId, name: number, hall, day, about: item },
    }));
  }

  /** @param near a hall in scope */
  private async ticketsOf(said: string, scope: HallScope, near: string | null): Promise<FoundTicket[]> {
    const isFew = scope !== 'all' && scope.length <= FEW_HALLS;
    const [here, others] = await Promise.all([
      near === null ? [] : this.tickets.inHalls(said, [near], ASKED),
      isFew
        ? this.tickets.inHalls(said, scope, ASKED)
        : this.tickets.anywhere(said, scope === 'all' ? ASKED : AMONG_MANY),
    ]);
    const elsewhere = others.filter(({ hall }) => hall !== near && inScope(scope, hall));
    const keyed = [...here, ...elsewhere].map((one) => [`${one.hall} ${one.day} ${one.ticketId}`, one] as const);
    return [...new Map(keyed).values()].slice(0, ASKED);
  }
}

/** Puts the names of halls and items in the place of their codes. */
function wordsIn({ halls, others }: Names): (hit: SearchHit) => SearchHit {
  const nameOfHall = (code: string): string | null => halls.find(({ hall }) => hall.code === code)?.hall.name ?? null;
  const nameOfItem = (code: string): string =>
    others.find((named) => named.kind === 'item' && named.code === code)?.name ?? code;
  return (hit) => ({
    ...hit,
    hallName: hit.hall === null ? null : nameOfHall(hit.hall),
    about: hit.about === null ? null : nameOfItem(hit.about),
  });
}
