import { HallDoc, type HallSummary } from '@cockpit/contracts';
import { planIn, summariesIn } from './in-language';

const hall = HallDoc.parse({
  code: 'H1',
  name: '一厅',
  tier: 'hall',
  queues: [
    { code: 'a', name: '户政', nameEn: 'Household', branch: 'a' },
    { code: 'b', name: '交管', branch: 'b' },
  ],
  floorPlan: {
    width: 10,
    height: 10,
    zones: [
      { code: 'w', name: '等候区', nameEn: 'Waiting area', x: 0, y: 0, w: 5, h: 5 },
      { code: 'v', name: '入口', x: 5, y: 5, w: 5, h: 5 },
    ],
  },
});
const names = (of: readonly { name: string }[] | undefined) => of?.map(({ name }) => name);

it('queues and zones have their English names on English pages, their Chinese ones where they have no other', () => {
  const english = planIn(hall, 'en');
  expect([names(english.queues), names(english.floorPlan?.zones)]).toEqual([
    ['Household', '交管'],
    ['Waiting area', '入口'],
  ]);
  const summary: HallSummary = {
    code: 'H1',
    name: '一厅',
    tier: 'hall',
    parent: null,
    simulated: false,
    clock: 'wall',
    twinOf: null,
    windows: 0,
    queues: hall.queues,
  };
  expect(names(summariesIn([summary], 'en')[0]?.queues)).toEqual(['Household', '交管']);
});

it('a Chinese page has what was written, as it was written', () => {
  expect(planIn(hall, 'zh-CN')).toBe(hall);
});
