import { isForeseen, isServed, lookedAhead } from './served';

const hall = (code: string, windows = 1, twinOf: string | null = null) => ({ code, windows, queues: [], twinOf });

it('looks ahead for halls that serve people, not for twins and departments', () => {
  const halls = [hall('H1'), hall('D', 0), hall('T', 3, 'H1')];
  expect(halls.filter(isServed).map(({ code }) => code)).toEqual(['H1', 'T']);
  expect(halls.filter(isForeseen).map(({ code }) => code)).toEqual(['H1']);
  expect(lookedAhead(halls).map(({ code }) => code)).toEqual(['H1']);
});

it('does not look ahead for a whole bureau at once', () => {
  const many = Array.from({ length: 13 }, (_, n) => hall(`H${String(n)}`));
  expect(lookedAhead(many)).toEqual([]);
  expect(lookedAhead(many.slice(1))).toHaveLength(12);
});
