import { isReachedAlone, ownChannels, type Carrier } from './direct';

const CARRIERS: Carrier[] = [
  { id: 'mail', kind: 'smtp', halls: null },
  { id: 'text', kind: 'sms-http', halls: null },
];
/** on the clock of the wall in China */
const at = (clock: string): number => Date.parse(`2026-03-04T${clock}:00+08:00`);
const person = {
  shown: { mail: 'w…@hall.example', phone: '138…00' },
  told: { mail: 'all', phone: 'red', group: false, quiet: { from: '22:00', to: '06:30' } } as const,
};

describe('quiet hours of a person', () => {
  it('keep what is yellow from them over midnight, and leave it to the group', () => {
    for (const clock of ['22:00', '23:59', '03:00', '06:29']) {
      expect([clock, ownChannels(person, { level: 'yellow', at: at(clock) }, CARRIERS)]).toEqual([clock, []]);
      expect(isReachedAlone(person, { level: 'yellow', at: at(clock) }, CARRIERS)).toBe(false);
    }
    for (const clock of ['21:59', '06:30', '12:00'])
      expect([clock, ownChannels(person, { level: 'yellow', at: at(clock) }, CARRIERS)]).toEqual([clock, ['mail']]);
  });

  it('keep nothing red from them', () => {
    expect(ownChannels(person, { level: 'red', at: at('03:00') }, CARRIERS)).toEqual(['mail', 'text']);
    expect(isReachedAlone(person, { level: 'red', at: at('03:00') }, CARRIERS)).toBe(true);
  });
});
