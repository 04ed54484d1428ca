import { join, resolve } from 'node:path';
import { groupPort, localUrl, readOptions } from './options';

const ROOT = resolve(__dirname, '..', '..', '..');
const SERVERS = { REDIS_URL: 'redis://r', POSTGRES_URL: 'postgres://p', CLICKHOUSE_URL: 'http://c' };

describe('serve', () => {
  it('is the product without demonstration, on engines of its own', () => {
    expect(readOptions(['serve'], {})).toMatchObject({
      host: '127.0.0.1',
      port: 7070,
      own: true,
      simulator: false,
      servers: false,
      dataDir: join(ROOT, '.data'),
      cacheDir: join(ROOT, '.cache'),
    });
  });

  it('listens where it is told to, by option before environment', () => {
    expect(readOptions(['serve'], { HOST: '0.0.0.0', PORT: '80' })).toMatchObject({ host: '0.0.0.0', port: 80 });
    expect(readOptions(['serve', '--host', '::', '--port', '81'], { HOST: '0.0.0.0', PORT: '80' })).toMatchObject({
      host: '::',
      port: 81,
    });
  });

  it('starts no engines where all three stores are named, and refuses some of them', () => {
    expect(readOptions(['serve'], SERVERS).servers).toBe(true);
    expect(readOptions(['serve'], { ...SERVERS, REDIS_URL: '', POSTGRES_URL: '', CLICKHOUSE_URL: '' }).servers).toBe(
      false,
    );
    expect(() => readOptions(['serve'], { ...SERVERS, REDIS_URL: '' })).toThrow(
      'POSTGRES_URL and CLICKHOUSE_URL are set, but not REDIS_URL: set all three',
    );
    // the demonstration never writes to servers of somebody's own
    expect(readOptions([], SERVERS).servers).toBe(false);
  });
});

it.each([
  [['--port', '0'], '--port must be a number from 1 to 65535, not “0”'],
  [['--port', '1e3'], '--port must be'],
  [['--port', '65536'], '--port must be'],
  [['--prt', '80'], "Unknown option '--prt'"],
  [['--speed', '0'], '--speed must be'],
  [['--history', '1.5'], '--history must be'],
  [['--role', 'guide'], '--role must be supervisor, manager, officer, not “guide”'],
  [['--role', 'manager', '--own'], '--role opens the demonstration'],
])('refuses %j', (args, why) => {
  expect(() => readOptions(args, {})).toThrow(why);
});

it('opens the demonstration as one of its people', () => {
  expect(readOptions(['--role', 'officer'], {}).role).toBe('officer');
  expect(readOptions([], {}).role).toBeUndefined();
});

it('refuses a PORT that is none', () => {
  expect(() => readOptions([], { PORT: 'http' })).toThrow('PORT must be a number from 1 to 65535, not “http”');
});

it('takes a DATA_DIR from where it is called', () => {
  expect(readOptions([], { DATA_DIR: 'halls/data' }).dataDir).toBe(resolve('halls/data'));
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:7070'],
  ['0.0.0.0', 'http://127.0.0.1:7070'],
  ['::', 'http://[::1]:7070'],
  ['fd00::7', 'http://[fd00::7]:7070'],
  ['10.1.2.3', 'http://10.1.2.3:7070'],
  ['hall.example', 'http://hall.example:7070'],
])('what listens on %s is reached at %s', (host, url) => {
  expect(localUrl(host, 7070)).toBe(url);
});

it('looks at the chat one port further', () => {
  expect([groupPort(7070), groupPort(65_535)]).toEqual([7071, 65_534]);
});
