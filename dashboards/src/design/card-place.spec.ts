import { cardPlace } from './card-place';

const view = { width: 400, height: 300 };
const card = { width: 200, height: 100 };
const word = (left: number, top: number) => ({ left, top, bottom: top + 20 });

describe('the card of a term', () => {
  it('stands below its word', () => {
    expect(cardPlace(word(30, 40), card, view)).toEqual({ left: 30, top: 66 });
  });

  it('stands above it where there is no room below', () => {
    expect(cardPlace(word(30, 250), card, view)).toEqual({ left: 30, top: 144 });
  });

  it('stays in the window', () => {
    expect(cardPlace(word(350, 40), card, view).left).toBe(192);
    expect(cardPlace(word(-30, 40), card, view).left).toBe(8);
    expect(cardPlace(word(30, 140), { width: 200, height: 280 }, view).top).toBe(12);
    expect(cardPlace(word(30, 140), { width: 200, height: 500 }, view).top).toBe(8);
  });
});
