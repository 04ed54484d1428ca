import { Code, MOST_SEARCHED, SearchAnswer, SearchedKind, type Caller } from '@cockpit/contracts';
import { CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Search } from './search';

const SearchQuery = z.object({
  q: z.string().trim().min(1).max(MOST_SEARCHED),
  /** the hall on the screen: its hits come first; it does not widen the scope */
  near: Code.optional(),
  /** returns more hits of this kind only */
  kind: SearchedKind.optional(),
});

@Controller('v1/search')
@ApiTags('search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @ApiOperation({
    summary:
      'Halls, windows, tickets, cases, officers, items and figures in scope by name, number or the first letters of their pinyin',
  })
  @ZodAnswer(SearchAnswer)
  find(
    @ZodQuery(SearchQuery) { q, near, kind }: z.infer<typeof SearchQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<SearchAnswer> {
    return this.search.find(q, near ?? null, caller, kind ?? null);
  }
}
