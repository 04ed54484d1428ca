import { message, type Message } from '@cockpit/contracts';
import { matterId } from '../names';
import { addresseeOf, isDone, stands, type CardState, type KeptCard, type SlaStatus } from './sla-status';
import { isFallen } from './transitions';

/** An automatic step of a card. */
export interface CardStep {
  from: CardState;
  to: CardState;
  words: Message;
  /** the card's new note: the generated text, or a person's earlier answer */
  note: string | null;
}
/** The new values of a card; unchanged fields are included. */
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
interface CardPlace {
  card: KeptCard;
  matterId: string;
  isHome: boolean;
}

/**
 * Cards follow the clock. A late event that removes a card's reason withdraws the card with a note and never deletes
 * it; when the reason returns, so does the card with its answer. In a foreign register a card takes no step; it only
 * counts as the matter there requires, so that it returns unchanged. Of several cards for one instant of a matter only
 * one counts: the one with the most decisions.
 * @param matters computed matters by id; nothing is known of others
 */
export function reviseCards(
  cards: readonly KeptCard[],
  matters: ReadonlyMap<string, SlaStatus>,
  registerOf: (source: string) => string,
): CardChange[] {
  const places = cards.map((card): CardPlace => {
    const register = registerOf(card.source);
    return { card, matterId: matterId({ register, caseId: card.caseId }), isHome: register === card.register };
  });
  const first = leaders(places);
  return places.flatMap((place) => {
    const change = changeOf(place, first.get(keyOf(place)) === place, matters.get(place.matterId));
    return isChanged(place.card, change) ? [change] : [];
  });
}

function changeOf(
  { card, matterId, isHome }: CardPlace,
  isFirst: boolean,
  slaStatus: SlaStatus | undefined,
): CardChange {
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

/** The next step of a card in its own register. */
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
  // a card removed by an appeal does not return for the same instant
  if (card.appeal === 'upheld') return null;
  const { state: to, note } = card.answer ?? { state: 'issued', note: null };
  return { from: card.state, to, words: message('card-note.again', {}), note };
}

/** State to which the card must change; null if its last step still holds. */
function awayState(card: KeptCard, slaStatus: SlaStatus): CardState | null {
  if (stands(card, slaStatus))
    return isFallen(card.state) && card.appeal !== 'upheld' ? (card.answer?.state ?? 'issued') : null;
  return isFallen(card.state) ? null : fallsTo(card, slaStatus);
}

const fallsTo = (card: KeptCard, slaStatus: SlaStatus): 'over' | 'withdrawn' =>
  isDone(card, slaStatus) || card.kind === 'unattended' ? 'over' : 'withdrawn';

const keyOf = ({ matterId, card }: CardPlace): string =>
  JSON.stringify([matterId, card.kind, card.reading, card.stage]);

function leaders(places: readonly CardPlace[]): Map<string, CardPlace> {
  const first = new Map<string, CardPlace>();
  for (const place of places) {
    const leader = first.get(keyOf(place));
    if (leader === undefined || comesBefore(place, leader)) first.set(keyOf(place), place);
  }
  return first;
}

function comesBefore(a: CardPlace, b: CardPlace): boolean {
  const by = weight(a.card) - weight(b.card) || Number(b.isHome) - Number(a.isHome);
  return by < 0 || (by === 0 && a.card.id < b.card.id);
}

function weight({ appeal, answer, state }: KeptCard): number {
  if (appeal === 'upheld') return 0;
  if (appeal !== 'none') return 1;
  if (answer !== null) return answer.state === 'explained' ? 2 : 3;
  return isFallen(state) ? 5 : 4;
}

const isChanged = (card: KeptCard, { matterId, away, officerId, unit, step }: CardChange): boolean =>
  step !== null ||
  matterId !== card.matterId ||
  away !== card.away ||
  officerId !== card.officerId ||
  unit !== card.unit;
