import { Poster, retryAfter, type Answer, type Post } from './post';
import { SmsHttp } from './sms-http';

const NOW = Date.parse('2026-03-04T02:30:00Z');

describe('Retry-After', () => {
  it.each([
    ['7', 7_000],
    ['Wed, 04 Mar 2026 02:30:09 GMT', 9_000],
    ['Wed, 04 Mar 2026 02:29:00 GMT', 0],
    ['999999', 3_600_000],
    ['99999999', 3_600_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
    ['soon', undefined],
  ])('%s is %s ms', (value, ms) => {
    expect(retryAfter(value, NOW)).toBe(ms);
  });
});

describe('a header of a gateway', () => {
  it('holds a signature as it is, also in base64', async () => {
    const posted: Post[] = [];
    class Recorder extends Poster {
      override post(post: Post): Promise<Answer> {
        posted.push(post);
        return Promise.resolve({ status: 200, body: '', retryAfterMs: undefined, aheadMs: undefined });
      }
    }
    const channel = new SmsHttp(
      {
        url: 'https://gateway.example/',
        contentType: 'application/json',
        body: '{}',
        headers: { 'X-Sign': '{sign}', 'X-Text': '{text}' },
        signed: '{time}',
        signAs: 'base64',
        mostCharacters: 280,
        key: 'key',
        phones: ['13800138000'],
      },
      new Recorder(false),
      () => NOW,
    );
    const about = { code: 'x', params: {} };
    const notice = { phase: 'test', level: 'red', hall: null, about, firedAt: '', endedAt: null, path: null } as const;
    const text = { title: '题', what: '', when: '' };
    await channel.send(
      {
        items: [{ key: 'k', notice, text, link: null, answer: null, token: null, earlier: [], again: false }],
        language: 'zh-CN',
      },
      'k',
      AbortSignal.timeout(5_000),
    );
    expect(posted[0]?.headers['x-sign']).toMatch(/=$/);
    expect(posted[0]?.headers['x-text']).toMatch(/^%E9%A2%98/);
    channel.close();
  });
});
