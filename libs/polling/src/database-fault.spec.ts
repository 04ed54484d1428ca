import { faultOf, telling } from './database-fault';

const AT = { kind: 'mysql', host: '10.1.2.3', port: 3306, database: 'tickets', user: 'reader' } as const;
const coded = (code: string, message = 'as the server says it'): Error => Object.assign(new Error(message), { code });

it.each([
  ['ER_ACCESS_DENIED_ERROR', /^MySQL at 10\.1\.2\.3:3306 refuses reader: correct .*\(as the server says it\)$/],
  ['28P01', /refuses reader/],
  ['3D000', /has no database tickets: correct “database”/],
  ['42703', /lacks what “query”/],
  ['ER_NO_SUCH_TABLE', /lacks what “query”/],
  ['ECONNREFUSED', /does not answer: start it, or correct “host” and “port”/],
  ['57014', /took too long: give the cursor’s “column” an index/],
  ['XX000', /could not be read \(as the server says it\)/],
])('%s', (code, sentence) => {
  expect(faultOf(AT, coded(code)).message).toMatch(sentence);
});

it('says something where the error says nothing', () => {
  expect(faultOf(AT, coded('ECONNREFUSED', '')).message).toMatch(/\(ECONNREFUSED\)$/);
});

it('puts the failure of a reading into words and hands everything else on', async () => {
  let closed = 0;
  const database = telling(AT, {
    read: (from) => (from === '1' ? Promise.resolve([{ id: '1' }]) : Promise.reject(coded('42P01'))),
    latest: () => Promise.reject(coded('28P01')),
    first: () => Promise.reject(coded('ETIMEDOUT')),
    close: () => Promise.resolve(void (closed += 1)),
    cut: () => void (closed += 1),
  });
  expect(await database.read('1', 1)).toEqual([{ id: '1' }]);
  await expect(database.read('2', 1)).rejects.toThrow('lacks what');
  await expect(database.latest(1)).rejects.toMatchObject({ why: { code: 'database-refused' } });
  await expect(database.first()).rejects.toMatchObject({ why: { code: 'database-away' } });
  await database.close();
  database.cut();
  expect(closed).toBe(2);
});
