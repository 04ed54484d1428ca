// Messages to the outside: channels, their limits and the outbox.
export { NotifyApiModule, NotifyCoreModule, NotifyModule } from './notify.module';
export { ANSWER_PATH, LINK_HOURS } from './answers/link';
export { SentMessages, type SentMessage } from './answers/sent-messages';
export { BotHolders } from './bots/bot-holders';
export type { Press, Pressed } from './bots/line';
export { HallFaces } from './outbox/hall-faces';
export { enqueue, enqueueBack, enqueueEnd, enqueueHeld, type Letter } from './outbox/enqueue';
export { keepAttachment } from './outbox/attachments';
export type { AttachedFile } from './channels/channel';
export { firstReceipts, type Receipt } from './outbox/first-receipts';
export { neverNotified } from './outbox/never-notified';
export { aloneIn, recipientsOf, type Addressed, type Alone } from './outbox/recipients';
export { deliveriesOf } from './outbox/deliveries';
export { personsOfOfficers, type NamedOfficer } from './persons/officer-persons';
export { PersonRow } from './persons/person.entity';
export { ChannelStore } from './settings/channel-store';
export { robotsOfHall, type RobotOfHall } from './outbox/robots-of-hall';
export { freeAt } from './limits/limits';
