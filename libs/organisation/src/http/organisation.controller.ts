import { OrganisationQuery, OrganisationReplaceQuery, type OrganisationDoc, type OrganisationImport } from '@cockpit/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodQuery } from '@cockpit/platform';
import type { z } from 'zod';
import { OrganisationService } from '../organisation.service';

@Controller('v1/organisation')
@SelfAudited()
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  @Allow('administrator', 'manager')
  export(@ZodQuery(OrganisationQuery) { at }: z.infer<typeof OrganisationQuery>): Promise<OrganisationDoc> {
    return this.organisation.export(at);
  }

  @Put()
  @Allow('administrator')
  replace(@Body() document: unknown, @ZodQuery(OrganisationReplaceQuery) { from }: z.infer<typeof OrganisationReplaceQuery>, @CurrentActor() actor: Actor): Promise<OrganisationImport> {
    return this.organisation.replace(document, actor, from);
  }
}
