import type { MatterFileType } from '@cockpit/contracts';

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
/** Magic bytes of each file type with their offsets. */
const MAGIC_BYTES: readonly [type: MatterFileType, signs: readonly [at: number, bytes: readonly number[]][]][] = [
  ['image/jpeg', [[0, [0xff, 0xd8, 0xff]]]],
  ['image/png', [[0, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a]]]],
  [
    'image/webp',
    [
      [0, ascii('RIFF')],
      [8, ascii('WEBPVP8')],
    ],
  ],
  ['application/pdf', [[0, ascii('%PDF-')]]],
];

/** File type by content, whatever the file name; null for unsupported types. */
export function fileTypeOf(content: Uint8Array): MatterFileType | null {
  const has = ([at, bytes]: readonly [number, readonly number[]]): boolean =>
    bytes.every((byte, i) => content[at + i] === byte);
  return MAGIC_BYTES.find(([, signs]) => signs.every(has))?.[0] ?? null;
}
