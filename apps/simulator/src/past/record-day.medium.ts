import { dayClasses } from '@cockpit/domain';
import { SIMULATED } from '../halls';
import { learnedOf, recordDay } from './record-day';
import { RecordedPast } from './recorded-past';
import { templateDays } from './template';

const classes = dayClasses([]);
/** a Saturday: a short day */
const BACK = 2;

it('the recorded past is what the recommender and the rules make of it today', () => {
  const template = templateDays(classes);
  const hall = SIMULATED.find(({ code }) => code === 'H08');
  const day = hall === undefined ? null : template(hall, BACK);
  if (hall === undefined || day === null) throw new Error('H08 is closed');
  const { events: _, ...anew } = recordDay(hall, day, learnedOf(hall, template));
  const kept = new RecordedPast(classes).tell(hall, day.plan, BACK, 'Asia/Shanghai')?.played;
  expect(JSON.parse(JSON.stringify(anew))).toEqual(kept);
});
