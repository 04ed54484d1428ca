import { AppError } from '@cockpit/platform';
import { HEAVY_BYTES, Turns, type Admission, type Grown, type TurnLimits } from './turns';

const limits: TurnLimits = {
  openPerSource: 6,
  bytesPerSource: 1000,
  unpacking: { perSource: 2, all: 3, long: 1 },
  working: { perSource: 2, all: 3, long: 1 },
};

/** Asks for turns and notes who got one, in order. */
function desk(over: Partial<TurnLimits> = {}) {
  const turns = new Turns({ ...limits, ...over });
  const got: string[] = [];
  const running = new Map<string, Admission>();
  const ask = (name: string, source = name.charAt(0), bytes = 1): void => {
    const admission = turns.admit(source, 1);
    void admission.turn(bytes).then(() => {
      got.push(name);
      running.set(name, admission);
    });
  };
  const settle = () => new Promise((done) => setImmediate(done));
  const end = async (name: string) => {
    running.get(name)?.leave();
    await settle();
  };
  return { turns, got, ask, end, settle };
}

const settled = () => new Promise((done) => setImmediate(done));
const statusOf = (error: unknown): number => (error instanceof AppError ? error.status : 0);

describe('turns', () => {
  it('serve sources one after the other, however long one of the lines is', async () => {
    const { got, ask, end, settle } = desk();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'c1']) ask(name);
    await settle();
    expect(got).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    await end('a2');
    await end('b1');
    expect(new Set(got.slice(3, 6))).toEqual(new Set(['a3', 'b2', 'c1']));
  });

  it('refuse a source that has too much open, and nobody else', () => {
    const { turns } = desk();
    const open = Array.from({ length: limits.openPerSource }, () => turns.admit('a', 1));
    const refusal = (() => {
      try {
        return turns.admit('a', 1);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(() => turns.admit('b', 1)).not.toThrow();
    open[0]?.leave();
    expect(() => turns.admit('a', 1)).not.toThrow();
  });

  it('refuse more bytes than a source may have in our hands, but never a single request', () => {
    const { turns } = desk();
    turns.admit('a', 5000);
    expect(() => turns.admit('a', 1)).toThrow(AppError);
  });

  it('count what comes out of packed bodies, long ones of a source one after the other, and give all of it back', async () => {
    const bytesPerSource = 10 * HEAVY_BYTES;
    const { turns } = desk({ bytesPerSource });
    let most = 0;
    let unpacking = 0;
    const unpack =
      (to: number) =>
      async (grown: Grown): Promise<Buffer> => {
        for (let size = HEAVY_BYTES; size <= to; size += HEAVY_BYTES) {
          await grown(size);
          if (size <= HEAVY_BYTES) continue;
          most = Math.max(most, ++unpacking);
          await settled();
          unpacking -= 1;
        }
        return Buffer.alloc(to);
      };
    const outcomesOf = (open: Admission[], to: number) =>
      Promise.all(
        open.map((admission) => admission.unpack(unpack(to)).then(({ length }) => length / HEAVY_BYTES, statusOf)),
      );
    const open = Array.from({ length: 4 }, () => turns.admit('a', 10));
    expect(await outcomesOf(open, 6 * HEAVY_BYTES)).toEqual([6, 429, 429, 429]);
    expect(most).toBe(1);
    for (const admission of open) admission.leave();
    // the first long one is never refused, however large, and of those before nothing is left
    const large = Array.from({ length: 2 }, () => turns.admit('a', 10));
    expect(await outcomesOf(large, 50 * HEAVY_BYTES)).toEqual([50, 429]);
    for (const admission of large) admission.leave();
    expect(() => [turns.admit('a', bytesPerSource / 2), turns.admit('a', bytesPerSource / 2)]).not.toThrow();
  });

  it('unpack short bodies past long ones that wait, of their own source too', async () => {
    const { turns } = desk({ openPerSource: 100, bytesPerSource: 100 * HEAVY_BYTES });
    const order: string[] = [];
    let release = (): void => undefined;
    const untilReleased = new Promise<void>((done) => {
      release = done;
    });
    const long =
      (name: string) =>
      async (grown: Grown): Promise<Buffer> => {
        await grown(HEAVY_BYTES + 1);
        await untilReleased;
        order.push(name);
        return Buffer.alloc(0);
      };
    const short =
      (name: string) =>
      async (grown: Grown): Promise<Buffer> => {
        await grown(1);
        order.push(name);
        return Buffer.alloc(0);
      };
    const longs = ['a1', 'a2', 'b1', 'c1'].map((name) => turns.admit(name.charAt(0), 1).unpack(long(name)));
    await Promise.all(['a3', 'a4', 'b2', 'd1'].map((name) => turns.admit(name.charAt(0), 1).unpack(short(name))));
    expect([...order].sort()).toEqual(['a3', 'a4', 'b2', 'd1']);
    release();
    await Promise.all(longs);
    expect(new Set(order.slice(4, 7))).toEqual(new Set(['a1', 'b1', 'c1']));
    expect(order[7]).toBe('a2');
  });

  it('work on short requests past a long one that waits, of its own source too', async () => {
    const { got, ask, end, settle } = desk({ working: { perSource: 3, all: 3, long: 1 } });
    ask('a-long', 'a', HEAVY_BYTES + 1);
    ask('a-long-2', 'a', HEAVY_BYTES + 1);
    ask('a-short', 'a', 1);
    await settle();
    expect(got).toEqual(['a-long', 'a-short']);
    await end('a-long');
    expect(got).toEqual(['a-long', 'a-short', 'a-long-2']);
  });

  it('let short requests past while a long one is worked on', async () => {
    const { got, ask, end, settle } = desk();
    ask('a-long', 'a', HEAVY_BYTES + 1);
    ask('b-long', 'b', HEAVY_BYTES + 1);
    ask('b-short', 'c', 1);
    await settle();
    expect(got).toEqual(['a-long', 'b-short']);
    await end('a-long');
    expect(got).toEqual(['a-long', 'b-short', 'b-long']);
  });

  it('give back the place of a request that never asked for its turn', async () => {
    const { turns, got, ask, end, settle } = desk({ working: { perSource: 1, all: 1, long: 1 } });
    const admission = turns.admit('a', 1);
    ask('b1');
    ask('b2');
    await settle();
    admission.leave();
    await end('b1');
    expect(got).toEqual(['b1', 'b2']);
  });
});
