import { APPEAL_STATES, CARD_STATES } from '@cockpit/contracts';
import { APPEAL_MOVES, CARD_MOVES, isFallen, mayBecome, mayDecide } from './transitions';

describe('the life of a card', () => {
  it('a card that is withdrawn or over does not move between the two, it only comes back as what it was', () => {
    for (const state of CARD_STATES.filter(isFallen))
      expect(CARD_MOVES[state]).toEqual(['issued', 'acknowledged', 'explained']);
  });

  it('every card can end, and no answer is taken back', () => {
    for (const state of CARD_STATES.filter((one) => !isFallen(one))) {
      expect(mayBecome(state, 'withdrawn')).toBe(true);
      expect(mayBecome(state, 'over')).toBe(true);
    }
    expect(mayBecome('explained', 'acknowledged')).toBe(false);
    expect(mayBecome('acknowledged', 'acknowledged')).toBe(false);
  });

  it('an appeal is filed once and decided once', () => {
    for (const state of APPEAL_STATES) {
      expect(mayDecide(state, 'none')).toBe(false);
      expect(mayDecide(state, 'open')).toBe(state === 'none');
    }
    expect(APPEAL_MOVES.upheld).toEqual([]);
    expect(APPEAL_MOVES.rejected).toEqual([]);
  });
});
