import { Message } from '@cockpit/contracts';

/** Why a message did not go out, as a row keeps it: none where there are no words for it, and of what other versions wrote. */
export const StoredFault = Message.nullable().catch(null);

/** It as a field of an answer. */
export const faultField = (fault: Message | null): { fault?: Message } => (fault === null ? {} : { fault });
