import { Inject, Injectable, Logger } from '@nestjs/common';
import { PersonAddresses, isOpenNotice, type ChannelKind, type Notice } from '@cockpit/contracts';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource, In } from 'typeorm';
import { SEALING, openSecrets } from '../settings/sealed';
import { PersonRow } from './person.entity';

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
  private readonly logger = new Logger('notify');
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  /** Those who have it, as far as the group can be told; nobody is called because something is over. */
  async of(notice: Notice, kind: ChannelKind): Promise<Mention[]> {
    const { holder } = notice;
    const mention = IDS[kind];
    if (mention === undefined || !isOpenNotice(notice) || holder === undefined || holder.people.length === 0) return [];
    const rows = await this.postgres.manager.findBy(PersonRow, { name: In(holder.people) });
    return rows
      .map((row) => mention(this.addressesOf(row)))
      .filter(({ userId, phone }) => userId !== undefined || phone !== undefined);
  }

  /** A message without a mention is better than none. */
  private addressesOf({ id, name, sealed }: PersonRow): PersonAddresses {
    try {
      return PersonAddresses.parse(openSecrets(sealed, id, this.key));
    } catch (error) {
      this.logger.warn({ person: name, err: error }, 'the addresses of a person cannot be opened: enter them anew');
      return {};
    }
  }
}
