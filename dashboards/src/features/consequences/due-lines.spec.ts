import type { DueConsequences, MovedMatter } from '@cockpit/contracts';
import { dueLines } from './due-lines';

const matter = (caseId: string, overdue = false): MovedMatter => ({
  caseId,
  register: 'cases',
  kind: 'order',
  item: null,
  hall: 'H1',
  overdue,
  before: '2026-03-09T09:30:00.000Z',
  after: overdue ? '2026-03-03T09:30:00.000Z' : null,
});
const none: DueConsequences = {
  from: '2026-03-01',
  open: 7,
  looked: 7,
  earlier: 0,
  later: 0,
  gained: 0,
  lost: 0,
  overdue: 0,
  relieved: 0,
  matters: [],
};
const said = (answer: DueConsequences): string[] =>
  dueLines(
    answer,
    { t: (key, params) => `${key.split('.').at(-1) ?? ''} ${JSON.stringify(params ?? {})}` },
    (one) => one.caseId,
  ).map(({ tone, text }) => `${tone}: ${text}`);

describe('which due times move, in sentences', () => {
  it('is none, of so many as were looked at', () => {
    expect(said(none)).toEqual(['note: none {"n":7}']);
    expect(said({ ...none, open: 9000, looked: 2000 })).toEqual([
      'note: none {"n":2000}',
      'note: partly {"n":2000,"of":9000}',
    ]);
  });

  it('counts what moves and names the first', () => {
    const moved = { ...none, earlier: 1, lost: 1, overdue: 1, matters: [matter('a', true), matter('b')] };
    expect(said(moved)).toEqual([
      'worse: overdue {"n":1}',
      'worse: earlier {"n":1}',
      'note: lost {"n":1}',
      'worse: matterOverdue {"name":"a","before":"2026-03-09 17:30","after":"2026-03-03 17:30"}',
      'note: matter {"name":"b","before":"2026-03-09 17:30","after":"never {}"}',
    ]);
  });
});
