import { faultOf } from './logger';

it('says of an error what went wrong, and nothing of what it was about', () => {
  const refused = Object.assign(new Error('OOM command not allowed'), {
    command: { name: 'evalsha', args: ['110101199003077571'] },
  });
  const failed = Object.assign(new Error('query failed', { cause: refused }), {
    code: '53100',
    query: 'INSERT INTO app_user',
    parameters: ['13912345678'],
    driverError: refused,
  });
  const line = JSON.stringify(faultOf(failed));
  expect(line).not.toMatch(/110101199003077571|13912345678|INSERT/);
  expect(faultOf(failed)).toMatchObject({
    message: 'query failed',
    code: '53100',
    cause: { message: 'OOM command not allowed' },
  });
  expect(faultOf('text')).toBe('text');
});
