import { message, type Message } from '@cockpit/contracts';
import { matterId } from '../names';
import { addresseeOf, isDone, stands, type CardState, type KeptCard, type SlaStatus } from './sla-status';
import { isFallen } from './transitions';

/** One step the product takes with a card by itself. */
export interface CardStep {
  from: CardState;
  to: CardState;
  words: Message;
  /** what stands on the card from now on: the words, or the answer that somebody gave before */
  note: string | null;
}
/** What becomes of one card; the fields of it that are as they were are given all the same. */
export interface CardChange {
  id: string;
  matterId: string;
  away: CardState | null;
  officerId: string | null;
  unit: string | null;
  step: CardStep | null;
}

const UNDONE = {
  yellow: 'card-note.undone-yellow',
  red: 'card-note.undone-red',
  'stage-yellow': 'card-note.undone-stage-yellow',
  'stage-red': 'card-note.undone-stage-red',
  unattended: 'card-note.attended',
} as const;
interface Placed {
  card: KeptCard;
  matterId: string;
  isHome: boolean;
}

/**
 * Cards follow the clock: one that a late event undoes is withdrawn with a note, never deleted. When its ground comes back, so does the
 * card, with the answer it had. In a register that is not its own a card takes no step: it only counts there as the matter there has it,
 * so that it comes home as it left. Of cards for one instant of one matter one counts: the one on which most was decided.
 * @param matters those computed now, by id; of others nothing is known
 */
export function reviseCards(
  cards: readonly KeptCard[],
  matters: ReadonlyMap<string, SlaStatus>,
  registerOf: (source: string) => string,
): CardChange[] {
  const placed = cards.map((card): Placed => {
    const register = registerOf(card.source);
    return { card, matterId: matterId({ register, caseId: card.caseId }), isHome: register === card.register };
  });
  const first = leaders(placed);
  return placed.flatMap((one) => {
    const change = changeOf(one, first.get(keyOf(one)) === one, matters.get(one.matterId));
    return isNews(one.card, change) ? [change] : [];
  });
}

function changeOf({ card, matterId, isHome }: Placed, isFirst: boolean, slaStatus: SlaStatus | undefined): CardChange {
  const { id, officerId, unit } = card;
  if (slaStatus === undefined) return { id, matterId, away: card.away, officerId, unit, step: null };
  const as = (away: CardState | null, step: CardStep | null = null): CardChange => {
    const isIssued = step === null && (away ?? card.state) === 'issued';
    const to = isIssued ? addresseeOf(card, slaStatus) : card;
    return { id, matterId, away, officerId: to.officerId, unit: to.unit, step };
  };
  if (!isFirst) return as('withdrawn');
  return isHome ? as(null, stepOf(card, slaStatus)) : as(awayState(card, slaStatus));
}

/** What has become of a card in its own register. */
function stepOf(card: KeptCard, slaStatus: SlaStatus): CardStep | null {
  const holds = stands(card, slaStatus);
  if (holds === !isFallen(card.state)) return null;
  if (!holds) {
    const to = fallsTo(card, slaStatus);
    const words = isDone(card, slaStatus)
      ? message(card.stage === null ? 'card-note.done' : 'card-note.stage-done', {})
      : message(UNDONE[card.kind], {});
    return { from: card.state, to, words, note: null };
  }
  // what an appeal has taken away for one reading stays away
  if (card.appeal === 'upheld') return null;
  const { state: to, note } = card.answer ?? { state: 'issued', note: null };
  return { from: card.state, to, words: message('card-note.again', {}), note };
}

/** Null where it counts as its last step says. */
function awayState(card: KeptCard, slaStatus: SlaStatus): CardState | null {
  if (stands(card, slaStatus))
    return isFallen(card.state) && card.appeal !== 'upheld' ? (card.answer?.state ?? 'issued') : null;
  return isFallen(card.state) ? null : fallsTo(card, slaStatus);
}

const fallsTo = (card: KeptCard, slaStatus: SlaStatus): 'over' | 'withdrawn' =>
  isDone(card, slaStatus) || card.kind === 'unattended' ? 'over' : 'withdrawn';

const keyOf = ({ matterId, card }: Placed): string => JSON.stringify([matterId, card.kind, card.reading, card.stage]);

function leaders(placed: readonly Placed[]): Map<string, Placed> {
  const first = new Map<string, Placed>();
  for (const one of placed) {
    const other = first.get(keyOf(one));
    if (other === undefined || comesBefore(one, other)) first.set(keyOf(one), one);
  }
  return first;
}

function comesBefore(a: Placed, b: Placed): boolean {
  const by = weight(a.card) - weight(b.card) || Number(b.isHome) - Number(a.isHome);
  return by < 0 || (by === 0 && a.card.id < b.card.id);
}

function weight({ appeal, answer, state }: KeptCard): number {
  if (appeal === 'upheld') return 0;
  if (appeal !== 'none') return 1;
  if (answer !== null) return answer.state === 'explained' ? 2 : 3;
  return isFallen(state) ? 5 : 4;
}

const isNews = (card: KeptCard, { matterId, away, officerId, unit, step }: CardChange): boolean =>
  step !== null ||
  matterId !== card.matterId ||
  away !== card.away ||
  officerId !== card.officerId ||
  unit !== card.unit;
