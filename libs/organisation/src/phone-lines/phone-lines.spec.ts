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

it('a line of an office is as late as the halls are, that of a hall as late as the hall is', async () => {
  const organisation = doc();
  const lines = new PhoneLines(
    {
      document: () => Promise.resolve(organisation),
      days: () => Promise.resolve(dayClasses([])),
    } as unknown as OrganisationCache,
    { now: () => Promise.resolve(WALL), ofMost: () => Promise.resolve(FED) } as unknown as HallClock,
    { now: () => WALL },
  );
  expect((await lines.all()).map(({ place, answered }) => [place, answered])).toEqual([
    ...organisation.halls.filter(({ code }) => code !== 'O').map(({ code }) => [code, false]),
    ['O', true],
  ]);
});
