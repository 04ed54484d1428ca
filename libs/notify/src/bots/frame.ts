/** A frame of Feishu's long connection: the protobuf message `pbbp2.Frame`. The comments give its field numbers. */
export interface Frame {
  /** 1 */ seq: bigint;
  /** 2 */ log: bigint;
  /** 3 */ service: bigint;
  /** 4: 0 is control, 1 is data */ method: bigint;
  /** 5, each with key 1 and value 2 */ headers: Record<string, string>;
  /** 6 */ encoding?: string;
  /** 7 */ type?: string;
  /** 8 */ payload: Buffer;
  /** 9 */ logNew?: string;
}

type Field = readonly [number: number, value: bigint | Buffer];

function* fieldsOf(bytes: Buffer): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 63n) throw new RangeError('a frame that is cut off');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    const wire = tag & 7n;
    if (wire === 0n) yield [number, varint()];
    else if (wire === 2n) {
      const length = Number(varint());
      if (at + length > bytes.length) throw new RangeError('a frame that is cut off');
      yield [number, bytes.subarray(at, (at += length))];
    } else throw new RangeError('a field of another kind');
  }
}

const textOf = (value: bigint | Buffer | undefined): string => (Buffer.isBuffer(value) ? value.toString() : '');
const numberOf = (value: bigint | Buffer | undefined): bigint => (typeof value === 'bigint' ? value : 0n);

/** @throws {RangeError} for bytes that are not a frame */
export function decodeFrame(bytes: Buffer): Frame {
  const fields = [...fieldsOf(bytes)];
  const last = new Map(fields);
  const headers = fields.flatMap(([number, value]) => {
    if (number !== 5 || !Buffer.isBuffer(value)) return [];
    const pair = new Map(fieldsOf(value));
    return [[textOf(pair.get(1)), textOf(pair.get(2))] as const];
  });
  const payload = last.get(8);
  return {
    seq: numberOf(last.get(1)),
    log: numberOf(last.get(2)),
    service: numberOf(last.get(3)),
    method: numberOf(last.get(4)),
    headers: Object.fromEntries(headers),
    ...(last.has(6) ? { encoding: textOf(last.get(6)) } : {}),
    ...(last.has(7) ? { type: textOf(last.get(7)) } : {}),
    payload: Buffer.isBuffer(payload) ? payload : Buffer.alloc(0),
    ...(last.has(9) ? { logNew: textOf(last.get(9)) } : {}),
  };
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 0x80n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 0x7fn) | 0x80);
  }
}
const encode = ([number, value]: Field): Buffer =>
  Buffer.isBuffer(value)
    ? Buffer.concat([Buffer.from([...varint((BigInt(number) << 3n) | 2n), ...varint(BigInt(value.length))]), value])
    : Buffer.from([...varint(BigInt(number) << 3n), ...varint(value)]);

export function encodeFrame({ seq, log, service, method, headers, encoding, type, payload, logNew }: Frame): Buffer {
  const pairs = Object.entries(headers).map(([key, value]): Field => {
    const pair = [encode([1, Buffer.from(key)]), encode([2, Buffer.from(value)])];
    return [5, Buffer.concat(pair)];
  });
  const text = (number: number, value: string | undefined): Field[] =>
    value === undefined ? [] : [[number, Buffer.from(value)]];
  const fields: Field[] = [
    ...([
      [1, seq],
      [2, log],
      [3, service],
      [4, method],
    ] satisfies Field[]),
    ...pairs,
    ...text(6, encoding),
    ...text(7, type),
    ...(payload.length === 0 ? [] : [[8, payload] as const]),
    ...text(9, logNew),
  ];
  return Buffer.concat(fields.map(encode));
}
