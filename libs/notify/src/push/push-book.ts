import { Inject, Injectable } from '@nestjs/common';
import { NewPush } from '@cockpit/contracts';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { SEALING, openSecrets } from '../settings/sealed';
import { PushRow } from './push.entity';

/** Decrypts push subscriptions of browsers for sending. */
@Injectable()
export class PushBook {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  /** Null if it was removed or cannot be opened. */
  async one(id: string): Promise<NewPush | null> {
    const row = await this.postgres.manager.findOneBy(PushRow, { id });
    if (row === null) return null;
    try {
      return NewPush.parse(openSecrets(row.sealed, row.id, this.key));
    } catch {
      return null;
    }
  }

  async forget(id: string): Promise<void> {
    await this.postgres.manager.delete(PushRow, { id });
  }
}
