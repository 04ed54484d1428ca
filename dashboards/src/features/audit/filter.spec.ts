import { LANGUAGES, textOf, type AuditEntry } from '@cockpit/contracts';
import { ANYTHING, actionsIn, isMadeUp, nameIn, queryOf, rowsOf, thingOf, wordsOf } from './filter';

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

it.each([
  [{ before: { name: '旧' }, after: { name: '新' } }, '新'],
  [{ before: { title: '一米线' }, after: { why: '删' } }, '一米线'],
  [{ before: null, after: { name: 'li', displayName: '李强' } }, '李强'],
  [{ before: null, after: { name: '' } }, null],
  [{ before: null, after: null }, null],
])('%j is called %j', (sides, name) => {
  expect(nameIn(sides)).toBe(name);
});

it.each([
  ['6a73e26e-45d0-48ba-853f-df0efb7649e7', true],
  ['0123456789abcdef', true],
  ['42', true],
  ['H32', false],
  ['sim-h32', false],
  ['127.0.0.1', false],
])('was %s made up by a program: %j', (id, madeUp) => {
  expect(isMadeUp(id)).toBe(madeUp);
});
