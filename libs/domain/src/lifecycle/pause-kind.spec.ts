import { pauseKind } from './pause-kind';

it.each([
  ['lunch', 'lunch'],
  ['Lunch break', 'lunch'],
  ['午休', 'lunch'],
  ['午餐', 'lunch'],
  ['break', 'break'],
  ['REST', 'break'],
  ['小休', 'break'],
  ['training', null],
  ['会议', null],
  ['', null],
])('knows the pause a source calls "%s"', (reason, kind) => {
  expect(pauseKind(reason)).toBe(kind);
});
