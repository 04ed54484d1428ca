import { Instant } from '@cockpit/contracts';
import fc from 'fast-check';
import { readInstant } from './events';

it('reads an instant exactly when the door takes it', () => {
  const bounds = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)].flatMap((time) => [time - 1, time, time + 1]);
  const times = fc.oneof(
    fc.constantFrom(...bounds),
    fc
      .date({ min: new Date('1800-01-01T00:00:00Z'), max: new Date('2300-01-01T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.getTime()),
  );
  fc.assert(
    fc.property(times, (time) => {
      const text = new Date(time).toISOString();
      expect(readInstant(text)).toBe(Instant.safeParse(text).success ? time : null);
    }),
    { numRuns: 2000 },
  );
  expect([undefined, '', 'soon'].map(readInstant)).toEqual([null, null, null]);
});
