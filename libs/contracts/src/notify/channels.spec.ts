import { NewChannel } from './channels';

const key = (kind: string, bytes: number): string => `${kind}_${Buffer.alloc(bytes, 7).toString('base64')}`;
const faults = (channel: object): string[] => {
  const { error } = NewChannel.safeParse({ name: 'x', ...channel });
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
};

describe('keys of webhooks', () => {
  const of = (one: string) =>
    faults({ kind: 'webhook', settings: { url: 'https://a.example/' }, secrets: { keys: [one] } });

  it.each([
    ['whsec', [24, 25, 32, 63, 64], [18, 23, 65, 100]],
    ['whsk', [32, 64], [24, 31, 33, 48, 63, 65]],
  ])('%s_ have as many bytes as can be used', (kind, good, bad) => {
    for (const bytes of good) expect(of(key(kind, bytes))).toEqual([]);
    for (const bytes of bad) expect(of(key(kind, bytes))).toEqual(['secrets.keys.0']);
  });
});

describe('headers of a gateway for text messages', () => {
  const of = (headers: object, sealed?: object) =>
    faults({
      kind: 'sms-http',
      settings: { url: 'https://a.example/', contentType: 'application/json', body: '{}', headers },
      secrets: { phones: ['13800138000'], ...(sealed === undefined ? {} : { headers: sealed }) },
    });

  it('that open something are taken only where they are sealed', () => {
    for (const name of ['Authorization', 'x-api-key', 'X-Token', 'cookie', 'App-Secret'])
      expect(of({ [name]: 'opens it' })).toEqual(['settings.headers']);
    expect(of({ accept: 'application/json', authorization: 'HMAC {sign}' }, { Authorization: 'Bearer x' })).toEqual([]);
  });
});
