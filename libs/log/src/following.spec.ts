import { Following } from './following';

let now = 0;
const following = (partitions = 2): Following => new Following(partitions, 5000, () => now);
beforeEach(() => (now = 1000));

it('fails until every partition is read and followed', async () => {
  const streams = following();
  await expect(streams.assert()).rejects.toThrow('not followed yet: 0, 1');
  streams.loads(0);
  streams.follows(0);
  await expect(streams.assert()).rejects.toThrow('not followed yet: 1');
  streams.loads(1);
  // reading may take as long as it takes
  now += 60_000;
  await expect(streams.assert()).rejects.toThrow('not followed yet: 1');
  streams.follows(1);
  await expect(streams.assert()).resolves.toBeUndefined();
});

it('leaves to another process what it has waited for longer than a dead one keeps it', async () => {
  const streams = following(1);
  now += 5000;
  await expect(streams.assert()).rejects.toThrow();
  now += 1;
  await expect(streams.assert()).resolves.toBeUndefined();
  streams.loads(0);
  await expect(streams.assert()).rejects.toThrow();
  streams.follows(0);
  streams.waits(0);
  await expect(streams.assert()).rejects.toThrow();
  now += 5001;
  await expect(streams.assert()).resolves.toBeUndefined();
});
