import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { DurabilityCheck } from './durability';

const SAFE = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' };

/** What is said at boot beside a Redis set like this; a setting that is missing is one the server does not tell, null: it tells nothing. */
async function said(settings: Readonly<Record<string, string>> | null): Promise<unknown[]> {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const config = (_: string, name: string): Promise<string[]> => {
    if (settings === null) return Promise.reject(new Error('NOPERM'));
    const value = settings[name];
    return Promise.resolve(value === undefined ? [] : [name, value]);
  };
  await new DurabilityCheck({ config } as unknown as Redis).onApplicationBootstrap();
  const calls = error.mock.calls.map(([first]: unknown[]) => first);
  error.mockRestore();
  return calls;
}

describe('a Redis under the log', () => {
  it('that keeps what it answers is nothing to speak of', async () => {
    expect(await said(SAFE)).toEqual([]);
  });

  it.each([
    ['appendonly', 'no', 'yes'],
    ['appendfsync', 'everysec', 'always'],
    ['maxmemory-policy', 'allkeys-lru', 'noeviction'],
  ])('that may lose events is named with its setting: %s %s', async (setting, actual, needed) => {
    expect(await said({ ...SAFE, [setting]: actual })).toEqual([{ setting, actual, needed }]);
  });

  it('that does not tell its settings is not accused', async () => {
    expect(await said({})).toEqual([]);
    expect(await said(null)).toEqual([]);
  });
});
