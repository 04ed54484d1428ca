import { NewTable, TableRows } from '@cockpit/contracts';
import { AccessModule, Allow, SelfAudited } from '@cockpit/access';
import { ZodAnswer, ZodBody, unprocessable } from '@cockpit/platform';
import { Controller, Module, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { UnreadableFile } from '../misuse';
import { readTable } from './read-table';

/** Reading changes nothing, so it is not audited. */
@Controller('v1/tables')
@Allow('administrator')
@SelfAudited()
export class TablesController {
  @Post()
  @ApiOperation({ summary: 'The rows of a CSV file or a workbook, for a page that fills itself from them' })
  @ZodAnswer(TableRows)
  async read(@ZodBody(NewTable) { content }: NewTable): Promise<TableRows> {
    try {
      return await readTable(Buffer.from(content, 'base64'));
    } catch (error) {
      if (error instanceof UnreadableFile) throw unprocessable('unreadable-table', error.message);
      throw error;
    }
  }
}

/** Reads filled-in tables for the pages. */
@Module({ imports: [AccessModule], controllers: [TablesController] })
export class TablesModule {}
