import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SentMessages } from './answers/sent-messages';
import { ChannelTests } from './api/channel-tests';
import { ChannelsController } from './api/channels.controller';
import { Notifications } from './api/notifications';
import { NotificationsController } from './api/notifications.controller';
import { BotHolders } from './bots/bot-holders';
import { openChannel } from './channels/kinds';
import { Attachments } from './outbox/attachments';
import { HallFaces } from './outbox/hall-faces';
import { OutboxWorker } from './outbox/outbox.worker';
import { OPEN_CHANNEL, Postman } from './outbox/postman';
import { Pruning } from './outbox/pruning';
import { Receipts } from './outbox/receipts';
import { AddressBook } from './persons/address-book';
import { Mentions } from './persons/mentions';
import { PersonRow } from './persons/person.entity';
import { PersonStore } from './persons/person-store';
import { PersonsController } from './persons/persons.controller';
import { WishesController } from './persons/wishes.controller';
import { PushBook } from './push/push-book';
import { PushController } from './push/push.controller';
import { PushRow } from './push/push.entity';
import { PushStore } from './push/push-store';
import { ChannelStore } from './settings/channel-store';
import { ChannelRow, OutboxRow } from './settings/entities';

/**
 * Tables for modules that write messages in their own transactions, and sent messages. Needs AccessModule and
 * OrganisationModule in the application.
 */
@Module({
  imports: [TypeOrmModule.forFeature([ChannelRow, OutboxRow, PersonRow, PushRow])],
  providers: [BotHolders, HallFaces, SentMessages],
  exports: [TypeOrmModule, BotHolders, HallFaces, SentMessages],
})
export class NotifyCoreModule {}

/** Role worker: sends the outbox. */
@Module({
  imports: [NotifyCoreModule],
  providers: [
    AddressBook,
    Attachments,
    Mentions,
    Postman,
    Pruning,
    PushBook,
    Receipts,
    OutboxWorker,
    { provide: OPEN_CHANNEL, useValue: openChannel },
  ],
})
export class NotifyModule {}

/** Role api: channels and sent messages. */
@Module({
  imports: [NotifyCoreModule],
  controllers: [ChannelsController, NotificationsController, PersonsController, PushController, WishesController],
  providers: [ChannelStore, ChannelTests, Notifications, PersonStore, PushStore],
  exports: [ChannelStore],
})
export class NotifyApiModule {}
