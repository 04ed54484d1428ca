import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { AppError } from '@cockpit/platform';
import { inflate } from './inflate';

const MIB = 1024 * 1024;
const freely = (): Promise<void> => Promise.resolve();
const refusal = async (body: Buffer, grown = freely, withinMs = 60_000): Promise<unknown> =>
  inflate(body, grown, withinMs).then(
    () => null,
    (error: unknown) => error,
  );

describe('unpacking', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a line', Buffer.from('x')],
    ['all that may come plain, however well it packs', Buffer.alloc(8 * MIB)],
    ['what packs badly', randomBytes(3 * MIB)],
    [
      'a long list',
      Buffer.from(
        Array.from({ length: 400_000 }, (_, i) => `{"id":"t-${String(i)}","type":"hall.ticket.issued"}`).join('\n'),
      ),
    ],
  ])('gives back %s', async (_, text) => {
    expect((await inflate(gzipSync(text), freely, 60_000)).equals(text)).toBe(true);
  });

  it('reads one that was packed in parts', async () => {
    expect((await inflate(Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]), freely, 60_000)).toString()).toBe(
      'one\ntwo\n',
    );
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['no gzip', Buffer.from('{}')],
    ['cut off', gzipSync(randomBytes(MIB)).subarray(0, MIB / 2)],
    ['without its end', gzipSync('{}').subarray(0, -4)],
  ])('refuses what is %s', async (_, body) => {
    expect(await refusal(body)).toMatchObject({ status: 400, code: 'broken-gzip' });
  });

  it('gives up a bomb soon after it can be seen to be one', async () => {
    let most = 0;
    const error = await refusal(gzipSync(Buffer.alloc(64 * MIB)), (...[bytes]: [number?]) => {
      most = bytes ?? 0;
      return Promise.resolve();
    });
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      status: 413,
      code: 'too-large',
      detail: expect.stringMatching(/8 MiB .* 200 times/) as string,
    });
    expect(most).toBeLessThanOrEqual(8 * MIB);
  });

  it('gives up at 64 MiB whatever was sent', async () => {
    expect(
      await refusal(
        gzipSync(
          randomBytes(MIB / 2)
            .toString('hex')
            .repeat(65),
          { level: 1 },
        ),
      ),
    ).toMatchObject({ status: 413, detail: 'more than 64 MiB after decompression' });
  });

  it('gives up what takes too long, not counting what it waits', async () => {
    expect(await refusal(gzipSync(Buffer.alloc(MIB)), freely, 0)).toMatchObject({
      status: 503,
      code: 'unpacking-too-slow',
    });
    const slowly = () => new Promise<void>((done) => setTimeout(done, 100));
    expect((await inflate(gzipSync(Buffer.alloc(MIB / 4)), slowly, 60_000)).length).toBe(MIB / 4);
  });
});
