import { Progress } from './rebuild';

it('waits as long as something is done, and ends when nothing is', () => {
  const progress = new Progress(60_000);
  for (let minute = 0; minute < 30; minute++) progress.assert(1000 - minute, minute * 59_000);
  progress.assert(0, 10_000_000);
  progress.assert(0, 20_000_000);
  progress.assert(5671, 20_000_001);
  progress.assert(5671, 20_060_000);
  expect(() => {
    progress.assert(5671, 20_060_002);
  }).toThrow(/5,671 are left and none was done for 1 min/);
});
