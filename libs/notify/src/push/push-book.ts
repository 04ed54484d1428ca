import { Inject, Injectable } from '@nestjs/common';
import { NewPush } from '@cockpit/contracts';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { SEALING, openSecrets } from '../settings/sealed';
import { PushRow } from './push.entity';

/** Where browsers listen, in the clear, for whoever sends them something. */
@Injectable()
export class PushBook {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  /** Null: it was switched off, or cannot be opened any more. */
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
