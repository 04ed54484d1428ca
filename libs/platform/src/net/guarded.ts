import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { bareHost, isPublicAddress } from './addresses';

export const FORBIDDEN = 'ERR_FORBIDDEN_ADDRESS';

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  readonly code = FORBIDDEN;
  constructor(host: string) {
    super(`${host} leads to a private or loopback address, and nobody has given leave for that`);
  }
}

type Resolve = (host: string, options: LookupOptions, done: LookupDone) => void;
type LookupDone = Parameters<LookupFunction>[2];

/** @throws {ForbiddenAddress} for a host that is a non-public IP address; no DNS look-up happens */
export function refuseInside(host: string): void {
  const bare = bareHost(host);
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw new ForbiddenAddress(bare);
}

/**
 * DNS look-up for a connection; refuses a host when any of its addresses is not public. The connection uses the checked
 * address, so a second, different DNS answer (rebinding) gains nothing.
 */
export function guardedLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      const addresses = found as LookupAddress[];
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
        done(new ForbiddenAddress(host), []);
        return;
      }
      if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/**
 * Resolves the address to connect to, once, so that the checked address is the one connected to.
 * @throws {ForbiddenAddress}
 */
export function publicAddressOf(host: string, resolve?: Resolve): Promise<string> {
  refuseInside(host);
  const bare = bareHost(host);
  if (isIP(bare) !== 0) return Promise.resolve(bare);
  return new Promise((done, fail) => {
    guardedLookup(resolve)(bare, {}, (error, address) => {
      if (error !== null) fail(error);
      else if (typeof address === 'string') done(address);
      else fail(new ForbiddenAddress(bare));
    });
  });
}

const CONNECT_MS = 5_000;
const MOST = { connections: 4, pipelining: 1, keepAliveTimeout: 20_000, headersTimeout: 15_000, bodyTimeout: 15_000 };

/** Connects to the public network only. */
export const publicAgent = (resolve?: Resolve): Agent =>
  new Agent({ ...MOST, connect: { timeout: CONNECT_MS, lookup: guardedLookup(resolve) } });

/** Connects anywhere; for hosts that an administrator allowed. */
export const anyAgent = (): Agent => new Agent({ ...MOST, connect: { timeout: CONNECT_MS } });
