import { ColumnsRequest, DatabaseColumns, DatabaseTables, TablesRequest } from '@cockpit/contracts';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody } from '@cockpit/platform';
import { Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Databases } from './databases';

/** Content of an external database, for connecting one of its tables. */
@Controller('v1/connect/databases')
@ApiTags('connect')
@Allow('administrator')
@SelfAudited()
export class DatabasesController {
  constructor(private readonly databases: Databases) {}

  @Post('tables')
  @ApiOperation({ summary: 'Tables and views that the user may read, asked of the database itself; nothing is kept' })
  @ZodAnswer(DatabaseTables)
  tables(@ZodBody(TablesRequest) input: TablesRequest, @CurrentActor() actor: Actor): Promise<DatabaseTables> {
    return this.databases.tables(input, actor);
  }

  @Post('columns')
  @ApiOperation({ summary: 'Columns of one table with their types, and which of them seems to only grow' })
  @ZodAnswer(DatabaseColumns)
  columns(@ZodBody(ColumnsRequest) input: ColumnsRequest): Promise<DatabaseColumns> {
    return this.databases.columns(input);
  }
}
