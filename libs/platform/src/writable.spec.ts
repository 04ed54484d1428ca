import { writable, writableJson } from './writable';

describe('texts that are to be written down', () => {
  it('hold neither a NUL nor half a character, and are otherwise what they were', () => {
    expect(['a\0b', '\ud800x', '\udfff\ud800', '🏛 a\\u0000b'].map(writable)).toEqual([
      'a\ufffdb',
      '\ufffdx',
      '\ufffd\ufffd',
      '🏛 a\\u0000b',
    ]);
  });

  it('are so in JSON too, at any depth; a text that only speaks of one stays', () => {
    const said = { id: 'a\0', list: [{ unit: '\ud83c' }, '🏛', 7, null], path: 'C:\\u0000' };
    expect(writableJson(JSON.stringify(said))).toEqual({
      id: 'a\ufffd',
      list: [{ unit: '\ufffd' }, '🏛', 7, null],
      path: 'C:\\u0000',
    });
    expect(writableJson('{"a":"b"}')).toEqual({ a: 'b' });
  });
});
