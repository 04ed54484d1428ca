import { OrganisationDoc } from '@cockpit/contracts';
import { dayClasses } from '@cockpit/domain';
import { phoneLines } from './line-view';

const doc = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '分局' },
  branches: [{ code: 'hz', name: '户政' }],
  halls: [
    {
      code: 'H1',
      name: '大厅',
      tier: 'hall',
      closures: ['2026-03-05'],
      hours: [
        { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
        { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00' },
      ],
      phoneLines: [
        { code: 'a', name: '随大厅', number: '8728 0001', branches: ['hz'], next: 'H1/c' },
        {
          code: 'b',
          name: '自己的时间',
          number: '8728 0002',
          hours: [
            { days: [3, 4], from: '08:00', to: '12:00' },
            { days: [3, 4], from: '12:00', to: '20:00' },
          ],
        },
        { code: 'c', name: '全天', number: '12345', tier: 'center', allDay: true },
      ],
    },
  ],
});
const at = (time: string) => phoneLines(doc, () => Date.parse(`${time}+08:00`), dayClasses([]));
const answering = (time: string) => at(time).map(({ answered, changesAt }) => [answered, changesAt]);

describe('when a line is answered', () => {
  it.each([
    ['2026-03-04T08:30:00', [false, '2026-03-04T01:00:00.000Z'], [true, '2026-03-04T12:00:00.000Z']],
    ['2026-03-04T11:59:59', [true, '2026-03-04T04:00:00.000Z'], [true, '2026-03-04T12:00:00.000Z']],
    ['2026-03-04T12:00:00', [false, '2026-03-04T05:00:00.000Z'], [true, '2026-03-04T12:00:00.000Z']],
    ['2026-03-04T20:00:00', [false, null], [false, null]],
    // the doors are shut, so is the line that goes with them; the other has hours of its own
    ['2026-03-05T10:00:00', [false, null], [true, '2026-03-05T12:00:00.000Z']],
    ['2026-03-07T10:00:00', [false, null], [false, null]],
  ])('at %s', (time, own, other) => {
    expect(answering(time)).toEqual([own, other, [true, null]]);
  });

  it('is told with what it is about and who takes over', () => {
    const [first, second] = at('2026-03-04T10:00:00');
    expect(first).toMatchObject({
      branches: [{ code: 'hz', name: '户政' }],
      today: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      next: { place: 'H1', name: '全天', number: '12345' },
    });
    // what follows on without a gap is one
    expect(second?.today).toEqual([{ from: '08:00', to: '20:00' }]);
  });
});
