import { actLetters, type AddressedAct } from './act-letters';
import { reminderLetters, type ToldCard } from './reminder-letters';

const act = (caseId: string, title?: string | null): AddressedAct => ({
  identity: caseId,
  toTell: { act: 'assign', matterId: 'm', caseId, title, hall: 'H1', unit: null, officerId: 'o', mentions: [] },
  people: ['李'],
  now: 0,
});
const card = (caseId: string, title: string | null): ToldCard => ({
  id: caseId,
  caseId,
  title,
  rule: 'card-red',
  severity: 'red',
  hall: 'H1',
  level: 'officer',
  addressee: 'o',
  people: ['李'],
  times: 0,
  afterDays: 0,
  now: 0,
});

it('letters call matters by their titles, those without one by their numbers', () => {
  const cases = (letters: { notice: { about: { params: Record<string, unknown> } } }[]) =>
    letters.map(({ notice }) => notice.about.params['cases']);
  expect(cases(actLetters([act('desk-1', '一米线磨损'), act('YC2', null), act('YC3')]))).toEqual([
    ['一米线磨损', 'YC2', 'YC3'],
  ]);
  expect(cases(reminderLetters([card('desk-1', '一米线磨损'), card('YC2', null)]))).toEqual([['一米线磨损', 'YC2']]);
});
