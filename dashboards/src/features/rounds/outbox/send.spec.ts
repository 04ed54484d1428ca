import type { NewMatterFile } from '@cockpit/contracts';
import { local } from '../../../shared/http';
import type { Entry } from './entry';
import { isPassing, sendEntry, type Server } from './send';

const photo: NewMatterFile = { label: 'a', mime: 'image/png', content: 'AAAA' };
const finding: Entry = {
  key: 'key-00000001',
  by: 'lead',
  round: 'r',
  hall: 'H1',
  line: 'a',
  area: '窗口',
  question: '?',
  at: '2026-07-01T02:00:00.000Z',
  answer: 'finding',
  title: '缺老花镜',
  text: '',
  photos: [photo, photo],
  photoNote: '现场照片',
  sent: { matter: null, files: [] },
  refused: null,
};

/** A server that has every matter and act once, by key, and loses the answers it is told to lose. */
class Emulated implements Server {
  readonly matters = new Set<string>();
  readonly acts = new Map<string, readonly string[]>();
  readonly files: string[] = [];
  gone = false;
  calls = 0;
  constructor(private readonly lost: ReadonlySet<number> = new Set()) {}

  private answered<T>(answer: T): Promise<T> {
    this.calls += 1;
    return this.lost.has(this.calls) ? Promise.reject(local('unreachable', 'lost')) : Promise.resolve(answer);
  }
  answer: Server['answer'] = (_round, _hall, { key, line, answer, at }) =>
    this.answered({ key, line, answer, at, note: null, by: 'lead', receivedAt: at });
  enter: Server['enter'] = ({ key }) => {
    this.matters.add(key);
    return this.answered({ id: `of-${key}`, at: '2026-07-01T02:00:00.000Z' });
  };
  file: Server['file'] = () => {
    const id = `file-${String(this.files.length)}`;
    this.files.push(id);
    return this.answered(id);
  };
  act: Server['act'] = (_matter, { key, files = [] }) => {
    if (this.gone) {
      this.gone = false;
      return Promise.reject(local('unknown-file', 'gone', 404));
    }
    this.acts.set(key, files);
    return this.answered(undefined);
  };
}

/** Sends it until all of it has arrived, from what was written down each time. */
async function sendAll(entry: Entry, server: Server): Promise<number> {
  let kept = entry;
  for (let attempt = 1; attempt < 20; attempt += 1) {
    try {
      await sendEntry(kept, server, (next) => {
        kept = next;
        return Promise.resolve();
      });
      return attempt;
    } catch (error) {
      // nothing but the answer was lost
      expect((error as { problem: { code: string } }).problem.code).toMatch(/unreachable|unknown-file/);
    }
  }
  throw new Error('never sent');
}

describe('what was entered on a telephone', () => {
  it('arrives once, whichever answer gets lost', async () => {
    for (let lost = 0; lost <= 4; lost += 1) {
      const server = new Emulated(new Set([lost]));
      expect(await sendAll(finding, server)).toBe(lost === 0 ? 1 : 2);
      expect([...server.matters]).toEqual(['key-00000001']);
      expect([...server.acts.keys()]).toEqual(['key-00000001-photos']);
      expect(server.acts.get('key-00000001-photos')).toHaveLength(2);
    }
  });

  it('sends its photos anew where the server has removed them, and nothing else', async () => {
    const server = new Emulated();
    server.gone = true;
    await sendAll(finding, server);
    expect([server.matters.size, server.files.length]).toEqual([1, 4]);
    expect(server.acts.get('key-00000001-photos')).toEqual(['file-2', 'file-3']);
  });

  it('needs one request where there is nothing to show', async () => {
    const server = new Emulated();
    await sendAll({ ...finding, photos: [] }, server);
    await sendAll({ ...finding, answer: 'ok' }, server);
    expect([server.calls, server.acts.size]).toEqual([2, 0]);
  });

  it('waits for what passes by itself, and is refused only for what the server says of it', () => {
    const of = (code: string, status: number): boolean => isPassing(local(code, code, status));
    expect([of('unreachable', 0), of('unauthorised', 401), of('too-many', 429), of('store-unavailable', 503)]).toEqual([
      ...[true, true, true, true],
    ]);
    expect(of('unknown-matter', 404)).toBe(true);
    expect([of('round-ended', 409), of('unknown-round', 404), of('hall-out-of-scope', 403)]).toEqual([
      ...[false, false, false],
    ]);
    expect(isPassing(new TypeError('a fault of ours'))).toBe(false);
  });
});
