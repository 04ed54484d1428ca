import { Inject, Injectable, Logger } from '@nestjs/common';
import { PersonAddresses } from '@cockpit/contracts';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource, In } from 'typeorm';
import { SEALING, openSecrets } from '../settings/sealed';
import { PersonRow } from './person.entity';

/** Decrypts people's addresses for sending. */
@Injectable()
export class AddressBook {
  private readonly logger = new Logger('notify');
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  /** Addresses of the known people among the names. */
  async named(names: readonly string[]): Promise<PersonAddresses[]> {
    const rows = await this.postgres.manager.findBy(PersonRow, { name: In([...names]) });
    return rows.map((row) => this.open(row));
  }

  /** Null for an unknown id. */
  async one(id: string): Promise<PersonAddresses | null> {
    const row = await this.postgres.manager.findOneBy(PersonRow, { id });
    return row === null ? null : this.open(row);
  }

  /** Without addresses the message goes out without a mention, which is better than no message. */
  private open({ id, sealed }: PersonRow): PersonAddresses {
    try {
      return PersonAddresses.parse(openSecrets(sealed, id, this.key));
    } catch (error) {
      this.logger.warn({ person: id, err: error }, 'the addresses of a person cannot be opened: enter them anew');
      return {};
    }
  }
}
