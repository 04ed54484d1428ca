import {
  DEFAULT_ZONE,
  CatalogueItem,
  Code,
  CompressionReport,
  Day,
  ItemPast,
  PackageReport,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { BoundToUnits, CurrentCaller } from '@cockpit/access';
import { hallDay } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import { ZodAnswer, ZodParam, ZodQuery, notFound } from '@cockpit/platform';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';
import { catalogueOf } from './catalogue';
import { CatalogueFigures } from './catalogue-figures';

const ItemsQuery = z.object({
  hall: Code.optional(),
  branch: Code.optional(),
  category: Code.optional(),
  q: z.string().trim().min(1).max(100).optional(),
  /** exactly this one */ item: Code.optional(),
  /** those that the catalogue gives to the enterprise desk */ desk: z.literal('enterprise').optional(),
  /** a hall day; absent = now */ at: Day.optional(),
});
const ItemParam = z.object({ item: Code });
const PeriodQuery = z.object({
  hall: Code.optional(),
  /** days on which they were closed, both included */ from: Day.optional(),
  to: Day.optional(),
});
const CompressionQuery = PeriodQuery.extend({ item: Code.optional() });

/** The catalogue of items and packages with the results of its promises. */
@Controller('v1')
@ApiTags('catalogue')
@BoundToUnits()
export class ItemsController {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly grounds: GroundsLoader,
    private readonly figures: CatalogueFigures,
  ) {}

  @Get('items')
  @ApiOperation({
    summary:
      'Items with their limits and every version of them, where, by whom and through which channels they are handled',
  })
  @ZodAnswer(page(CatalogueItem))
  async items(
    @ZodQuery(ItemsQuery) { at, ...filter }: z.infer<typeof ItemsQuery>,
  ): Promise<{ items: CatalogueItem[]; next: null }> {
    const { wallNow, past } = (await this.grounds.load()).parts;
    const doc = await this.organisation.export(at);
    return {
      items: catalogueOf(doc, past, at ?? hallDay(wallNow, DEFAULT_ZONE), filter),
      next: null,
    };
  }

  @Get('items/:item/versions')
  @ApiOperation({ summary: 'An item as it was, from its first version to its last' })
  @ZodAnswer(page(ItemPast))
  async versions(@ZodParam(ItemParam) { item }: z.infer<typeof ItemParam>): Promise<{ items: ItemPast[]; next: null }> {
    const found = (await this.grounds.load()).parts.past.items.get(item);
    if (found === undefined) throw notFound('unknown-item', `there is no item "${item}"`);
    return { items: [...found], next: null };
  }

  @Get('items/compression')
  @ApiOperation({
    summary: 'How much shorter than the law allows: promised, and really taken by matters closed in the period',
  })
  @ZodAnswer(CompressionReport)
  compression(
    @ZodQuery(CompressionQuery) period: z.infer<typeof CompressionQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<CompressionReport> {
    return this.figures.compression(period, caller);
  }

  @Get('packages')
  @ApiOperation({ summary: 'Packages (一件事): what each saves, how many were handled in the period, and on time' })
  @ZodAnswer(PackageReport)
  packages(
    @ZodQuery(PeriodQuery) period: z.infer<typeof PeriodQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<PackageReport> {
    return this.figures.packages(period, caller);
  }
}
