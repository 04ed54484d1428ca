import { MetricsCoreModule } from '../metrics.module';
import { Module } from '@nestjs/common';
import { Appeals } from './appeals';
import { Assessments } from './assessments';
import { Computing } from './computing';
import { AppealsController } from './http/appeals.controller';
import { AssessmentsController } from './http/assessments.controller';
import { SchemesController } from './http/schemes.controller';
import { AppealStore } from './store/appeal-store';
import { AssessmentStore } from './store/assessment-store';
import { SchemeStore } from './store/scheme-store';

/**
 * Role api: assessments of places with appeals. Needs AccessModule, OrganisationModule and LiveBindingsModule in the
 * application.
 */
@Module({
  imports: [MetricsCoreModule],
  providers: [AppealStore, Appeals, AssessmentStore, Assessments, Computing, SchemeStore],
  // the scheme routes come first because the others accept any id
  controllers: [SchemesController, AssessmentsController, AppealsController],
})
export class AssessmentApiModule {}
