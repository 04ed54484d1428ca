import fc from 'fast-check';
import { fileTypeOf } from './file-type';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part)),
  );

describe('the type of a file', () => {
  it('is read from its content', () => {
    expect(fileTypeOf(bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'))).toBe('image/jpeg');
    expect(fileTypeOf(bytes([0x89], 'PNG', [13, 10, 26, 10]))).toBe('image/png');
    expect(fileTypeOf(bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L'))).toBe('image/webp');
    expect(fileTypeOf(bytes('%PDF-1.7'))).toBe('application/pdf');
  });

  it('is none for pages, programs, other containers and the beginning of a sign alone', () => {
    for (const other of [
      '<html>',
      '<svg xmlns="">',
      'MZ',
      'PK\u0003\u0004',
      'GIF89a',
      'RIFF....WAVE',
      '%PD',
      '',
      ' %PDF-1.7',
    ])
      expect([other, fileTypeOf(bytes(other))]).toEqual([other, null]);
  });

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (content) => {
        const type = fileTypeOf(content);
        expect(type === null || content.length >= 3).toBe(true);
      }),
    );
  });
});
