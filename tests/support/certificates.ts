import { X509Certificate, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** Certificates of the tests' own, written by hand: Node reads them and has nothing that makes them. */
export interface Authority {
  pem: string;
  /** a server's certificate for names and IPv4 addresses, and its key */
  issue(...names: string[]): { cert: string; key: string };
}

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const nameOf = (common: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(common)))));
const time = (year: number): Buffer => der(0x17, Buffer.from(`${String(year % 100).padStart(2, '0')}0101000000Z`));
const YES = der(0x01, Buffer.from([255]));
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const extension = (id: string, value: Buffer, ...critical: readonly Buffer[]): Buffer =>
  sequence(oid(id), ...critical, der(0x04, value));
const mayIssue = extension('551d13', sequence(YES), YES);
const isNamed = (names: readonly string[]): Buffer =>
  extension(
    '551d11',
    sequence(
      ...names.map((name) =>
        isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)),
      ),
    ),
  );

interface Wanted {
  subject: string;
  issuer: string;
  of: KeyObject;
  by: KeyObject;
  extension: Buffer;
}
function certificate({ subject, issuer, of, by, extension: told }: Wanted): string {
  const year = new Date().getUTCFullYear();
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    nameOf(issuer),
    sequence(time(year - 1), time(year + 2)),
    nameOf(subject),
    of.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(told)),
  );
  const signature = sign('sha256', toSign, by);
  return new X509Certificate(
    sequence(toSign, ECDSA_SHA256, der(0x03, Buffer.concat([Buffer.from([0]), signature]))),
  ).toString();
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

export function authority(common: string): Authority {
  const own = newKeys();
  const pem = certificate({
    subject: common,
    issuer: common,
    of: own.publicKey,
    by: own.privateKey,
    extension: mayIssue,
  });
  return {
    pem,
    issue: (...names) => {
      const { publicKey, privateKey } = newKeys();
      const wanted = { subject: names[0] ?? '', issuer: common, of: publicKey, by: own.privateKey };
      return {
        cert: certificate({ ...wanted, extension: isNamed(names) }),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}
