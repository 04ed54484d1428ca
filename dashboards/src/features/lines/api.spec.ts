import { matches } from './api';

const line = {
  number: '0571-8728 1234',
  name: '户政咨询',
  place: 'H1',
  placeName: '城东大厅',
  branches: [{ code: 'hz', name: '户政' }],
};

it.each(['', '87281234', '8728 1234', '(0571) 87', '户政', '城东', 'h1'])('a line is found by “%s”', (typed) => {
  expect(matches(line, typed)).toBe(true);
});
it.each(['9999', '交管', 'h2'])('a line is not found by “%s”', (typed) => {
  expect(matches(line, typed)).toBe(false);
});
