import { LANGUAGES, textOf, type AuditEntry } from '@cockpit/contracts';
import { ANYTHING, actionsIn, queryOf, rowsOf, thingOf, wordsOf } from './filter';

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
  expect(rowsOf([entry], 'zh-CN')).toEqual([
    [
      '7',
      entry.at,
      'user/u1',
      '王明',
      textOf('audit.user.disable', {}, 'zh-CN'),
      'user.disable',
      'user/li',
      'left',
      null,
      '{"why":"left"}',
      null,
    ],
  ]);
});

it('reads what an entry is about, also from the address of a request', () => {
  expect(thingOf({ target: 'user/li' })).toEqual({ kind: 'user', which: 'li' });
  expect(thingOf({ target: '/v1/prompts/H42-1-0/decline' })).toEqual({ kind: 'prompt', which: 'H42-1-0' });
  expect(thingOf({ target: '/v1/silences' })).toBeNull();
  expect(thingOf({ target: 'all' })).toBeNull();
});

it('says what was done in both languages, and leaves out what it does not know', () => {
  expect([wordsOf('user.disable', 'zh-CN'), wordsOf('user.disable', 'en')]).toEqual(
    LANGUAGES.map((language) => textOf('audit.user.disable', {}, language)),
  );
  expect(wordsOf('moon.landing', 'en')).toBeNull();
  expect(actionsIn('en')).toContainEqual({ action: 'POST /v1/silences', words: 'Silence warnings' });
});
