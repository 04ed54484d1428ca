import fc from 'fast-check';
import { announced, voiceFor } from './announcement';

const red = (...ids: string[]) => ids.map((id) => ({ id }));

describe('what is announced', () => {
  it('is nothing on the first look, and then each warning once', () => {
    const first = announced(null, red('a'));
    expect(first.say).toEqual([]);
    const second = announced(first.known, red('b', 'a'));
    expect([second.say, second.more]).toEqual([red('b'), 0]);
    expect(announced(second.known, red('b')).say).toEqual([]);
    // one that was over and comes again is said again
    expect(announced(announced(second.known, []).known, red('b')).say).toEqual(red('b'));
  });

  it('is three at most, and how many more', () => {
    expect(announced(new Set(), red('a', 'b', 'c', 'd', 'e'))).toMatchObject({ say: red('a', 'b', 'c'), more: 2 });
  });

  it('remembers no more than what is red', () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 20 })), (looks) => {
        let known: ReadonlySet<string> | null = null;
        for (const ids of looks) known = announced(known, red(...ids)).known;
        expect(known?.size ?? 0).toBe(looks.at(-1)?.length ?? 0);
      }),
    );
  });
});

describe('the voice', () => {
  const voice = (lang: string, localService: boolean) => ({ lang, localService });
  it('is one of the device before one of the internet', () => {
    const voices = [voice('en-US', true), voice('zh-CN', false), voice('zh_TW', true), voice('zh-CN', true)];
    expect(voiceFor(voices, 'zh-CN')).toBe(voices[3]);
    expect(voiceFor(voices.slice(0, 3), 'zh-CN')).toBe(voices[2]);
    expect(voiceFor([voice('cmn-Hans-CN', true)], 'zh-CN')?.lang).toBe('cmn-Hans-CN');
    expect(voiceFor(voices, 'en')).toBe(voices[0]);
  });

  it('is none where the device has none of the language', () => {
    expect(voiceFor([voice('en-US', true)], 'zh-CN')).toBeNull();
  });
});
