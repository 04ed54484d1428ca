/** Text as an old Chinese Windows writes it: what the decoder of the platform reads, turned round. */
export function gbk(text: string): Buffer {
  table ??= made();
  return Buffer.concat(
    Array.from(text, (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      const bytes = code < 0x80 ? Buffer.from([code]) : table?.get(sign);
      if (bytes === undefined) throw new Error(`GBK has no ${sign}`);
      return bytes;
    }),
  );
}

let table: Map<string, Buffer> | undefined;

function made(): Map<string, Buffer> {
  const decoder = new TextDecoder('gbk');
  const signs = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      const sign = decoder.decode(bytes);
      if (Array.from(sign).length === 1 && sign !== '\uFFFD' && !signs.has(sign)) signs.set(sign, bytes);
    }
  return signs;
}
