import { linesWithBeats } from './beats';

const lines = async (items: AsyncGenerator<object>, beatMs?: number): Promise<string[]> => {
  const all: string[] = [];
  for await (const line of linesWithBeats(items, beatMs)) all.push(line);
  return all;
};

it('says every item on a line of its own, and an empty line while the next is not there', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* items() {
    yield { n: 1 };
    await held;
    yield { n: 2 };
  }
  const read = linesWithBeats(items(), 5);
  expect((await read.next()).value).toBe('{"n":1}\n');
  expect((await read.next()).value).toBe('\n');
  release();
  const rest: string[] = [];
  for await (const line of read) rest.push(line);
  expect(rest.filter((line) => line !== '\n')).toEqual(['{"n":2}\n']);
});

it('passes a failure on, and ends what it reads from when nobody reads it any more', async () => {
  async function* fails(): AsyncGenerator<object> {
    await Promise.resolve();
    throw new Error('away');
  }
  await expect(lines(fails())).rejects.toThrow('away');
  let isOver = false;
  async function* long() {
    try {
      for (;;) {
        await Promise.resolve();
        yield {};
      }
    } finally {
      isOver = true;
    }
  }
  const read = linesWithBeats(long());
  await read.next();
  await read.return(undefined);
  expect(isOver).toBe(true);
});
