import { Injectable } from '@nestjs/common';
import { isOpenNotice, type ChannelKind, type Notice, type PersonAddresses } from '@cockpit/contracts';
import { AddressBook } from './address-book';

/** How a group calls somebody's attention: by the id it knows them by, or by their number. */
export interface Mention {
  readonly userId?: string | undefined;
  readonly phone?: string | undefined;
}

const IDS: Partial<Record<ChannelKind, (addresses: PersonAddresses) => Mention>> = {
  'dingtalk-robot': ({ dingtalk, phone }) => (dingtalk === undefined ? { phone } : { userId: dingtalk }),
  'wecom-robot': ({ wecom, phone }) => (wecom === undefined ? { phone } : { userId: wecom }),
  'feishu-robot': ({ feishu }) => ({ userId: feishu }),
};

/** Whom a message in a group is for. */
@Injectable()
export class Mentions {
  constructor(private readonly book: AddressBook) {}

  /** Those who have it, as far as the group can be told; nobody is called because something is over. */
  async of(notice: Notice, kind: ChannelKind): Promise<Mention[]> {
    const { holder } = notice;
    const mention = IDS[kind];
    if (mention === undefined || !isOpenNotice(notice) || holder === undefined || holder.people.length === 0) return [];
    return (await this.book.named(holder.people))
      .map(mention)
      .filter(({ userId, phone }) => userId !== undefined || phone !== undefined);
  }
}
