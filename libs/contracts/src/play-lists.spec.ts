import fc from 'fast-check';
import { PLAY_MOST, PLAY_SEC, readPlayList, writePlayList } from './play-lists';

const entry = fc.record({
  page: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  hall: fc.option(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/), { nil: null }),
  sec: fc.integer({ min: PLAY_SEC.least, max: PLAY_SEC.most }),
});

describe('a play list', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: PLAY_MOST }), (entries) => {
        expect(readPlayList(writePlayList(entries))).toEqual(entries);
      }),
    );
  });

  it.each(['', 'wall', 'wall:', 'wall:9', 'wall:3601', 'wall@:30', '../x:30', 'wall:30,', 'wall@H1@H2:30'])(
    'is not read from %p',
    (text) => {
      expect(readPlayList(text)).toBeNull();
    },
  );

  it('has twenty pages at most', () => {
    expect(readPlayList(Array<string>(21).fill('wall@H1:30').join(','))).toBeNull();
  });
});
