import { answered, commanded, isHeld, isVersionOf, removed, repeated } from './command';
import { local, unreachable } from './http';

const refused = () => local('plan-changed', 'no', 409);
const fails = (error: Error) => () => Promise.reject(error);
const said = (done: boolean) => jest.fn(() => Promise.resolve(done));

describe('a command', () => {
  it('that is answered is not looked up, whatever the answer is', async () => {
    const isDone = said(true);
    expect(await commanded(() => Promise.resolve('yes'), isDone)).toBe('yes');
    await expect(commanded(fails(refused()), isDone)).rejects.toMatchObject({ problem: { code: 'plan-changed' } });
    expect(isDone).not.toHaveBeenCalled();
  });

  it.each([unreachable(), local('http-error', 'Gateway Timeout', 504)])(
    'without an answer has worked where it was done all the same',
    async (error) => {
      expect(await commanded(fails(error), said(true))).toBeNull();
      await expect(commanded(fails(error), said(false))).rejects.toBe(error);
    },
  );

  it('is answered by what is found where no answer came', async () => {
    const find = (found: string | null) => () => Promise.resolve(found);
    expect(await answered(() => Promise.resolve('sent'), fails(new TypeError('ours')))).toBe('sent');
    expect(await answered(fails(unreachable()), find('found'))).toBe('found');
    await expect(answered(fails(unreachable()), find(null))).rejects.toMatchObject({
      problem: { code: 'unreachable' },
    });
    await expect(answered(fails(refused()), find('found'))).rejects.toMatchObject({ status: 409 });
  });

  it('has failed as it did where it cannot be looked up either', async () => {
    const error = unreachable();
    await expect(commanded(fails(error), fails(local('http-error', '', 503)))).rejects.toBe(error);
    await expect(commanded(fails(error), fails(new TypeError('ours')))).rejects.toBeInstanceOf(TypeError);
  });

  it('that does no more the second time is sent once more, and only where no answer came', async () => {
    const send = jest.fn<Promise<string>, []>().mockRejectedValueOnce(unreachable()).mockResolvedValueOnce('once');
    expect(await repeated(send)).toBe('once');
    const no = jest.fn(fails(refused()));
    await expect(repeated(no)).rejects.toMatchObject({ status: 409 });
    expect([send.mock.calls.length, no.mock.calls.length]).toEqual([2, 1]);
  });
});

describe('a removal without an answer', () => {
  const gone = local('not-found', 'gone', 404);
  const twice = (second: Promise<void>) =>
    jest.fn<Promise<void>, []>().mockRejectedValueOnce(unreachable()).mockReturnValueOnce(second);

  it('has worked where nothing is found the second time', async () => {
    await removed(twice(Promise.reject(gone)));
    await removed(twice(Promise.resolve()));
  });
  it('has failed where it is refused, or nothing was found at once', async () => {
    await expect(removed(twice(Promise.reject(refused())))).rejects.toMatchObject({ status: 409 });
    await expect(removed(fails(gone))).rejects.toMatchObject({ status: 404 });
  });
});

it('is held by a record with the fields that were sent, whatever else it has', () => {
  expect(isHeld({ id: '1', name: '早会', shared: true }, { name: '早会', shared: true })).toBe(true);
  expect(isHeld({ id: '1', name: '早会', shared: true }, { name: '早会', shared: false })).toBe(false);
});

it('is a version that was sent when it is later than what it was made from, and for the same reason', () => {
  const sent = { revision: 3, reason: '下半年' };
  expect(isVersionOf({ revision: 4, reason: '下半年' }, sent)).toBe(true);
  expect(isVersionOf({ revision: 3, reason: '下半年' }, sent)).toBe(false);
  expect(isVersionOf({ revision: 4, reason: '别人的' }, sent)).toBe(false);
});
