import type { AuditEntry } from '@cockpit/contracts';
import { ANYTHING, queryOf, rowsOf } from './filter';

it('asks for whole days of the office, both within, and for nothing that is empty', () => {
  expect(queryOf(ANYTHING, 100, null)).toBe('limit=100');
  const query = new URLSearchParams(
    queryOf({ ...ANYTHING, who: ' 王 ', from: '2026-03-04', to: '2026-03-04' }, 5, '9'),
  );
  expect(Object.fromEntries(query)).toEqual({
    who: '王',
    from: '2026-03-04T00:00:00+08:00',
    to: '2026-03-04T16:00:00.000Z',
    limit: '5',
    cursor: '9',
  });
});

it('writes an entry whole, with why', () => {
  const entry: AuditEntry = {
    id: '7',
    at: '2026-03-04T01:30:00.000Z',
    actor: { kind: 'user', id: 'u1', name: '王明' },
    action: 'user.disable',
    target: 'user/li',
    correlationId: null,
    before: null,
    after: { why: 'left' },
  };
  expect(rowsOf([entry])).toEqual([
    ['7', entry.at, 'user/u1', '王明', 'user.disable', 'user/li', 'left', null, '{"why":"left"}', null],
  ]);
});
