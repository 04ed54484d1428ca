import { Message } from '@cockpit/contracts';

/** The stored reason of a failure; null if there is no text, or for rows of other versions. */
export const StoredFault = Message.nullable().catch(null);

/** The fault as an optional field of an answer. */
export const faultField = (fault: Message | null): { fault?: Message } => (fault === null ? {} : { fault });
