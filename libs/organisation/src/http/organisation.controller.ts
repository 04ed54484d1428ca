import {
  OrganisationDoc,
  OrganisationImport,
  OrganisationPreview,
  OrganisationQuery,
  OrganisationReplaceQuery,
} from '@cockpit/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { Allow, CurrentActor, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { OrganisationService } from '../organisation.service';

@Controller('v1/organisation')
@SelfAudited()
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  @ZodAnswer(OrganisationDoc)
  @Allow('administrator', 'manager')
  export(@ZodQuery(OrganisationQuery) { at }: z.infer<typeof OrganisationQuery>): Promise<OrganisationDoc> {
    return this.organisation.export(at);
  }

  @Put()
  @ZodAnswer(z.union([OrganisationImport, OrganisationPreview]))
  @Allow('administrator')
  replace(
    @Body() document: unknown,
    @ZodQuery(OrganisationReplaceQuery) { from, remove, check }: z.infer<typeof OrganisationReplaceQuery>,
    @CurrentActor() actor: Actor,
  ): Promise<OrganisationImport | OrganisationPreview> {
    return check
      ? this.organisation.preview(document, actor, from, { remove })
      : this.organisation.replace(document, actor, from, { remove });
  }
}
