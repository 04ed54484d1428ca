import fc from 'fast-check';
import { WIDER, inhibits, type RaisedWarning } from './inhibition';

const queuesOf = ({ scopeCode }: RaisedWarning): string[] =>
  scopeCode === '3' || scopeCode === 'passport' ? ['a'] : [];
const told = (rule: string, scopeCode = 'a', severity: RaisedWarning['severity'] = 'yellow'): RaisedWarning => ({
  rule,
  scopeCode,
  severity,
});
const hall = told('windows-overloaded', 'windows', 'red');
const doubled = told('queue-wait-doubled', 'a', 'red');

it('the hall says it for its queues and windows, a queue for its windows and its milder warnings', () => {
  expect(inhibits(hall, doubled, queuesOf)).toBe(true);
  expect(inhibits(hall, told('window-overload', '9'), queuesOf)).toBe(true);
  expect(inhibits(doubled, told('queue-longest-wait'), queuesOf)).toBe(true);
  expect(inhibits(doubled, told('item-wait', 'passport'), queuesOf)).toBe(true);
  expect(inhibits(told('queue-longest-wait'), told('window-overload', '3'), queuesOf)).toBe(true);
});

it('nothing else is kept back: another queue, another window, what is out of order, what is worse', () => {
  expect(inhibits(doubled, told('queue-longest-wait', 'b'), queuesOf)).toBe(false);
  expect(inhibits(doubled, told('window-overload', '9'), queuesOf)).toBe(false);
  expect(inhibits(doubled, told('item-handling', 'passport'), queuesOf)).toBe(false);
  expect(inhibits(hall, told('window-fault', '3'), queuesOf)).toBe(false);
  expect(inhibits(told('queue-longest-wait'), told('window-overload', '3', 'red'), queuesOf)).toBe(false);
});

it('never keeps two back for each other: somebody is always told', () => {
  const one = fc.record({
    rule: fc.constantFrom(
      ...WIDER,
      'queue-predicted-wait',
      'window-overload',
      'window-idle',
      'item-wait',
      'window-fault',
    ),
    scopeCode: fc.constantFrom('a', 'b', '3', 'windows'),
    severity: fc.constantFrom('yellow' as const, 'red' as const),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (all) => {
      const isBack = (row: RaisedWarning) => all.some((by) => by !== row && inhibits(by, row, queuesOf));
      expect(all.every(isBack)).toBe(false);
    }),
  );
});
