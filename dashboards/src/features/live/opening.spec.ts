import { openingOf } from './opening';

it('calls no hall closed in which a window is open', () => {
  for (const open of [true, false]) {
    for (const openWindows of [0, 1, 32])
      expect(openingOf({ open, kpis: { openWindows } }) === 'closed').toBe(!open && openWindows === 0);
  }
});
