import { OrganisationDoc } from '@cockpit/contracts';
import { dayClasses } from '@cockpit/domain';
import type { HallClock } from '../hall-clock';
import type { OrganisationCache } from '../organisation-cache';
import { smallOrganisation } from '../testing';
import { PhoneLines } from './phone-lines';

const WALL = Date.parse('2026-03-04T20:00:00+08:00');
const FED = Date.parse('2026-03-04T10:00:00+08:00');
const HOURS = [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '17:15' }];

function doc(): OrganisationDoc {
  const small = smallOrganisation();
  const phoneLines = [{ code: 'l', name: '咨询', number: '12345', hours: HOURS }];
  const office = { code: 'O', name: '服务部', tier: 'department', hours: HOURS, queues: [], windows: [], phoneLines };
  return OrganisationDoc.parse({ ...small, halls: [...small.halls.map((hall) => ({ ...hall, phoneLines })), office] });
}
const linesOf = (organisation: OrganisationDoc) =>
  new PhoneLines(
    {
      document: () => Promise.resolve(organisation),
      days: () => Promise.resolve(dayClasses([])),
    } as unknown as OrganisationCache,
    {
      now: () => Promise.resolve(WALL),
      reached: () => Promise.resolve(null),
      ofMost: () => Promise.resolve(FED),
    } as unknown as HallClock,
    { now: () => WALL },
  );
const answered = async (organisation: OrganisationDoc) =>
  (await linesOf(organisation).all()).map((line) => [line.place, line.answered]);

it('a line of an office is as late as the halls are, that of a hall as late as the hall is', async () => {
  const organisation = doc();
  expect(await answered(organisation)).toEqual([
    ...organisation.halls.filter(({ code }) => code !== 'O').map(({ code }) => [code, false]),
    ['O', true],
  ]);
});

it('a line of a hall that lives by its feed and was never heard is as late as the other halls are', async () => {
  const organisation = doc();
  for (const hall of organisation.halls) hall.clock = 'feed';
  expect(await answered(organisation)).toEqual(organisation.halls.map(({ code }) => [code, true]));
});
