import { WORKBOOK_TYPE, type Bulletin, type BulletinFormat } from '@cockpit/contracts';
import { Threads, type ThreadModule } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { fileNameOf } from './bulletin-title';
import type * as writers from './writers';

export const FILE_TYPES: Readonly<Record<BulletinFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: WORKBOOK_TYPE,
};
/** a document of many pages takes seconds to lay out */
const WRITERS: ThreadModule<typeof writers> = { file: require.resolve('./writers') };

/** A bulletin as files, all from the one document. */
@Injectable()
export class BulletinFiles {
  constructor(private readonly threads: Threads) {}

  async render(bulletin: Bulletin, format: BulletinFormat): Promise<{ name: string; content: Buffer }> {
    const content = Buffer.from(await this.threads.run(WRITERS, 'write', { bulletin, format }));
    return { name: `${fileNameOf(bulletin)}.${format}`, content };
  }
}
