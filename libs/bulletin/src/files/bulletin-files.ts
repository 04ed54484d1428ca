import { WORKBOOK_TYPE, type Bulletin, type BulletinFormat } from '@cockpit/contracts';
import { Threads, type ThreadModule } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { fileNameOf } from './bulletin-title';
import { documentFont } from './document-font';
import type * as writers from './writers';

export const FILE_TYPES: Readonly<Record<BulletinFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: WORKBOOK_TYPE,
};
/** runs in a thread because the layout of many pages takes seconds */
const WRITERS: ThreadModule<typeof writers> = { file: require.resolve('./writers') };

/** Renders a bulletin as files from the same document. */
@Injectable()
export class BulletinFiles {
  constructor(private readonly threads: Threads) {}

  async render(bulletin: Bulletin, format: BulletinFormat): Promise<{ name: string; content: Buffer }> {
    const content = format === 'pdf' ? await this.pdf(bulletin) : await this.threads.run(WRITERS, format, { bulletin });
    return { name: `${fileNameOf(bulletin)}.${format}`, content: Buffer.from(content) };
  }

  /** The font is loaded outside the thread, because a thread passes on only the message of an error. */
  private async pdf(bulletin: Bulletin): Promise<Uint8Array> {
    return this.threads.run(WRITERS, 'pdf', { bulletin, font: await documentFont() });
  }
}
