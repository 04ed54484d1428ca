import fc from 'fast-check';
import { ROLES } from './roles';
import { firstPage, nextPage, ROLES_WITH_HALLS } from './next-page';

const ORIGIN = 'https://cockpit.example:7070';

describe('the page after signing in', () => {
  it.each([
    '/',
    '/wall/H32',
    '/desk/H32?tab=plan#now',
    '/cases?state=red&from=2026-03-01',
    '/%E5%A4%A7%E5%8E%85',
    '/a//b',
    '/?next=//elsewhere.example',
  ])('is %s when it is one of ours', (next) => {
    expect(nextPage(next, ORIGIN)).toBe(next);
  });

  it.each([
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\telsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '/\r\n/elsewhere.example',
    '\t//elsewhere.example',
    ' //elsewhere.example',
    '/\u0000/elsewhere.example',
    '/\u0085/elsewhere.example',
    '/.//elsewhere.example',
    '/.//',
    '/x/..//?next',
    '/x/..//elsewhere.example',
    '/%2e//elsewhere.example',
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    '/\tjavascript:alert(1)',
    'data:text/html,x',
    'https://elsewhere.example',
    'https:elsewhere.example',
    'https:/elsewhere.example',
    '@elsewhere.example',
    '.elsewhere.example',
    '',
    'wall/H32',
    '/sign-in?next=/',
    '/v1/session',
    undefined,
    null,
    ['/wall/H32'],
    7,
  ])('is the start for %j', (next) => {
    expect(nextPage(next, ORIGIN)).toBe('/');
  });

  it.each(['/%09/elsewhere.example', '/%5Celsewhere.example', '/%2F/elsewhere.example', '/%2F%2Felsewhere.example'])(
    'stays here for %s, in the address bar or read out of it',
    (next) => {
      for (const read of [next, decodeURIComponent(next)]) {
        expect(new URL(nextPage(read, ORIGIN), ORIGIN).origin).toBe(ORIGIN);
      }
    },
  );

  it('is of this address whatever stands in the address bar', () => {
    const trick = fc.constantFrom(
      '/',
      '\\',
      '.',
      ':',
      '@',
      '?',
      '#',
      '%',
      '%09',
      '%2f',
      '\t',
      '\n',
      '\r',
      '\0',
      ' ',
      'http',
      'https:',
      'javascript:',
      'elsewhere.example',
      '\uff0f',
      '\u3002',
      '\u2028',
      '\u200b',
      '\ufeff',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(trick, { maxLength: 8 }).map((parts) => parts.join('')),
          fc.array(trick, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
          fc.webUrl(),
          fc.string(),
        ),
        (next) => {
          const path = nextPage(next, ORIGIN);
          expect(path.startsWith('/')).toBe(true);
          expect(new URL(path, ORIGIN).origin).toBe(ORIGIN);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('the first page', () => {
  it('of a manager is the overview, unless another was asked for', () => {
    expect(firstPage({ role: 'manager' }, '/')).toBe('/overview');
    expect(firstPage({ role: 'manager' }, '/cases')).toBe('/cases');
    expect(firstPage({ role: 'officer' }, '/')).toBe('/me');
    expect(firstPage({ role: 'guide' }, '/')).toBe('/guide');
    expect(firstPage({ role: 'unit' }, '/')).toBe('/cases');
    expect(firstPage({ role: 'supervisor' }, '/')).toBe('/desk');
    expect(firstPage({ role: 'administrator' }, '/')).toBe('/');
  });

  it('is another one for whoever may not open that of the halls', () => {
    expect(ROLES.filter((role) => !ROLES_WITH_HALLS.includes(role))).toEqual(['security', 'auditor', 'unit']);
    for (const role of ROLES)
      if (!ROLES_WITH_HALLS.includes(role)) expect([role, firstPage({ role }, '/')]).not.toEqual([role, '/']);
  });
});
