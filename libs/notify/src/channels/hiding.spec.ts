import { refused, type Outcome } from './channel';
import { hiding } from './hiding';

const tell = (outcome: Outcome, secrets: object): Promise<Outcome> =>
  hiding({ limits: null, fit: () => 1, send: () => Promise.resolve(outcome) }, secrets).send(
    { items: [], language: 'en' },
    'k',
    AbortSignal.timeout(1_000),
  );

describe('what a channel answers', () => {
  it.each([
    ['the end of an address', { url: 'https://open.example/hook/feishu-token' }, 'Cannot POST /hook/feishu-token'],
    ['what an address is asked with', { url: 'https://a.example/send?key=wecom-key' }, 'no robot with wecom-key'],
    ['a key', { keys: ['whsec_abcdefgh'] }, 'bad key whsec_abcdefgh'],
    ['a telephone number', { phones: ['13800138000'] }, 'not reached: 13800138000'],
  ])('does not repeat %s', async (_, secrets, words) => {
    const refusal = await tell(refused('rejected', words, { unsure: true }), secrets);
    const receipt = await tell({ delivered: true, receipt: words }, secrets);
    const said = JSON.stringify([refusal, receipt]);
    expect(said).not.toMatch(/feishu-token|wecom-key|abcdefgh|13800138000/);
    expect(refusal).toMatchObject({ delivered: false, reason: 'rejected', retryable: false, unsure: true });
  });

  it('is left as it is otherwise', async () => {
    const refusal = refused('limited', 'HTTP 429 slow down', { afterMs: 7_000 });
    expect(await tell(refusal, { url: 'https://a.example/', sign: 'x' })).toEqual(refusal);
  });
});
