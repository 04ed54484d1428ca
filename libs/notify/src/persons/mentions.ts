import { Injectable } from '@nestjs/common';
import { isOpenNotice, type ChannelKind, type Notice } from '@cockpit/contracts';
import type { Mention } from '../channels/channel';
import { SENDERS } from '../channels/kinds';
import { AddressBook } from './address-book';

@Injectable()
export class Mentions {
  constructor(private readonly book: AddressBook) {}

  /** Mentions of the holders that the group supports; none for end messages. */
  async find(notice: Notice, kind: ChannelKind): Promise<Mention[]> {
    const { holder } = notice;
    const { mention } = SENDERS[kind];
    if (mention === undefined || !isOpenNotice(notice) || holder === undefined || holder.people.length === 0) return [];
    return (await this.book.named(holder.people))
      .map(mention)
      .filter(({ userId, phone }) => userId !== undefined || phone !== undefined);
  }
}
