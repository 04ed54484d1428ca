import { PERSON_WAYS, type PersonAddresses, type PersonRecord, type PersonWay } from '@cockpit/contracts';

const MASKS: Readonly<Record<PersonWay, (address: string) => string>> = {
  mail: (address) => `${address.slice(0, 1)}…${address.slice(address.indexOf('@'))}`,
  phone: (address) => `…${address.slice(-4)}`,
  dingtalk: (address) => idOf(address),
  wecom: (address) => idOf(address),
  feishu: (address) => idOf(address),
};
/** the two ends would reveal a short id */
const idOf = (address: string): string => (address.length < 6 ? '…' : `${address.slice(0, 1)}…${address.slice(-2)}`);

/** Masked addresses for display: distinguishable, but not usable. */
export const maskedAddresses = (addresses: PersonAddresses): PersonRecord['addresses'] =>
  Object.fromEntries(
    PERSON_WAYS.flatMap((way) => {
      const address = addresses[way];
      return address === undefined ? [] : [[way, MASKS[way](address)]];
    }),
  );
