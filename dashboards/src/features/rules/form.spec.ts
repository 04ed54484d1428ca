import { RulePlace, RuleSettings } from '@cockpit/contracts';
import { formOf, placeKey, placeOf, settingsOf } from './form';

const bureau: RulePlace = { kind: 'bureau', hall: null, code: null };

describe('the form of a rule', () => {
  it('gives back what it was filled from, and what the server takes', () => {
    const places: RulePlace[] = [
      bureau,
      { kind: 'hall', hall: 'H1', code: null },
      { kind: 'queue', hall: 'H1', code: 'a' },
      { kind: 'queue', hall: null, code: 'a' },
    ];
    const all: RuleSettings[] = [
      {},
      {
        threshold: 12.5,
        clear: 10,
        forSec: 0,
        keepFiringSec: 60,
        flapAfter: 3,
        severity: 'red',
        enabled: false,
        active: null,
      },
      {
        firstLevel: 'director',
        levels: [
          { level: 'supervisor', afterMin: 5 },
          { level: 'bureau', afterMin: 20 },
        ],
      },
      { enabled: true, active: { days: [1, 7], from: '09:00', to: '24:00' } },
    ];
    for (const place of places)
      for (const settings of all) {
        const form = formOf(place, settings);
        expect([placeOf(form), settingsOf(form)]).toEqual([place, settings]);
        expect(RulePlace.safeParse(placeOf(form)).success && RuleSettings.safeParse(settingsOf(form)).success).toBe(
          true,
        );
      }
    expect(new Set(places.map(placeKey)).size).toBe(places.length);
  });

  it('says nothing while something is missing', () => {
    const form = formOf(bureau, {});
    expect(placeOf({ ...form, kind: 'hall' })).toBeNull();
    expect(placeOf({ ...form, kind: 'queue', hall: 'H1', code: ' ' })).toBeNull();
    expect(settingsOf({ ...form, threshold: 'x' })).toBeNull();
    expect(settingsOf({ ...form, forSec: '1.5' })).toBeNull();
    expect(settingsOf({ ...form, minutes: { ...form.minutes, bureau: '0.5' } })).toBeNull();
    expect(settingsOf({ ...form, active: 'weekly', days: [] })).toBeNull();
    expect(settingsOf({ ...form, active: 'weekly', from: '12:00', to: '12:00' })).toBeNull();
  });
});
