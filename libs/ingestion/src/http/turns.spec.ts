import { AppError } from '@cockpit/platform';
import { HEAVY_BYTES, Turns, type Admission, type TurnLimits } from './turns';

const limits: TurnLimits = { openPerSource: 6, bytesPerSource: 1000, runningPerSource: 2, running: 3, heavyRunning: 1 };

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
    const refusal = (() => { try { return turns.admit('a', 1); } catch (error) { return error; } })();
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

  it('count what comes out of a packed body, one after the other, and give all of it back', async () => {
    const { turns } = desk();
    const open = Array.from({ length: 4 }, () => turns.admit('a', 10));
    let unpacking = 0;
    let most = 0;
    let unpacked = 0;
    const unpack = async (): Promise<Buffer> => {
      most = Math.max(most, ++unpacking);
      await new Promise((done) => setImmediate(done));
      unpacking -= 1;
      unpacked += 1;
      return Buffer.alloc(600);
    };
    const outcomes = await Promise.all(open.map((admission) => admission.unpack(unpack).then(({ length }) => length, statusOf)));
    expect(outcomes).toEqual([600, 429, 429, 429]);
    expect([most, unpacked]).toEqual([1, 2]);
    for (const admission of open) admission.leave();
    // the first one is never refused, however large, and of those before nothing is left
    const large = Array.from({ length: 2 }, () => turns.admit('a', 10));
    const sizes = large.map((admission) => admission.unpack(() => Promise.resolve(Buffer.alloc(5000))).then(({ length }) => length, statusOf));
    expect(await Promise.all(sizes)).toEqual([5000, 429]);
    for (const admission of large) admission.leave();
    expect(() => [turns.admit('a', 500), turns.admit('a', 500)]).not.toThrow();
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
    const { turns, got, ask, end, settle } = desk({ running: 1 });
    const admission = turns.admit('a', 1);
    ask('b1');
    ask('b2');
    await settle();
    admission.leave();
    await end('b1');
    expect(got).toEqual(['b1', 'b2']);
  });
});
